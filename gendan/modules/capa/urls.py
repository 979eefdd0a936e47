"""Routes of corrective actions."""

from django.urls import path

from gendan.modules.capa.views import capas

app_name = "capa"
urlpatterns = [
    path("", capas.capas, name="list"),
    path("/new", capas.create, name="create"),
    path("/<int:pk>", capas.detail, name="detail"),
    path("/<int:pk>/edit", capas.edit, name="edit"),
]
