"""The Django app."""

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    name = "gendan.spine.persons"
