"""U12: what is kept beyond its months is erased in one confirmed, recorded run; what must stay is sealed or left out, and it is said why."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.tests.story import registered
from gendan.modules.privacy import actions, expiring
from gendan.modules.privacy.models import Expiry
from gendan.modules.privacy.tests.factories import gao_peng
from gendan.spine.procedures import doctor
from gendan.spine.refusal import NotAllowed, Stale


@pytest.fixture
def gao(cast, now):
    return gao_peng(cast, now, hobbies="钓鱼", motive="升职")


def after(now, months):
    return now + timedelta(days=31 * months)


def groups_of(contact, moment):
    return {one.key for one in expiring.looked_at(expiring.late(now=moment).get(pk=contact.pk), now=moment).groups}


def run(cast, moment, count=1, why="年度清理"):
    return actions.erase_expired(why=why, count=count, actor=cast.bai, now=moment)


def test_u12_nothing_is_late_before_its_months(gao, now):
    assert not expiring.late(now=after(now, 35)).exists()
    assert {"part", "tastes"} <= groups_of(gao, after(now, 37))
    assert "identity" not in groups_of(gao, after(now, 37))


def test_u12_a_run_erases_the_late_groups_and_leaves_the_others(cast, gao, now):
    later = after(now, 37)
    made = run(cast, later)
    gao.refresh_from_db()
    assert (gao.name, gao.mobile, gao.hobbies, gao.motive, gao.erased_at) == ("高鹏", "13812345678", "", "", None)
    assert (made.people, made.actor, made.why, bool(made.outcome)) == (1, cast.bai, "年度清理", True)
    assert not expiring.late(now=later).exists()


def test_u12_with_the_name_the_person_is_nobody_any_more(cast, gao, now):
    run(cast, after(now, 37))
    run(cast, after(now, 62))
    gao.refresh_from_db()
    assert gao.erased_at is not None
    assert "高鹏" not in gao.name
    assert (gao.mobile, gao.email) == ("", "")
    assert not doctor.run()


def test_u12_who_is_met_again_is_kept(cast, gao, now):
    Customer.objects.filter(pk=gao.customer_id).update(last_activity_at=after(now, 30))
    assert not expiring.late(now=after(now, 37)).exists()
    Contact.objects.filter(pk=gao.pk).update(is_active=False)
    assert expiring.late(now=after(now, 37)).exists()


def test_u12_business_that_goes_on_leaves_a_person_out(cast, gao, now):
    registered(gao.customer, actor=cast.he, reviewer=cast.lin, now=now)
    later = after(now, 37)
    assert (expiring.late(now=later).count(), expiring.left_out(now=later)) == (0, 1)


def test_u12_only_what_was_previewed_is_erased_and_only_with_a_reason(cast, gao, now):
    later = after(now, 37)
    with pytest.raises(Stale):
        run(cast, later, count=2)
    with pytest.raises(ValidationError):
        run(cast, later, why=" ")
    with pytest.raises(NotAllowed):
        actions.erase_expired(why="清理", count=1, actor=cast.he, now=later)
    assert not Expiry.objects.exists()


def test_u12_the_page_previews_and_confirms(cast, gao, now, client):
    Contact.objects.filter(pk=gao.pk).update(updated_at=now - timedelta(days=1200))
    Customer.objects.filter(pk=gao.customer_id).update(created_at=now - timedelta(days=1200), last_activity_at=None)
    client.force_login(cast.he)
    assert client.get("/persons/expired").status_code == 403
    client.force_login(cast.bai)
    page = client.get("/persons/expired").content.decode()
    assert "高鹏" in page
    assert client.post("/persons/expired", {"count": "1", "why": "年度清理"}).status_code == 422
    assert client.post("/persons/expired", {"count": "1", "why": "年度清理", "sure": "on"}).status_code == 302
    assert "年度清理" in client.get("/persons/expired").content.decode()
