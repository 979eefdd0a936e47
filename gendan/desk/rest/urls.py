"""Routes of the API and its pages."""

from django.urls import path

from gendan.desk.rest import views
from gendan.desk.rest.site import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("api", views.reference, name="api_reference"),
    path("me/tokens", views.tokens, name="api_tokens"),
    path("me/tokens/<int:pk>/revoke", views.revoke, name="api_token_revoke"),
]
