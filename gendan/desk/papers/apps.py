"""The Django app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "gendan.desk.papers"
    label = "papers"
