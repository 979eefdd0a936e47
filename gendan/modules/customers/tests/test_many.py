"""The same change for many customers: every rule holds as for one, and the statements do not grow with the rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gendan.modules.classes.tests.factories import buyers, reckoned
from gendan.modules.customers import actions
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.spine.timeline.models import Entry

NAMES = ("远汀泵业有限公司", "青屿重工有限公司", "柏舟数控机床有限公司", "霁海船用设备有限公司")


@pytest.fixture
def four(cast, now):
    return [customer(cast.he, now, name) for name in NAMES]


def test_classes_of_many_are_written_told_and_kept_in_the_history_as_one_by_one(four, cast, now):
    theirs = customer(cast.ma, now, "云渡造纸机械厂")
    actions.set_classes(four[0], actor=cast.he, now=now, importance="main")
    before = {row.pk: row.revision for row in Customer.objects.all()}
    refused = actions.set_classes_of_many([*before, 0], actor=cast.he, now=now, abc="", importance="main", priority="")
    assert set(refused) == {theirs.pk, 0}
    rows = {row.pk: row for row in Customer.objects.all()}
    assert [rows[one.pk].importance for one in four] == ["main"] * 4
    assert rows[theirs.pk].importance == ""
    assert [rows[one.pk].revision - before[one.pk] for one in four] == [0, 1, 1, 1]
    told = Entry.objects.filter(verb="customer.changed", data__changes=[{"field": "importance", "old": "", "new": "main"}])
    assert told.count() == 4
    assert rows[four[1].pk].history.order_by("-pgh_id").first().importance == "main"


def test_a_class_by_hand_asks_the_other_modules_and_completes_the_archive(cast, now):
    bought, plain = buyers(cast, now, 1000, 0)
    reckoned(cast, now)
    share = Customer.objects.get(pk=plain.pk).completeness
    refused = actions.set_classes_of_many([bought.pk, plain.pk], actor=cast.he, now=now, abc="C")
    assert set(refused) == {bought.pk}
    assert (Customer.objects.get(pk=plain.pk).abc, Customer.objects.get(pk=bought.pk).abc) == ("C", "A")
    assert Customer.objects.get(pk=plain.pk).completeness > share


def test_validity_of_many_with_the_reason(four, cast, now):
    assert actions.set_valid_of_many([one.pk for one in four], valid=False, reason="停业", actor=cast.he, now=now) == {}
    assert Customer.objects.filter(valid=False).count() == Entry.objects.filter(verb="customer.marked_invalid", text="停业").count() == 4


def test_the_statements_do_not_grow_with_the_rows(four, cast, now):
    counts = []
    for number, word in ((1, "main"), (4, "general")):
        with CaptureQueriesContext(connection) as seen:
            actions.set_classes_of_many([one.pk for one in four[:number]], actor=cast.he, now=now, importance=word)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_what_has_no_statement_of_its_own_is_done_one_by_one_from_the_list(four, cast, now, client):
    client.force_login(cast.lin)
    chosen = [one.pk for one in four]
    assert client.post("/lists/customers/bulk/relate?view=all", {"id": chosen, "employees": [cast.ma.pk]}).status_code == 302
    assert all(cast.ma.pk in one.related_ids for one in Customer.objects.all())
    assert client.post("/lists/customers/bulk/bin?view=all", {"id": chosen[:2], "reason": "重复"}).status_code == 302
    assert Customer.objects.filter(state="bin").count() == 2
