"""The Django app."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "gendan.spine.procedures"
