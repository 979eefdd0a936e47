"""Routes of backups."""

from django.urls import path

from gendan.desk.backups import views

app_name = "backups"
urlpatterns = [
    path("", views.backups, name="list"),
    path("/begin", views.begin, name="begin"),
    path("/progress", views.progress, name="progress"),
]
