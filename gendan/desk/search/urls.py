"""Routes of the palette and the search page."""

from django.urls import path

from gendan.desk.search import views

urlpatterns = [
    path("palette", views.palette, name="palette"),
    path("search", views.search, name="search"),
    path("write", views.write, name="followup_new"),
]
