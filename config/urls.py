"""All routes: each room of the house brings its own."""

from django.urls import include, path

urlpatterns: list = [
    path("", include("gendan.desk.urls")),
]
