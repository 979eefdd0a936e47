"""What is held on a person, by group, as one reader may see it; and the sheet that is handed over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Consent, Contact
from gendan.modules.customers.queries import consents_of
from gendan.modules.privacy import queries
from gendan.modules.privacy.access import KIND
from gendan.spine.access.queries import mask_text, masked, may_any
from gendan.spine.persons.declarations import holding as holding_of
from gendan.spine.persons.declarations import person_of
from gendan.spine.persons.models import Look, SetAside
from gendan.spine.persons.queries import Handled, Held, Line, all_handled, aside_of, held, label, looks_at
from gendan.spine.persons.words import DUTIES
from gendan.spine.records import model_of
from gendan.ui.detail.declare import Button
from gendan.ui.listing.filters import Asked

CUSTOMER = "customers.customer"
LOOKS = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """One holding as a reader sees it: lines of rows that are open to him; sensitive ones stay closed."""

    held: Held
    lines: list[Line]
    closed: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A group with its purpose, the word of the person, and what is held in it."""

    group: Handled
    consent: Consent | None
    shown: list[Shown]

    @property
    def closed(self) -> bool:
        """Whether something is held that is shown only for a reason."""
        return any(one.closed for one in self.shown)


def sections(contact: Contact, user: Any) -> list[Section]:
    """Every group, also those in which nothing is held."""
    found = held(person_of(contact))
    words = consents_of([contact]).get(contact.pk, {})
    return [
        Section(group, words.get(group.key), [_shown(one, group, user) for one in found if one.holding.group == group.key])
        for group in all_handled()
    ]


def _shown(one: Held, group: Handled, user: Any) -> Shown:
    closed = group.sensitive and bool(one.holding.fields)
    return Shown(one, [] if closed else lines_for(user, one.lines), closed)


def lines_for(user: Any, lines: list[Line]) -> list[Line]:
    """The lines whose rows the reader sees elsewhere too; what his roles mask is masked here."""
    if not lines or not hasattr(type(lines[0].row).objects, "visible_to"):
        return []
    model = type(lines[0].row)
    seen = set(model.objects.visible_to(user).filter(pk__in=[one.row.pk for one in lines]).values_list("pk", flat=True))
    return [_masked(user, one) for one in lines if one.row.pk in seen and (one.values or one.text)]


def _masked(user: Any, line: Line) -> Line:
    values = [(name, what, mask_text(text) if masked(user, CUSTOMER, name) else text) for name, what, text in line.values]
    return Line(line.row, line.text, values)


def context(contact: Contact, user: Any) -> dict[str, Any]:
    """The whole page."""
    person = person_of(contact)
    return {
        "contact": contact, "customer": contact.customer, "sections": sections(contact, user), "requests": queries.requests_of(contact, user),
        "aside": aside_of(person).count(), "looks": told_looks(looks_at(person)[:LOOKS], {}),
        "may_export": may_any(user, "export", KIND), "may_ask": may_any(user, "create", KIND), "may_unseal": may_any(user, "approve", KIND),
    }


def told_looks(rows: Iterable[Look], people: Mapping[int, Contact]) -> list[tuple[Look, Any, Contact | None]]:
    """Each look with what was looked at and, where it is not known, whose it is."""
    titles = group_titles()
    return [(row, titles.get(row.group, row.group), people.get(row.object_id)) for row in rows]


def told_aside(row: SetAside, values: dict[str, Any]) -> dict[str, Any]:
    """What was set aside, with what binds us and until when."""
    holding = holding_of(row.holding)
    named = [(_name_of(row, name), value) for name, value in values.items() if value not in (None, "", [], {})]
    return {"title": holding.title if holding else row.holding, "why": DUTIES[row.duty][1], "until": row.until, "values": named}


def _name_of(row: SetAside, name: str) -> Any:
    return _("person") if name == "person" else label(model_of(row.row_kind), name)


def group_titles() -> dict[str, Any]:
    """The names of groups, as the access log says them."""
    return {one.key: one.title for one in all_handled()} | {"aside": _("what is set aside")}


def on_contact(contact: Contact, _asked: Asked) -> list[Button]:
    """The way to the page, beside each contact."""
    return [Button(key="privacy", title=_("Personal data"), icon="shield-check", url=reverse("privacy:person", args=[contact.pk]))]


# -- what is handed over ----------------------------------------------------------------------------------------------

HEAD = ("group", "purpose", "legal basis", "where", "what", "value")


def sheet_rows(found: Iterable[Held]) -> Iterator[tuple[str, ...]]:
    """One line for each value, with the purpose and the ground on which it is kept."""
    groups = {one.key: one for one in all_handled()}
    for one in found:
        group = groups[one.holding.group]
        before = (str(group.title), str(group.purpose), str(group.basis_label), str(one.holding.title))
        for line in one.lines:
            for what, text in _all_of(one, line):
                yield (*before, f"{line.text} {what}".strip(), text)


def _all_of(one: Held, line: Line) -> list[tuple[Any, str]]:
    """The values of a row; of a text that speaks of the person the text itself."""
    if line.values or one.holding.fields:
        return [(what, text) for _name, what, text in line.values]
    texts = [(label(line.row, name), getattr(line.row, name)) for name in one.holding.texts]
    return [(what, str(value)) for what, value in texts if value]


def as_json(contact: Contact, found: Iterable[Held], *, now: datetime) -> dict[str, Any]:
    """The same for programs."""
    columns = ("group", "purpose", "basis", "where", "what", "value")
    return {
        "person": contact.name, "customer": str(contact.customer), "at": now.isoformat(),
        "held": [dict(zip(columns, row, strict=True)) for row in sheet_rows(found)],
        "consents": [
            {"for": one.channel, "given": one.given, "way": one.way, "how": one.how, "at": one.at.isoformat()}
            for one in contact.consents.order_by("at", "pk")
        ],
    }
