"""The customer answers on the public page, without a login."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from gendan.modules.quotes.tests import story
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.messages.models import Message
from gendan.spine.procedures import engine
from gendan.spine.timeline.models import Entry


@pytest.fixture(autouse=True)
def _goods(db):
    story.product()


@pytest.fixture
def quote(cast, now):
    return story.sent(cast.he, now, story.at("860", factory="500"))


@pytest.fixture
def address(cast, now, quote):
    return links.issue(quote, purpose="quote", expires_at=now + timedelta(days=90), actor=cast.he, now=now)


def says(**more):
    return {"verdict": "accept", "name": "高建平", "words": "请发合同", "once": str(uuid4())} | more


@pytest.fixture(autouse=True)
def _today(monkeypatch, now):
    monkeypatch.setattr("gendan.modules.quotes.views.outside.timezone.now", lambda: now)
    monkeypatch.setattr("gendan.modules.quotes.views.outside.timezone.localdate", lambda value=None: (value or now).date())


def test_the_customer_sees_what_was_sent_and_nothing_else(quote, address):
    page = Client().get(address).content.decode()
    assert "8,600" in page
    for secret in ("817", "500", "毛利", "价目"):
        assert secret not in page, secret


def test_accepting_on_the_link_is_kept_with_name_and_words(cast, quote, address):
    assert Client().post(address, says()).status_code == 302
    quote = story.fresh(quote)
    assert (quote.state, quote.accepted_by, quote.answer) == ("accepted", "高建平", "请发合同")
    assert Message.objects.filter(recipient=cast.he, title__contains=quote.number).exists()
    assert "高建平" in Client().get(address).content.decode()


def test_a_form_that_is_sent_twice_counts_once(quote, address):
    sent = says()
    assert [Client().post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Entry.objects.filter(kind="quotes.quote", object_id=quote.pk, verb="quote.moved", data__to="accepted").count() == 1
    assert Client().post(address, says()).status_code == 422


def test_declining_asks_why(quote, address):
    assert Client().post(address, says(verdict="decline", words="")).status_code == 422
    assert Client().post(address, says(verdict="decline", words="价格高")).status_code == 302
    assert story.fresh(quote).state == "declined"


def test_while_a_new_version_is_written_the_old_one_cannot_be_accepted(cast, now, quote, address):
    engine.perform(quote, "revise", actor=cast.he, data={"why": "改交期", "is_round": ""}, now=now)
    story.priced(story.fresh(quote), story.at("850"), actor=cast.he, now=now)
    client = Client()
    page = client.get(address).content.decode()
    assert "8,600" in page
    assert "8,500" not in page
    assert client.post(address, says()).status_code == 422
    engine.perform(story.fresh(quote), "send", actor=cast.he, data=story.BY_MAIL, now=now)
    assert "8,500" in client.get(address).content.decode()


def test_the_link_is_issued_shown_once_and_closed_again(client, cast, quote):
    client.force_login(cast.he)
    asked = reverse("quotes:link", args=[quote.pk])
    assert "/q/" not in client.get(asked).content.decode()
    shown = client.post(asked).content.decode()
    assert "http://testserver/q/" in shown
    assert 'data-card="links"' in client.get(f"/quotes/{quote.pk}").content.decode()
    link = Link.objects.get()
    assert client.post(reverse("ui:close_link", args=["quotes.quote", quote.pk, link.pk])).status_code == 302
    link.refresh_from_db()
    assert link.revoked_at is not None
