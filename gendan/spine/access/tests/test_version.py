"""What a process keeps of people and rights is never older than the last change of them."""

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from gendan.modules.customers.actions import register_customer
from gendan.spine.access.actions import grant, revoke
from gendan.spine.access.models import Grant, Rule
from gendan.spine.access.scopes import Scope
from gendan.spine.access.viewer import read_viewer
from gendan.spine.org import version
from gendan.spine.org.models import Deputy, Role, RoleHolder


def _client(person):
    client = Client()
    client.force_login(person)
    assert client.get("/customers").status_code == 200
    return client


def _customer(cast, now):
    return register_customer({"name": "青屿重工（苏州）有限公司", "phone": "0512-66882207"}, actor=cast.lin, now=now)


def test_a_grant_given_and_taken_back_counts_at_the_next_request(cast, now):
    customer = _customer(cast, now)
    url, client = reverse("customers:detail", args=[customer.pk]), _client(cast.ma)
    assert client.get(url).status_code == 404
    grant(customer, employee=cast.ma, actor=cast.lin, now=now)
    assert client.get(url).status_code == 200
    revoke(customer, employee=cast.ma, actor=cast.lin, now=now)
    assert client.get(url).status_code == 404


def test_a_rule_a_role_and_a_title_count_at_the_next_request(cast, now):
    url, client = reverse("customers:detail", args=[_customer(cast, now).pk]), _client(cast.ma)
    role = Role.objects.create(key="watcher", name="观察员")
    Rule.objects.create(role=role, kind="customers.customer", action="view", scope=Scope.ALL)
    assert client.get(url).status_code == 404
    held = RoleHolder.objects.create(role=role, employee=cast.ma)
    assert client.get(url).status_code == 200
    held.delete()
    assert client.get(url).status_code == 404
    role.titles.create(title="观察员")
    type(cast.ma).objects.filter(pk=cast.ma.pk).update(title="观察员")
    assert client.get(url).status_code == 200
    Rule.objects.filter(role=role).update(scope=Scope.NONE)
    assert client.get(url).status_code == 404


def test_who_stands_in_sees_from_the_next_request_on(cast, now):
    url, client = reverse("customers:detail", args=[_customer(cast, now).pk]), _client(cast.ma)
    assert client.get(url).status_code == 404
    today = now.date()
    row = Deputy.objects.create(
        employee=cast.lin, deputy=cast.ma, starts_on=today - timedelta(days=3650), ends_on=today + timedelta(days=3650)
    )
    assert client.get(url).status_code == 200
    row.delete()
    assert client.get(url).status_code == 404


def test_a_grant_that_ends_by_itself_is_not_kept_beyond_its_end(cast, now):
    customer = _customer(cast, now)
    grant(customer, employee=cast.ma, actor=cast.lin, now=now, expires_at=now + timedelta(hours=2))
    with version.held():
        version.saw(uuid4(), uuid4())
        before = read_viewer(cast.ma.pk, now=now + timedelta(hours=1))
        after = read_viewer(cast.ma.pk, now=now + timedelta(hours=3))
    assert customer.pk in before.grants["customers.customer"]
    assert not after.grants
    assert Grant.objects.count() == 1


def test_a_new_password_and_leaving_end_the_other_sessions_at_once(cast):
    first, second = _client(cast.lin), _client(cast.lin)
    cast.lin.set_password("another-2026")
    cast.lin.save()
    assert first.get("/customers").status_code == 302
    client = _client(cast.lin)
    type(cast.lin).objects.filter(pk=cast.lin.pk).update(status="left")
    assert client.get("/customers").status_code == 302
    assert second.get("/customers").status_code == 302
