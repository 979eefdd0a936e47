"""Routes of the catalogue."""

from django.urls import path

from gendan.modules.catalog import views

app_name = "catalog"
urlpatterns = [
    path("", views.products, name="list"),
    path("/new", views.create, name="create"),
    path("/<int:pk>", views.detail, name="detail"),
]
