"""When a message may leave: after the quiet hours, or with the day's digest. Pure functions."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from gendan.spine.messages.models import QuietHours


def is_quiet(moment: time, starts: time | None, ends: time | None) -> bool:
    """Whether the time of day lies within the quiet hours; 22:00 to 07:00 goes over midnight."""
    if starts is None or ends is None or starts == ends:
        return False
    if starts < ends:
        return starts <= moment < ends
    return moment >= starts or moment < ends


def next_at(now: datetime, moment: time) -> datetime:
    """The next time that the clock shows `moment`, now included."""
    local = timezone.localtime(now)
    day = local.replace(hour=moment.hour, minute=moment.minute, second=moment.second, microsecond=0)
    return day if day >= local else day + timedelta(days=1)


def not_before(wishes: QuietHours | None, *, now: datetime, digest: bool) -> datetime:
    """The moment from which a message written now may be sent; `digest` for channels that the digest gathers."""
    if wishes is None:
        return now
    if digest and wishes.digest_at is not None:
        return next_at(now, wishes.digest_at)
    if wishes.ends is not None and is_quiet(timezone.localtime(now).time(), wishes.starts, wishes.ends):
        return next_at(now, wishes.ends)
    return now
