"""The Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "gendan.ui"
