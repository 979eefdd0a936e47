"""The Django app."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "gendan.desk.rest"
    label = "rest"
