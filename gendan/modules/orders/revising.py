"""What an order says, and what a change makes of it: pure, so that it can be tried against a model (F21.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from gendan.modules.catalog.money import HOME, amount_of, plain, total
from gendan.modules.orders.words import STAGES, STANDINGS, TABLE, Allowed, ChangeKind
from gendan.spine.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Item:
    """A line as a paper says it; `key` is its own through all versions."""

    key: int
    name: str
    quantity: Decimal
    price: Decimal
    product_id: int | None = None
    specification: str = ""
    unit: str = ""
    tax_rate: Decimal = Decimal(13)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a version says."""

    items: tuple[Item, ...]
    currency: str = HOME
    wanted_on: date | None = None
    promised_on: date | None = None
    requirement: str = ""
    packaging: str = ""

    @property
    def amount(self) -> Decimal:
        """What the lines add up to, each rounded once."""
        return total(amount_of(one.quantity, one.price, currency=self.currency) for one in self.items)

    def item(self, key: int | None) -> Item:
        """The line with this key; refuses where there is none."""
        for one in self.items:
            if one.key == key:
                return one
        raise Refusal(_("Which line is to be changed?"), field="line_key", code="no_line")


@dataclass(frozen=True, slots=True)
class Wish:
    """A change that somebody wants; `item` is the new product of an addition or a swap."""

    kind: str
    line_key: int | None = None
    item: Item | None = None
    quantity: Decimal | None = None
    price: Decimal | None = None
    new_on: date | None = None
    text: str = ""


def standing_of(stages: Iterable[str]) -> str:
    """How far an order has come: the last of the stages that were reached, "" where nothing has begun."""
    reached = [STAGES.index(one) for one in stages if one]
    return STAGES[max(reached)] if reached else ""


def allowed(kind: str, stage: str, *, table: dict[tuple[str, str], str] | None = None) -> str:
    """What the company's table, else the declared one, says to this change at this stage."""
    if stage not in STANDINGS:
        raise ValueError(f"no stage: {stage}")
    return (table or {}).get((kind, stage)) or TABLE[kind][stage]


def is_possible(kind: str, stage: str, *, table: dict[tuple[str, str], str] | None = None) -> bool:
    """Whether it can still be asked for at all."""
    return allowed(kind, stage, table=table) != Allowed.NO


def changed(content: Content, wish: Wish, *, next_key: int) -> Content:
    """The content after the change. Refuses what is no change of its kind; a cancelled order says what it said."""
    match wish.kind:
        case ChangeKind.CANCEL:
            return content
        case ChangeKind.ADD:
            return replace(content, items=(*content.items, replace(_new_item(wish), key=next_key)))
        case ChangeKind.SWAP:
            return _with(content, _swapped(content.item(wish.line_key), wish))
        case ChangeKind.MORE | ChangeKind.LESS:
            return _with(content, _counted(content.item(wish.line_key), wish))
        case ChangeKind.EARLIER | ChangeKind.LATER:
            return _dated(content, wish)
        case ChangeKind.STRUCTURE:
            return replace(content, requirement=_text(wish))
        case ChangeKind.PACKAGING:
            return replace(content, packaging=_text(wish)[:200])
    raise ValueError(f"no change: {wish.kind}")


def _with(content: Content, item: Item) -> Content:
    return replace(content, items=tuple(item if one.key == item.key else one for one in content.items))


def _new_item(wish: Wish) -> Item:
    if wish.item is None:
        raise Refusal(_("Which product?"), field="product", code="no_product")
    item = wish.item
    return replace(item, quantity=_positive(wish.quantity), price=item.price if wish.price is None else wish.price)


def _swapped(old: Item, wish: Wish) -> Item:
    if wish.item is None:
        raise Refusal(_("Which product?"), field="product", code="no_product")
    if wish.item.product_id is not None and wish.item.product_id == old.product_id:
        raise Refusal(_("The line has this product already."), field="product", code="no_change")
    quantity = old.quantity if wish.quantity is None else _positive(wish.quantity)
    price = wish.item.price if wish.price is None else wish.price
    return replace(wish.item, key=old.key, quantity=quantity, price=price)


def _counted(old: Item, wish: Wish) -> Item:
    quantity = _positive(wish.quantity)
    if wish.kind == ChangeKind.MORE and quantity <= old.quantity:
        raise Refusal(_("It is %(quantity)s already: write more.") % {"quantity": plain(old.quantity)}, field="quantity", code="no_change")
    if wish.kind == ChangeKind.LESS and quantity >= old.quantity:
        raise Refusal(_("It is only %(quantity)s: write less.") % {"quantity": plain(old.quantity)}, field="quantity", code="no_change")
    return replace(old, quantity=quantity, price=old.price if wish.price is None else wish.price)


def _positive(quantity: Decimal | None) -> Decimal:
    if quantity is None or quantity <= 0:
        raise Refusal(_("How many? More than nothing."), field="quantity", code="no_quantity")
    return quantity


def _dated(content: Content, wish: Wish) -> Content:
    old = content.promised_on
    if wish.new_on is None:
        raise Refusal(_("Which day?"), field="new_on", code="no_day")
    if old is not None and wish.kind == ChangeKind.EARLIER and wish.new_on >= old:
        raise Refusal(_("%(day)s is promised already: write an earlier day.") % {"day": old.isoformat()}, field="new_on", code="no_change")
    if old is not None and wish.kind == ChangeKind.LATER and wish.new_on <= old:
        raise Refusal(_("%(day)s is promised already: write a later day.") % {"day": old.isoformat()}, field="new_on", code="no_change")
    return replace(content, promised_on=wish.new_on)


def _text(wish: Wish) -> str:
    if not wish.text.strip():
        raise Refusal(_("What should it be?"), field="text", code="no_text")
    return wish.text.strip()


def replaced_day(content: Content, day: date) -> Content:
    """The same, promised for another day."""
    return replace(content, promised_on=day)
