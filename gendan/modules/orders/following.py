"""What a changed contract makes of its order: pure, compared three ways with the version that the order was entered from (F59, F21.4)."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.catalog.money import plain
from gendan.modules.orders.revising import Content, Item
from gendan.ui.formats import amount, price

#: What a contract says of a line; the key is the order's own.
OF_LINE = ("name", "specification", "unit", "quantity", "price", "tax_rate", "product_id")
Named = tuple[Any, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is to become different, in words."""

    what: str
    old: str
    new: str


def merged(ours: Content, *, base: Content, theirs: Content, alone: bool, next_key: int) -> Content:
    """What the order says once it follows the contract.

    `base` is the version of the contract that the order follows so far, `theirs` the one in force. An order that is
    `alone` with its contract carries all of it; one of several takes only what it had as the contract said.
    """
    old, new, mine = named(base.items), named(theirs.items), named(ours.items)
    kept = [_followed(one, old.get(name), new.get(name), alone=alone) for name, one in mine.items() if name in new or name not in old]
    added = [one for name, one in new.items() if name not in old and name not in mine] if alone else []
    items = (*kept, *(replace(one, key=next_key + number) for number, one in enumerate(added)))
    wanted_on = ours.wanted_on if _stays(ours.wanted_on, base.wanted_on, theirs.wanted_on, alone=alone) else theirs.wanted_on
    requirement = ours.requirement if _stays(ours.requirement, base.requirement, theirs.requirement, alone=alone) else theirs.requirement
    return replace(ours, items=items, wanted_on=wanted_on, requirement=requirement, promised_on=_promised(ours, wanted_on))


def named(items: tuple[Item, ...]) -> dict[Named, Item]:
    """The lines by their product, and where it stands more than once by its turn."""
    turns: Counter[Any] = Counter()
    found: dict[Named, Item] = {}
    for one in items:
        of = one.product_id or one.name
        found[of, turns[of]] = one
        turns[of] += 1
    return found


def _stays(ours: Any, base: Any, theirs: Any, *, alone: bool) -> bool:
    """Whether the order keeps its own word: the contract did not change it, or the order is one of several and had another."""
    return theirs == base or not (alone or ours == base)


def _followed(item: Item, before: Item | None, after: Item | None, *, alone: bool) -> Item:
    if before is None or after is None:
        return item
    changed = {name: (getattr(item, name), getattr(before, name), getattr(after, name)) for name in OF_LINE}
    return replace(item, **{name: theirs for name, (ours, base, theirs) in changed.items() if not _stays(ours, base, theirs, alone=alone)})


def _promised(ours: Content, wanted_on: date | None) -> date | None:
    """A day that is wanted earlier than it was promised is the one to be promised."""
    if ours.promised_on is not None and wanted_on is not None and wanted_on != ours.wanted_on:
        return min(ours.promised_on, wanted_on)
    return ours.promised_on


def differences(before: Content, after: Content) -> list[Difference]:
    """What the second says otherwise, in words; the amount last."""
    old, new = {one.key: one for one in before.items}, {one.key: one for one in after.items}
    found = [line for key in sorted(old | new) for line in _of_line(old.get(key), new.get(key))]
    for name, label in _labels().items():
        was, will = getattr(before, name), getattr(after, name)
        if was != will:
            found.append(Difference(str(label), _said(was, name), _said(will, name)))
    return found


def _labels() -> dict[str, str]:
    return {
        "wanted_on": _("wanted by the customer on"), "promised_on": _("promised for the day"), "requirement": _("technical requirement"),
        "packaging": _("packaging"), "amount": _("amount"),
    }


def _of_line(old: Item | None, new: Item | None) -> list[Difference]:
    if old is None or new is None:
        one = old or new
        assert one is not None
        return [Difference(one.name, _whole(old), _whole(new))]
    words = {"name": _("product"), "specification": _("specification"), "unit": _("unit"), "quantity": _("quantity"), "price": _("unit price"),
             "tax_rate": _("tax rate")}
    changed = [(name, label, getattr(old, name), getattr(new, name)) for name, label in words.items()]
    return [Difference(f"{new.name} · {label}", _said(was, name), _said(will, name)) for name, label, was, will in changed if was != will]


def _whole(item: Item | None) -> str:
    return f"{plain(item.quantity)} {item.unit} × {price(item.price)}" if item else "—"


def _said(value: Any, name: str) -> str:
    if isinstance(value, Decimal):
        return price(value) if name in ("price", "amount") else amount(value)
    return value.isoformat() if isinstance(value, date) else str(value or "—")
