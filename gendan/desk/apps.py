"""The Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gendan.desk"
