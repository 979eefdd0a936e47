"""The Django app."""

from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "gendan.modules.opportunities"
