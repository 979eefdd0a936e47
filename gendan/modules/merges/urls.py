"""Routes of merging."""

from django.urls import path

from gendan.modules.merges.views import pages

app_name = "merges"
urlpatterns = [
    path("", pages.groups, name="list"),
    path("/search", pages.search, name="search"),
    path("/groups/<int:pk>/dismiss", pages.dismiss, name="dismiss"),
    path("/compare", pages.compare, name="compare"),
    path("/done", pages.merges, name="done"),
    path("/<int:pk>/undo", pages.undo, name="undo"),
]
