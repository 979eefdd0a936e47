"""The Django app."""

from datetime import timedelta

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class DoorsConfig(AppConfig):
    name = "gendan.spine.doors"

    def ready(self) -> None:
        from gendan.spine import clock  # noqa: PLC0415  models are loaded only now
        from gendan.spine.doors import devices, numbers, visits  # noqa: F401, PLC0415
        from gendan.spine.messages import declarations  # noqa: PLC0415

        user_logged_in.connect(visits.note, dispatch_uid="doors.visit")
        declarations.register(devices.TOPIC, _("logging in on a new device"))
        clock.register("doors.tidy", timedelta(hours=1), visits.tidy)
