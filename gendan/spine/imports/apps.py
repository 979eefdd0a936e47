"""The Django app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "gendan.spine.imports"
