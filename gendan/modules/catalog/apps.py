"""The Django app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "gendan.modules.catalog"
