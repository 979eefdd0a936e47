"""What the doctor finds of backups: the newest good one is too old, or the last one failed."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from gendan.spine.backups import queries
from gendan.spine.backups.actions import TOPIC
from gendan.spine.backups.models import Backup
from gendan.spine.backups.numbers import TOO_OLD
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

KIND = "backups.backup"


def declare() -> None:
    """Register the check and the topic."""
    doctor.register("backups", check)
    messages.register(TOPIC, pgettext_lazy("topic", "Backups fail"))


def check() -> list[Finding]:
    """An installation that has never made one has nothing old; the clock makes the first."""
    now = timezone.now()
    last = queries.finished().first()
    if last is None:
        return []
    good, hours = queries.good().first(), TOO_OLD.whole_at(now)
    if last.state == Backup.State.FAILED:
        return [Finding("backups", _("the last backup has failed: %s") % last.error, KIND, (last.pk,))]
    if good is None or good.started_at < now - timedelta(hours=hours):
        return [Finding("backups", _("the newest good backup is older than %d hours") % hours, KIND, (last.pk,))]
    return [] if queries.file_of(good).exists() else [
        Finding("backups", _("the file of the newest backup is gone: %s") % good.name, KIND, (good.pk,))
    ]
