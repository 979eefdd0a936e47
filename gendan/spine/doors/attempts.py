"""Failed attempts: who has failed too often waits, whether the next try is right or not."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from gendan.spine.doors.models import Failure
from gendan.spine.doors.numbers import TRIES, TRIES_OF_ADDRESS, TRIES_OF_NAME, WAIT
from gendan.spine.org.numbers import CompanyNumber

log = logging.getLogger("gendan.doors")


def _keys(name: str, address: str) -> Iterable[tuple[str, CompanyNumber]]:
    """What is counted, each with how many are too many."""
    name = name.strip().casefold()[:150]
    yield _hash("both", name, address), TRIES
    yield _hash("name", name), TRIES_OF_NAME
    yield _hash("address", address), TRIES_OF_ADDRESS


def too_many(name: str, *, address: str, now: datetime) -> bool:
    """Whether the name or the address has to wait."""
    since = now - timedelta(minutes=WAIT.whole_at(now))
    return any(
        Failure.objects.filter(key=key, at__gt=since)[: most.whole_at(now)].count() >= most.whole_at(now)
        for key, most in _keys(name, address)
    )


def note(name: str, *, address: str, now: datetime) -> None:
    """One more has failed; the log keeps it for who watches it, without what was tried."""
    log.warning("failed to log in: %r from %s", name[:150], address)
    Failure.objects.bulk_create(Failure(key=key, at=now) for key, _most in _keys(name, address))


def forgive(name: str, *, address: str) -> None:
    """This name came in from this address: what had failed there was a slip. The address itself is not forgiven."""
    (key, _most), *_others = _keys(name, address)
    Failure.objects.filter(key=key).delete()


def _hash(*parts: str) -> str:
    return salted_hmac("doors.failure", "\0".join(parts), algorithm="sha256").hexdigest()
