"""The Django app."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "gendan.spine.org"
