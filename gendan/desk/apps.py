"""The Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gendan.desk"

    def ready(self) -> None:
        from gendan.desk.backups import places as backups  # noqa: PLC0415 models are loaded only now
        from gendan.desk.doors import places as doors  # noqa: PLC0415
        from gendan.desk.import_pages import declarations as imports  # noqa: PLC0415
        from gendan.desk.inbox import declarations as inbox  # noqa: PLC0415

        backups.declare()
        doors.declare()
        imports.declare()
        inbox.declare()
