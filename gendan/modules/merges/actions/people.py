"""Contacts that are the same person: one takes what the other had, the double stays behind with its customer; and back again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Contact
from gendan.modules.merges import moving
from gendan.modules.merges.models import Merge
from gendan.modules.merges.moving import Joined
from gendan.spine import events
from gendan.spine.fields import actions as fields
from gendan.spine.fields.models import PREFIX
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.actions.entries import plain

OF_CUSTOMER = "customers.contact.customer_id"


def join_people(made: Sequence[Merge], people: Sequence[Joined], *, actor: Employee, now: datetime) -> None:
    """After the customers were joined: every reference to a double names the one who is kept."""
    came = {pk: number for number, one in enumerate(made) for key, ids in one.moved if key == OF_CUSTOMER for pk in ids}
    for person in people:
        for pk in person.doubles:
            if came.get(pk, -1) <= came.get(person.kept, -1):
                raise Refusal(_("Contacts of one customer are not made one by a merge."), field="people")
            _join(made[came[pk]], person.kept, pk, now)
        _take(made[max(came[pk] for pk in person.doubles)], person, actor, now)
    touched = [pk for person in people for pk in (person.kept, *person.doubles)]
    if touched:
        events.emit("customers.contacts_changed", contact_ids=touched, actor=actor, now=now)


def _join(merge: Merge, kept: int, pk: int, now: datetime) -> None:
    double = Contact.objects.select_for_update().get(pk=pk)
    moved = moving.move(source=pk, target=kept, among=moving.references_to(Contact))
    Contact.objects.filter(pk=pk).update(customer=merge.loser_id, is_active=False, updated_at=now)
    merge.people.append({"kept": kept, "double": pk, "active": double.is_active, "moved": moved, "changed": {}})
    merge.save(update_fields=["people"])


def _take(merge: Merge, person: Joined, actor: Employee, now: datetime) -> None:
    """Write the values that were chosen; the entry of the last double holds what they were before."""
    kept = Contact.objects.get(pk=person.kept)
    before = {name: getattr(kept, name) for name in person.values}
    own_before = dict(kept.own or {})
    customers.change_contact(kept, values=person.values, actor=actor, now=now)
    changed = {name: [value, person.values[name]] for name, value in before.items() if value != person.values[name]}
    if person.own is not None:
        fields.settle(kept, person.own, actor=actor, now=now)
        keys = [key for key in {**own_before, **person.own} if own_before.get(key) != person.own.get(key)]
        changed |= {f"{PREFIX}{key}": [own_before.get(key), person.own.get(key)] for key in keys}
    merge.people[-1]["changed"] = plain(changed)
    merge.save(update_fields=["people"])


def part_people(merge: Merge, *, actor: Employee, now: datetime) -> list[str]:
    """Give each double back what came from it; what somebody has changed since stays, and is named."""
    stays = [name for entry in reversed(merge.people) for name in _part(entry, actor, now)]
    if merge.people:
        ids = [pk for entry in merge.people for pk in (entry["kept"], entry["double"])]
        events.emit("customers.contacts_changed", contact_ids=ids, actor=actor, now=now)
    return stays


def _part(entry: dict[str, Any], actor: Employee, now: datetime) -> list[str]:
    kept, double = (Contact.objects.filter(pk=entry[name]).first() for name in ("kept", "double"))
    if kept is None or double is None:
        return []
    if kept.erased_at is not None:
        customers.mark_erased(double, actor=actor, now=now)
        return []
    stays = _restore(kept, entry["changed"], actor, now)
    moving.move_back(entry["moved"], source=kept.pk, target=double.pk, among=moving.references_to(Contact))
    Contact.objects.filter(pk=double.pk).update(is_active=entry["active"], updated_at=now)
    return stays


def _restore(kept: Contact, changed: dict[str, list[Any]], actor: Employee, now: datetime) -> list[str]:
    values, own, stays = dict[str, Any](), dict(kept.own or {}), []
    for name, (before, after) in changed.items():
        key = name.removeprefix(PREFIX)
        present = own.get(key) if name.startswith(PREFIX) else plain({"v": getattr(kept, name)})["v"]
        if present != after:
            stays.append(f"contact.{name}")
        elif name.startswith(PREFIX):
            own[key] = before
        else:
            values[name] = Contact._meta.get_field(name).to_python(before)  # type: ignore[union-attr]
    customers.change_contact(kept, values=values, actor=actor, now=now)
    fields.settle(kept, {key: text for key, text in own.items() if text is not None}, actor=actor, now=now)
    return stays
