"""Public links: only the token opens, for its time, until it is taken back; openings are counted and told."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from gendan.spine.links import actions, queries
from gendan.spine.links.models import Knock, Link
from gendan.spine.org.models import NumberSetting
from gendan.spine.refusal import NotAllowed
from gendan.spine.timeline.models import Entry

pytestmark = pytest.mark.urls("gendan.spine.links.tests.urls")


def test_a_link_opens_the_record_without_login(issue, client):
    address, link = issue()
    page = client.get(address)
    assert page.status_code == 200
    assert "华东精机" in page.content.decode()
    assert "宏远机械有限公司" in page.content.decode()
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]


def test_only_the_hash_of_a_token_is_kept(issue):
    address, link = issue()
    token = address.rpartition("/")[2]
    assert len(token) >= 32
    assert token not in str(Link.objects.values().get())
    assert queries.open(token, purpose="tests.look", now=link.issued_at) == link
    with pytest.raises(queries.Closed):
        queries.open(token, purpose="another", now=link.issued_at)


def test_every_opening_is_counted_and_a_visit_told_once(issue, client, scene):
    address, link = issue()
    for _time in range(3):
        client.get(address)
    link.refresh_from_db()
    assert link.opened == 3
    assert Entry.objects.filter(verb="link.opened", object_id=scene.customer.pk).count() == 1
    link.last_opened_at -= timedelta(minutes=11)
    link.save()
    client.get(address)
    assert Entry.objects.filter(verb="link.opened", object_id=scene.customer.pk).count() == 2


@pytest.mark.parametrize(("change", "why", "status"), [
    ({"expires_at": -1}, "expired", 410), ({"revoked_at": 0}, "revoked", 410), ({"token_hash": None}, "unknown", 404),
])
def test_a_closed_link_says_why_and_whom_to_call(issue, client, scene, change, why, status):
    address, link = issue()
    for name, days in change.items():
        setattr(link, name, "x" if days is None else scene.now + timedelta(days=days))
    link.save()
    page = client.get(address)
    text = page.content.decode()
    assert (page.status_code, f'data-closed="{why}"' in text) == (status, True)
    assert ("138 0000 0001" if why != "unknown" else "021-5555 0100") in text
    assert "华东精机" not in text


def test_who_may_edit_the_record_issues_and_revokes(issue, client, scene):
    address, link = issue()
    with pytest.raises(NotAllowed):
        issue(actor=scene.stranger)
    with pytest.raises(NotAllowed):
        actions.revoke(link, actor=scene.stranger, now=scene.now)
    actions.revoke(link, actor=scene.owner, now=scene.now)
    assert client.get(address).status_code == 410
    with pytest.raises(ValidationError):
        issue(days=-1)


def test_a_new_version_closes_all_links_to_the_old_one(issue, client, scene):
    addresses = [issue()[0] for _time in range(2)]
    assert actions.revoke_all(scene.customer, purpose="tests.look", actor=scene.owner, now=scene.now) == 2
    assert {client.get(address).status_code for address in addresses} == {410}


def test_an_address_that_knocks_too_often_waits(issue, client, scene):
    NumberSetting.objects.create(key="links.per_minute", value=2, valid_from=scene.now - timedelta(days=1), changed_at=scene.now)
    address, _link = issue()
    answers = [client.get(address) for _time in range(4)]
    assert answers[-1].status_code == 429
    assert 'data-closed="too_often"' in answers[-1].content.decode()
    assert "127.0.0.1" not in str(list(Knock.objects.values()))
    actions.tidy(now=scene.now + timedelta(hours=3))
    assert not Knock.objects.exists()


def test_a_form_needs_its_token_and_counts_once(issue, client, scene):
    address, _link = issue()
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(address).content.decode()
    assert strict.post(address, {"once": "x"}).status_code == 403
    given = {
        "csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1],
        "once": re.search(r'name="once" value="([\w-]+)"', page)[1],
    }
    assert [strict.post(address, given).content for _time in range(2)] == [b"True", b"False"]


def test_the_page_speaks_the_browsers_language(issue, client, scene):
    address, link = issue()
    actions.revoke(link, actor=scene.owner, now=scene.now)
    assert "This link is closed" in client.get(address, headers={"Accept-Language": "en"}).content.decode()
    assert "链接已失效" in client.get(address, headers={"Accept-Language": "zh-CN"}).content.decode()
