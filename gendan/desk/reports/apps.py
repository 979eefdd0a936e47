"""The Django app."""

from django.apps import AppConfig


class ReportPagesConfig(AppConfig):
    name = "gendan.desk.reports"
    label = "report_pages"
