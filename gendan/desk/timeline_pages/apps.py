"""The Django app."""

from django.apps import AppConfig


class TimelinePagesConfig(AppConfig):
    name = "gendan.desk.timeline_pages"
    label = "timeline_pages"
