"""What this room tells the frame at start."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from gendan.desk.reports import actions
from gendan.spine import clock
from gendan.spine.messages import declarations as topics
from gendan.ui import menu


def _send(now: datetime) -> int:
    return actions.send_due(now)


def declare() -> None:
    """Register the place in the rail, the topic, and the sending."""
    menu.register("reports", label=_("Reports"), icon="chart-bar", url_name="reports", position=60, shortcut="r")
    topics.register(actions.TOPIC, _("reports that I subscribed to"))
    clock.register("reports.send", timedelta(minutes=5), _send)
