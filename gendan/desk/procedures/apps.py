"""The Django app."""

from django.apps import AppConfig


class ProcedurePagesConfig(AppConfig):
    name = "gendan.desk.procedures"
    label = "procedure_pages"
