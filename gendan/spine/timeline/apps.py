"""The Django app."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "gendan.spine.timeline"
