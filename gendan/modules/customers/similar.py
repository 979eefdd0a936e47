"""What the column of like customers beside a form is told: the check runs when the template asks."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers import duplicates
from gendan.modules.customers.duplicates import Asked, Hit
from gendan.modules.customers.procedure import PROCEDURE
from gendan.ui import formats

PHONES = ("phone", "mobile", "contact_mobile")


class Similar:
    """What the template of the like ones asks for; the check runs when it does."""

    def __init__(self, request: HttpRequest, *, name_field: str = "name") -> None:
        self.request, self.now, self.name_field = request, timezone.now(), name_field
        self.typed = request.POST if request.method == "POST" else request.GET

    @cached_property
    def hits(self) -> list[Hit]:
        given = {name: self.typed.get(name, "").strip() for name in (self.name_field, "credit_code", "email", *PHONES)}
        asked = Asked(
            name=given[self.name_field], phones=tuple(given[name] for name in PHONES if given[name]),
            credit_code=given["credit_code"], email=given["email"],
        )
        return duplicates.check(asked, viewer=self.request.user)

    @cached_property
    def matches(self) -> list["Match"]:
        return [Match(hit, self.now) for hit in self.hits]

    @property
    def chosen(self) -> int | None:
        return next((hit.customer_id for hit in self.hits), None)

    @property
    def blocked(self) -> int:
        """How many are so like that a reason is needed."""
        return sum(hit.blocks for hit in self.hits)

    @property
    def ask_owner(self) -> str:
        return next((hit.owner for hit in self.hits), "")

    @property
    def note(self) -> str:
        return self.typed.get("duplicate_reason", "")


class Match:
    """A hit in words."""

    def __init__(self, hit: Hit, now: Any) -> None:
        self.hit, self.now = hit, now

    def __getattr__(self, name: str) -> Any:
        return getattr(self.hit, name)

    @property
    def state(self) -> str:
        state = PROCEDURE.find_state(self.hit.state)
        return str(state.title) if state else ""

    @property
    def owner(self) -> str:
        return self.hit.owner or (_("nobody responsible") if self.hit.owner_id is None else "")

    @property
    def last(self) -> str:
        moment = self.hit.last_activity_at
        if moment is None:
            return ""
        if not self.hit.masked:
            return _("%(day)s followed up") % {"day": formats.date_short(moment, today=timezone.localdate(self.now))}
        days = (self.now - moment).days
        return _("followed up within 30 days") if days <= 30 else _("%(days)d days ago") % {"days": days}

    @property
    def rest(self) -> int:
        """What is left above the bar."""
        return 100 - self.hit.score

    @property
    def remark(self) -> str:
        return _("out of your scope, department only") if self.hit.masked else ""
