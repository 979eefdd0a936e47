"""Text search in a list: names as doubled characters, so that two Chinese characters find by index.

A word may be found ten times or by every second row, and the planner cannot tell. So the first thousand hits are
fetched before, in whatever order is quickest. When these are all, the list is drawn from their ids. When there are
more, the rows are walked through in their order, where a page is soon full.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import BooleanField, Case, F, Func, Q, QuerySet, Value, When

from gendan.ui.listing.declare import Listing, Order

_DROPPED = re.compile(r"""[\s()\[\]{}【】《》「」·•,，.。、\-_/&'"“”‘’:：;；!！?？]""")


@dataclass(frozen=True, slots=True)
class Found:
    """The rows in which a text was found, and how many: up to one above the cap, None where nobody counted."""

    rows: QuerySet
    number: int | None = None


def found(rows: QuerySet, listing: Listing, text: str, *, order: Order, cap: int) -> Found:
    """The rows in which the text is found, ready to be read in this order."""
    wanted = matching(listing, text)
    if not wanted:
        return Found(rows)
    hits = rows.filter(wanted)
    ids = list(hits.order_by().values_list("pk", flat=True)[: cap + 1])
    if len(ids) <= cap:
        return Found(listing.model._base_manager.filter(among(ids)), len(ids))
    return Found(rows.filter(_unindexed(wanted)) if order.searched else hits, len(ids))


def among(ids: list[int]) -> Func:
    """The id is one of these; one value in the statement, where `in` would make a thousand."""
    array = Value(f"{{{','.join(map(str, ids))}}}")
    return Func(F("pk"), array, template="%(expressions)s::bigint[])", arg_joiner=" = ANY(", output_field=BooleanField())


def _unindexed(wanted: Q) -> Case:
    """The same condition in a form that no index serves, so that the rows are read in their order."""
    return Case(When(wanted, then=Value(True)), default=Value(False), output_field=BooleanField())


def doubled(text: str) -> str:
    """The same as the SQL function gendan_doubled: normal form, no punctuation, every character twice."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())
    return "".join(character * 2 for character in plain)


def matching(listing: Listing, text: str) -> Q:
    """The rows in which the words of a text are all found; nothing narrows for an empty text."""
    if callable(listing.search):
        return listing.search(text) if text else Q()
    wanted = Q()
    for word in text.split():
        needle = doubled(word)
        found = Q()
        for field in listing.search if needle else ():
            found |= Q(**{f"{field}__contains": needle})
        wanted &= found
    return wanted
