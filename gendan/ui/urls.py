"""Routes of the frame."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from gendan.ui import links
from gendan.ui.views import appearance, style

app_name = "ui"
urlpatterns = [
    path("appearance/language", appearance.language, name="language"),
    path("appearance/theme", appearance.theme, name="theme"),
    path("appearance/rail", appearance.rail, name="rail"),
    path("me", login_required(appearance.me), name="me"),
    path("links/<str:kind>/<int:pk>/<int:link>/close", links.close, name="close_link"),
    path("style", login_required(style.page), name="style"),
    path("style/<slug:page>", login_required(style.page), name="style_page"),
]
