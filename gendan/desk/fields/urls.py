"""Routes of the company's own fields."""

from django.urls import path

from gendan.desk.fields import views

app_name = "fields"
urlpatterns = [
    path("settings/fields", views.fields, name="list"),
    path("settings/fields/new/<str:kind>", views.add, name="new"),
    path("settings/fields/<int:pk>", views.change, name="edit"),
    path("settings/fields/<int:pk>/archive", views.archive, name="archive"),
    path("settings/fields/<int:pk>/restore", views.restore, name="restore"),
    path("settings/fields/<int:pk>/index", views.index, name="index"),
]
