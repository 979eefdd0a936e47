"""What is awaited of the customer, one thing each, as his page shows it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gendan.modules.catalog.money import plain


@dataclass(frozen=True, slots=True)
class Awaited:
    """A question with its own form; `key` says what it is about, `once` tells a second sending."""

    kind: str
    record: Any
    title: str
    text: str
    yes: str
    no: str
    once: UUID

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.record.pk}"

    @property
    def file(self) -> Any:
        """The drawing to look at."""
        return getattr(self.record, "attachment", None)


def of_change(change: Any) -> Awaited:
    """A change of the order that its parties have agreed to."""
    said = [str(change.product or ""), plain(change.quantity) if change.quantity else "", change.text]
    said.append(date_format(change.new_on) if change.new_on else "")
    text = " · ".join(one for one in said if one)
    return Awaited("change", change, str(change.get_kind_display()), text, _("Confirm the change"), _("Do not change it"), uuid4())


def of_sample(request: Any) -> Awaited:
    """A sample that is with the customer (F27.2)."""
    text = _("Please look at sample %(number)s and tell us whether it is right.") % {"number": request.number}
    return Awaited("sample", request, request.what, text, _("The sample is right"), _("It should be modified"), uuid4())


def of_confirmation(confirmation: Any) -> Awaited:
    """A drawing, a version or a detail."""
    return Awaited("confirmation", confirmation, confirmation.subject, confirmation.note, _("Confirm"), _("It should be different"), uuid4())
