"""Routes of the desk."""

from django.urls import include, path

urlpatterns: list = [
    path("", include("gendan.desk.procedures.urls")),
]
