"""Routes of messages."""

from django.urls import path

from gendan.desk.inbox import settings_views as settings
from gendan.desk.inbox import views

app_name = "messages"
urlpatterns = [
    path("messages", views.inbox, name="inbox"),
    path("messages/<int:pk>", views.open_message, name="open"),
    path("messages/read", views.read, name="read"),
    path("messages/preferences", views.preferences, name="preferences"),
    path("settings/messages/robots", settings.robots, name="robots"),
    path("settings/messages/robots/new", settings.robot, name="new_robot"),
    path("settings/messages/robots/<int:pk>", settings.robot, name="robot"),
    path("settings/messages/robots/<int:pk>/test", settings.test, name="test_robot"),
    path("settings/messages/robots/<int:pk>/remove", settings.remove, name="remove_robot"),
    path("settings/messages/undelivered", settings.undelivered, name="undelivered"),
]
