"""The records that a person opened last, kept in a cookie of the browser: no page writes to the database for it.

Nothing in it is trusted: each record is looked up again with the rights of the person who asks.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from gendan.desk.search.found import Hit
from gendan.spine import records
from gendan.ui.records import icon_of, label_of, pages, record_url

COOKIE, KEPT = "recent", 20
YEAR = timedelta(days=365)
Mark = tuple[str, int]
Respond = Callable[[HttpRequest], HttpResponse]


def remember_opened(get_response: Respond) -> Respond:
    """Note each record whose page was answered."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        mark = opened(request) if response.status_code == 200 and request.method == "GET" else None
        if mark is not None and request.user.is_authenticated:
            marks = [mark, *(one for one in marks_of(request) if one != mark)][:KEPT]
            value = f"{request.user.pk}|" + "~".join(f"{kind}-{pk}" for kind, pk in marks)
            if value != request.COOKIES.get(COOKIE):
                response.set_cookie(COOKIE, value, max_age=YEAR, samesite="Lax", httponly=True)
        return response

    return respond


def opened(request: HttpRequest) -> Mark | None:
    """The record whose page this is."""
    match = request.resolver_match
    return mark_at(match.view_name, match.kwargs) if match else None


def mark_at(view_name: str, kwargs: dict[str, Any]) -> Mark | None:
    """The record that a page shows, by the name of its route."""
    kind = next((page.kind for page in pages() if page.url_name == view_name), "")
    pk = kwargs.get("pk")
    return (kind, int(pk)) if kind and pk is not None else None


def marks_of(request: HttpRequest) -> list[Mark]:
    """What the cookie holds of this person, the newest first."""
    owner, _bar, text = request.COOKIES.get(COOKIE, "").partition("|")
    known, found = {page.kind for page in pages()}, []
    for part in text.split("~") if owner == str(request.user.pk) else ():
        kind, _dash, pk = part.rpartition("-")
        if pk.isdecimal() and len(pk) < 19 and kind in known:
            found.append((kind, int(pk)))
    return found[:KEPT]


def recent(request: HttpRequest, *, limit: int) -> list[Hit]:
    """The last records that still exist and may be seen, the newest first; one query a kind."""
    marks = marks_of(request)[:limit]
    seen: dict[Mark, Any] = {}
    for kind in {kind for kind, _pk in marks}:
        rows = records.model_of(kind).objects.visible_to(request.user)
        seen |= {(kind, one.pk): one for one in rows.filter(pk__in=[pk for other, pk in marks if other == kind])}
    return [_hit(kind, seen[kind, pk]) for kind, pk in marks if (kind, pk) in seen]


def wanted_customers(request: HttpRequest, *, limit: int) -> list[Any]:
    """Customers opened last, then one's own by the urgency of their next step."""
    kind = "customers.customer"
    rows = records.model_of(kind).objects.visible_to(request.user, "follow")
    ids = [pk for other, pk in marks_of(request) if other == kind][:limit]
    opened_last = {one.pk: one for one in rows.filter(pk__in=ids)}
    own = rows.filter(owner=request.user, next_due_at__isnull=False).order_by("next_due_at", "pk")[:limit]
    found = [opened_last[pk] for pk in ids if pk in opened_last] + [one for one in own if one.pk not in opened_last]
    return found[:limit]


def _hit(kind: str, record: Any) -> Hit:
    return Hit(str(record), record_url(kind, record.pk), icon_of(kind), label_of(kind))
