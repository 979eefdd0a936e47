"""The Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gendan.spine.documents"
