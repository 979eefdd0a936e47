"""How often a token may ask: each web process counts its own minute, so that no request writes for it."""

from collections import Counter
from datetime import datetime
from threading import Lock

from django.utils.translation import gettext_lazy as _

from gendan.spine.org.numbers import CompanyNumber, declare

A_MINUTE = declare(CompanyNumber(
    "api.a_minute", _("requests of one API token in a minute to each web process"), 600, low=10, high=100_000, group=_("API"),
))


class Pace:
    """What the tokens have asked in the minute that runs."""

    def __init__(self) -> None:
        self.lock, self.minute, self.asked = Lock(), 0, Counter[int]()

    def too_fast(self, token_id: int, *, now: datetime) -> bool:
        """Count a request of the token; whether it was one too many."""
        minute = int(now.timestamp()) // 60
        with self.lock:
            if minute != self.minute:
                self.minute, self.asked = minute, Counter()
            self.asked[token_id] += 1
            return self.asked[token_id] > A_MINUTE.whole_at(now)


pace = Pace()
