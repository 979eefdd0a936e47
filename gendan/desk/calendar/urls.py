"""Routes of the calendar."""

from django.urls import path

from gendan.desk.calendar import views

app_name = "calendar"
urlpatterns = [
    path("calendar", views.calendar, name="calendar"),
    path("calendar/new", views.new, name="new"),
]
