"""A search gives the same rows in the same order, whether its words are rare or more frequent than a list counts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gendan.modules.customers.models import Customer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("gendan.ui.tests.lists")]
URL = "/test/customers"


@pytest.fixture
def many(cast, client):
    """1,100 customers of everybody; every tenth makes valves, the others pumps, and a few have no next step."""
    now = timezone.now()
    Customer.objects.bulk_create(
        Customer(
            code=f"C{number:04}", name=f"远汀{'阀门' if number % 10 == 3 else '泵业'}{number:04}有限公司", owner=cast.zhou,
            department=cast.zhou.department, next_due_at=now + timedelta(hours=number * 37 % 900 - 400) if number % 7 else None,
            created_at=now - timedelta(minutes=number * 11 % 300), updated_at=now,
        )
        for number in range(1130)
    )
    client.force_login(cast.xu)
    return client


def walked(client, **query):
    """The names of the first three pages, and what the foot says."""
    shown, url = [], ""
    for _page in range(3):
        sheet = client.get(URL + url, {} if url else {"view": "all", **query}).context["sheet"]
        shown += [row.name for row in sheet.page.rows]
        url = sheet.next_url
    return shown, sheet.total_words


def expected(word, sort):
    rows = Customer.objects.filter(name__contains=word)
    if sort == "new":
        return [row.name for row in rows.order_by("-created_at", "-pk")[:150]]
    tomorrow = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)

    def urgency(row):
        part = 1 if row.next_due_at is None else 0 if row.next_due_at < tomorrow else 2
        return part, row.next_due_at or tomorrow, row.pk

    return [row.name for row in sorted(rows, key=urgency)[:150]]


@pytest.mark.parametrize("sort", ["urgency", "new"])
@pytest.mark.parametrize(("word", "number"), [("泵业", "1,000+"), ("阀门", "113"), ("业00", "90"), ("公司", "1,000+")])
def test_rare_and_frequent_words_are_found_in_the_order_of_the_list(many, word, number, sort):
    shown, total = walked(many, q=word, sort=sort)
    assert shown[: len(expected(word, sort))] == expected(word, sort)
    assert total == number


def test_a_frequent_word_finds_only_what_the_person_may_see(many, cast):
    Customer.objects.filter(code__gt="C0049").update(owner=cast.ma, department=cast.ma.department)
    many.force_login(cast.zhou)
    shown, total = walked(many, q="泵业")
    assert sorted(set(shown)) == sorted(Customer.objects.filter(owner=cast.zhou, name__contains="泵业").values_list("name", flat=True))
    assert total == "45"
