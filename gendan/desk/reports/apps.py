"""The Django app."""

from django.apps import AppConfig


class ReportPagesConfig(AppConfig):
    name = "gendan.desk.reports"
    label = "report_pages"

    def ready(self) -> None:
        from gendan.desk.reports import declarations  # noqa: PLC0415 models are loaded only now

        declarations.declare()
