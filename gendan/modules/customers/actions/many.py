"""The same change for many customers at once: every rule asked, then one statement, one COPY of the story (F36, F84)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from gendan.modules.customers.actions.contacts import refresh_derived
from gendan.modules.customers.actions.writing import require_sense
from gendan.modules.customers.models import Customer
from gendan.spine import events
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

CLASSES = frozenset({"abc", "importance", "priority", "rating", "strategic", "nature"})
Refused = dict[int, Refusal]


@whole
def set_classes_of_many(ids: Iterable[int], *, actor: Employee, now: datetime, **classes: Any) -> Refused:
    """As `set_classes` for each; says which were refused and why. What is empty is not touched."""
    values = {name: value for name, value in classes.items() if value not in (None, "")}
    if unknown := set(values) - CLASSES:
        raise Refusal(_("This is no class: %(names)s.") % {"names": ", ".join(sorted(unknown))})
    require_sense(Customer(**values), errors={}, fields=values)
    rows, refused = _locked(ids, actor=actor)
    if "abc" in values:
        refused |= _chosen(rows, values["abc"], actor=actor, now=now)
    changed = [row for row in rows if row.pk not in refused and any(getattr(row, name) != value for name, value in values.items())]
    _write(changed, values, "customer.changed", actor=actor, now=now, system=True, data=lambda row: {"changes": [
        {"field": name, "old": getattr(row, name), "new": value} for name, value in values.items() if getattr(row, name) != value
    ]})
    refresh_derived(row.pk for row in changed if {"abc", "rating"} & values.keys() and not (row.abc or row.rating))
    return refused


@whole
def set_valid_of_many(ids: Iterable[int], *, valid: bool, reason: str, actor: Employee, now: datetime) -> Refused:
    """As `set_valid` for each; says which were refused and why."""
    rows, refused = _locked(ids, actor=actor)
    verb = "customer.marked_valid" if valid else "customer.marked_invalid"
    _write([row for row in rows if row.valid != valid], {"valid": valid}, verb, actor=actor, now=now, text=reason)
    return refused


def _locked(ids: Iterable[int], *, actor: Employee) -> tuple[list[Customer], Refused]:
    """The rows that the person may edit, locked in the order of their keys; and why the others stay as they are."""
    wanted = list(ids)
    rows = {row.pk: row for row in Customer.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)}
    mine = set(Customer.objects.visible_to(actor, "edit").filter(pk__in=wanted).values_list("pk", flat=True))
    refused = {pk: Refusal(_("This customer no longer exists."), code="gone") for pk in wanted if pk not in rows}
    for pk in rows.keys() - mine:
        try:
            require(actor, "edit", rows[pk])
        except Refusal as refusal:
            refused[pk] = refusal
    return [row for pk, row in rows.items() if pk not in refused], refused


def _chosen(rows: Iterable[Customer], abc: str, *, actor: Employee, now: datetime) -> Refused:
    """Other modules have a word in a class by hand."""
    refused = {}
    for row in rows:
        if row.abc != abc:
            try:
                events.emit("customers.class_chosen", customer=row, actor=actor, now=now)
            except Refusal as refusal:
                refused[row.pk] = refusal
    return refused


def _write(
    rows: list[Customer], values: Mapping[str, Any], verb: str, *, actor: Employee, now: datetime, text: str = "", system: bool = False,
    data: Callable[[Customer], Mapping[str, Any]] | None = None,
) -> None:
    if rows:
        found = Customer.objects.filter(pk__in=[row.pk for row in rows])
        found.update(**values, updated_at=now, revision=F("revision") + 1)
        timeline.record_many(verb, rows, actor=actor, at=now, text=text, system=system, data=data)
