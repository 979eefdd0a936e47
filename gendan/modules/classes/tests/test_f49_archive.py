"""F49: the archive card, whole and by parts; who has traded keeps its file."""

import pytest
from django.urls import reverse

from gendan.modules.classes import actions
from gendan.modules.classes.tests.factories import reckoned, sold
from gendan.modules.customers.actions import move_to_bin, remove_finally, set_valid
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.refusal import Refusal


@pytest.fixture
def known(cast, now):
    """A customer with people, trade, follow-ups and a class by hand."""
    row = customer(
        cast.he, now, nature="company", credit_status="良好", trading_terms="月结 30 天", problems="交期", advantages="精度", countermeasures="备库",
    )
    contact(row, cast.he, now, mobile="13801974426", position="采购经理")
    sold(cast, row, 128000, now=now)
    log_activity(row, actor=cast.he, now=now, text="谈了备库方案", way="visit", next_step=NextStep("送样", now.replace(day=28)))
    reckoned(cast, now)
    actions.set_class(row, abc="B", reason="新产线未定", actor=cast.he, now=now)
    return row


def card(client, row, part=""):
    """The page, in one line."""
    return " ".join(client.get(reverse("customers:card", args=[row.pk]), {"part": part}).content.decode().split())


def test_f49_the_card_holds_classes_trade_credit_people_and_what_was_done(client, cast, known):
    client.force_login(cast.he)
    page = card(client, known)
    for words in ("普通公司", "新客户", "正在交易", "月结 30 天", "良好", "交期", "备库", "采购经理", "HT-1", "128,000", "谈了备库方案", "新产线未定"):
        assert words in page, words
    assert page.count("data-sheet=") == 7


def test_f49_the_archive_is_printed_whole_or_by_parts(client, cast, known):
    client.force_login(cast.he)
    page = card(client, known, "purchases")
    assert page.count("data-sheet=") == 1
    assert "HT-1" in page
    assert "采购经理" not in page


def test_f49_the_card_shows_only_what_the_reader_may_see(client, cast, now, known):
    Opportunity.objects.filter(customer=known).update(owner=None, department=None, main_owner=None, main_department=None)
    client.force_login(cast.he)
    assert "HT-1" not in card(client, known, "purchases")
    client.force_login(cast.ma)
    assert client.get(reverse("customers:card", args=[known.pk])).status_code == 404


def test_f49_a_customer_whose_trade_was_interrupted_keeps_its_file(cast, now, known):
    move_to_bin(known, reason="停产", actor=cast.lin, now=now)
    Opportunity.objects.filter(customer=known).delete()
    with pytest.raises(Refusal) as refused:
        remove_finally(known, actor=cast.lin, now=now)
    assert refused.value.code == "archive"
    assert Customer.objects.filter(pk=known.pk).exists()


def test_f49_an_invalid_customer_keeps_its_archive(client, cast, now, known):
    set_valid(known, valid=False, reason="停产", actor=cast.he, now=now)
    client.force_login(cast.he)
    assert "月结 30 天" in card(client, known)
