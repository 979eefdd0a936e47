"""The Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "gendan.desk.search"
    label = "search"
