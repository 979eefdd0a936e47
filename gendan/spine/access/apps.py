"""The Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "gendan.spine.access"
