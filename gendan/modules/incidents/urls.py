"""Routes of incidents."""

from django.urls import path

from gendan.modules.incidents.views import incidents

app_name = "incidents"
urlpatterns = [
    path("", incidents.incidents, name="list"),
    path("/new", incidents.create, name="create"),
    path("/<int:pk>", incidents.detail, name="detail"),
    path("/<int:pk>/enquiry", incidents.enquiry, name="enquiry"),
    path("/<int:pk>/orders", incidents.orders, name="orders"),
    path("/notices", incidents.notices, name="notices"),
    path("/notices/<int:pk>", incidents.notice, name="notice"),
]
