"""Routes of hand-overs."""

from django.urls import path

from gendan.modules.handovers import views

app_name = "handovers"
urlpatterns = [
    path("", views.staged, name="list"),
    path("/<int:pk>", views.detail, name="detail"),
    path("/<int:pk>/file", views.file, name="file"),
    path("/start/<int:pk>", views.start, name="start"),
    path("/of/<int:pk>", views.person, name="person"),
]
