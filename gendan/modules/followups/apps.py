"""The Django app."""

from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "gendan.modules.followups"
