"""Routes of logging in."""

from django.urls import path

from gendan.desk.doors import mine, views

app_name = "doors"
urlpatterns = [
    path("me/second-factor", mine.second_factor, name="second"),
    path("me/second-factor/codes", mine.codes, name="codes"),
    path("me/second-factor/off", mine.off, name="off"),
    path("me/visits", mine.visits_page, name="visits"),
    path("me/visits/end", mine.end_others, name="end_others"),
    path("me/visits/<int:pk>/end", mine.end, name="end"),
    path("settings/logging-in", views.settings, name="settings"),
    path("settings/employees/<int:pk>/second-factor/take", views.take, name="take"),
]
