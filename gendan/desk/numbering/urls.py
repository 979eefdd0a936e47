"""Routes of the numbering rules."""

from django.urls import path

from gendan.desk.numbering import views

app_name = "numbering"
urlpatterns = [
    path("", views.rules, name="list"),
    path("/<str:key>", views.rule, name="edit"),
]
