"""Paging by key: every row once, in order, both ways, in every order, with nulls."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.modules.customers.models import Customer
from gendan.ui.listing.cursor import Cursor, decode
from gendan.ui.listing.declare import Order, urgency
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.paging import page_of

ORDERS = {
    "urgency": urgency(),
    "new": Order(key="new", title="", fields=(("created_at", "desc"),)),
    "quiet": Order(key="quiet", title="", fields=(("last_activity_at", "asc"),), nulls=True),
    "loud": Order(key="loud", title="", fields=(("last_activity_at", "desc"),), nulls=True),
    "class": Order(key="class", title="", fields=(("abc", "asc"), ("created_at", "desc"))),
}
NOW = datetime(2026, 9, 24, 2, 20, tzinfo=UTC)
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
HOURS = st.none() | st.integers(-30, 60)


def _at(hours):
    return None if hours is None else NOW + timedelta(hours=hours)


def _customers(rows):
    Customer.objects.all().delete()
    Customer.objects.bulk_create(
        Customer(
            code=f"C{number}", name=f"Customer {number}", abc=abc, created_at=_at(made), updated_at=NOW,
            next_due_at=_at(due), last_activity_at=_at(last),
        )
        for number, (made, due, last, abc) in enumerate(rows)
    )


def _expected(key):
    tomorrow = Asked(None, NOW).tomorrow
    ranks = {
        "urgency": lambda c: (
            (1, 0, c.pk) if c.next_due_at is None
            else (0 if c.next_due_at < tomorrow else 2, c.next_due_at.timestamp(), c.pk)
        ),
        "new": lambda c: (-c.created_at.timestamp(), -c.pk),
        "quiet": lambda c: (1, 0, c.pk) if c.last_activity_at is None else (0, c.last_activity_at.timestamp(), c.pk),
        "loud": lambda c: (
            (1, 0, -c.pk) if c.last_activity_at is None else (0, -c.last_activity_at.timestamp(), -c.pk)
        ),
        "class": lambda c: (c.abc, -c.created_at.timestamp(), c.pk),
    }
    return [c.pk for c in sorted(Customer.objects.all(), key=ranks[key])]


def _load(ids):
    return Customer.objects.filter(pk__in=ids)


def _page(key, size, **place):
    return page_of(
        Customer.objects.all(), order=ORDERS[key], asked=Asked(None, NOW), size=size, load=_load,
        **{name: decode(text) for name, text in place.items()},
    )


def _walk(key, size):
    page = _page(key, size)
    pages = [page]
    while page.next:
        page = _page(key, size, after=page.next)
        pages.append(page)
    return pages


ROWS = st.lists(st.tuples(st.integers(-5, 5), HOURS, HOURS, st.sampled_from(["", "A", "B"])), max_size=14)


@pytest.mark.django_db
@SLOW
@given(ROWS, st.sampled_from(sorted(ORDERS)), st.integers(1, 6))
def test_walking_forward_shows_every_row_once_in_order(rows, key, size):
    _customers(rows)
    pages = _walk(key, size)
    assert [row.pk for page in pages for row in page.rows] == _expected(key)
    assert [page.first for page in pages if page.rows] == list(range(1, len(rows) + 1, size))


@pytest.mark.django_db
@SLOW
@given(ROWS, st.sampled_from(sorted(ORDERS)), st.integers(1, 6))
def test_walking_back_shows_the_same_pages(rows, key, size):
    _customers(rows)
    pages = _walk(key, size)
    seen, page = [pages[-1]], pages[-1]
    while page.previous:
        page = _page(key, size, before=page.previous)
        seen.append(page)
    ids = [[row.pk for row in page.rows] for page in pages]
    assert [[row.pk for row in page.rows] for page in seen[::-1]] == ids


@pytest.mark.django_db
@SLOW
@given(ROWS, ROWS, st.sampled_from(sorted(ORDERS)), st.integers(1, 5))
def test_rows_that_come_between_two_pages_neither_hide_nor_repeat_others(rows, later, key, size):
    _customers(rows)
    old = set(Customer.objects.values_list("pk", flat=True))
    first = _page(key, size)
    Customer.objects.bulk_create(
        Customer(code=f"L{n}", name="later", abc=abc, created_at=_at(made), updated_at=NOW, next_due_at=_at(due),
                 last_activity_at=_at(last))
        for n, (made, due, last, abc) in enumerate(later)
    )
    seen, page = [row.pk for row in first.rows], first
    while page.next:
        page = _page(key, size, after=page.next)
        seen += [row.pk for row in page.rows]
    assert len(seen) == len(set(seen))
    assert old <= set(seen)


@pytest.mark.django_db
def test_a_page_takes_two_queries_whatever_it_holds(django_assert_num_queries):
    for count in (1, 3):
        _customers([(0, n, n, "A") for n in range(count)])
        with django_assert_num_queries(2):
            _page("urgency", 2)


VALUES = st.lists(
    st.datetimes(timezones=st.just(UTC)) | st.dates() | st.decimals(allow_nan=False, allow_infinity=False)
    | st.integers() | st.text(), max_size=3,
)


@given(st.integers(0, 2), VALUES, st.integers(0, 2**62), st.integers(0, 10**6))
def test_a_cursor_survives_its_address(segment, values, pk, before):
    cursor = Cursor(segment, tuple(values), pk, before)
    assert decode(cursor.encode()) == cursor


@given(st.text(max_size=60))
def test_a_broken_cursor_is_none_or_a_cursor_and_never_an_error(text):
    found = decode(text)
    assert found is None or isinstance(found, Cursor)
