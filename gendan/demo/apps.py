"""The Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "gendan.demo"
