"""Single sign-on with a real provider: who comes in by it, who does not, and who sets it up."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from gendan.spine import vault
from gendan.spine.backups.export import SECRET_COLUMNS
from gendan.spine.doors import second, sign_on
from gendan.spine.doors.models import Identity
from gendan.spine.org.models import Employee
from gendan.spine.timeline.models import Entry
from tests.doors.conftest import is_in, sent_to
from tests.doors.provider import log_in

SECRET = "sealed-in-gendan"


@pytest.fixture
def real(real_issuer, set_up):
    set_up(real_issuer)
    return real_issuer


def come(client, account, path="/login/company"):
    return client.get(log_in(sent_to(client, path)[0], account))


def test_whom_the_provider_knows_comes_in_by_the_address(client, cast, real):
    assert 'href="/login/company?next=%2Fcustomers"' in client.get("/login?next=/customers").content.decode()
    answer = come(client, "lin", "/login/company?next=/customers")
    assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"] == "/customers"
    assert is_in(client)
    assert client.get("/me").wsgi_request.user == cast.lin
    assert Entry.objects.filter(verb="employee.identity_bound", object_id=cast.lin.pk).count() == 1
    client.logout()
    come(client, "lin")
    assert is_in(client)
    assert Identity.objects.count() == 1


def test_a_new_address_of_the_same_account_stays_the_same_person(client, cast, real):
    come(client, "lin")
    Employee.objects.filter(pk=cast.lin.pk).update(email="lin.xin@example.com")
    Employee.objects.filter(pk=cast.zhou.pk).update(email="lin@example.com")
    other = Client()
    come(other, "lin")
    assert other.get("/me").wsgi_request.user == cast.lin


def test_by_a_number_of_the_staff(client, cast, real_issuer, set_up):
    set_up(real_issuer, claim="staff_number", column="username")
    come(client, "zhou")
    assert client.get("/me").wsgi_request.user == cast.zhou


@pytest.mark.parametrize("account", ["stranger", "unproved-lin", "twice"])
def test_who_is_unknown_gets_no_account_and_learns_who_can_help(client, cast, real, account):
    Employee.objects.filter(pk=cast.he.pk).update(email="unproved-lin@example.com")
    Employee.objects.filter(pk__in=[cast.gao.pk, cast.zhou.pk]).update(email="twice@example.com")
    before = Employee.objects.count()
    answer = come(client, account)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'data-code="unknown_person"' in page
    assert cast.fang.name in page
    assert f"{account}@example.com" in page
    assert not is_in(client)
    assert (Employee.objects.count(), Identity.objects.count()) == (before, 0)


def test_who_left_does_not_come_in(client, cast, real):
    come(client, "lin")
    client.logout()
    Employee.objects.filter(pk=cast.lin.pk).update(status=Employee.Status.LEFT)
    assert 'data-code="unknown_person"' in come(client, "lin").content.decode()


def test_another_account_with_the_same_number_needs_an_administrator(client, cast, real):
    come(client, "lin")
    Identity.objects.update(subject="somebody-else")
    client.logout()
    assert cast.fang.name in come(client, "lin").content.decode()
    assert not is_in(client)
    client.force_login(cast.zhou)
    assert client.post(f"/settings/employees/{cast.lin.pk}/company/loosen").status_code == 403
    client.force_login(cast.fang)
    assert "/company/loosen" in client.get(f"/settings/employees/{cast.lin.pk}").content.decode()
    client.post(f"/settings/employees/{cast.lin.pk}/company/loosen")
    client.logout()
    come(client, "lin")
    assert is_in(client)


def test_who_turns_back_at_the_provider_is_told_so(client, real):
    answer = come(client, "")
    assert 'data-code="sign_on_failed"' in answer.content.decode()
    assert not is_in(client)


def test_the_second_factor_of_gendan_is_asked_for_unless_the_provider_does(client, cast, real_issuer, set_up):
    set_up(real_issuer)
    second.require(["sales_head"], actor=cast.fang, now=timezone.now())
    assert come(client, "lin").headers["Location"] == "/login/enrol"
    assert not is_in(client)
    set_up(real_issuer, is_strong=True)
    come(client, "lin")
    assert is_in(client)


def test_where_it_is_the_only_way_administrators_keep_theirs(client, cast, real_issuer, set_up, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    set_up(real_issuer, is_only=True, label="用企业微信登录")
    page = client.get("/login?next=/customers").content.decode()
    assert "用企业微信登录" in page
    assert 'name="password"' not in page
    assert 'name="password"' in client.get("/login?password=1").content.decode()
    for person in (cast.lin, cast.fang):
        person.set_password("鸟倦飞而知还2026")
        person.save()
    refused = client.post("/login", {"username": "lin", "password": "鸟倦飞而知还2026"})
    assert "用企业微信登录" in refused.content.decode()
    assert not is_in(client)
    client.post("/login", {"username": cast.fang.username, "password": "鸟倦飞而知还2026"})
    assert is_in(client)


def test_it_is_off_until_an_administrator_sets_it_up(client, cast, real_issuer, settings):
    assert "/login/company" not in client.get("/login").content.decode()
    assert client.get("/login/company").status_code == client.get("/login/company/back?code=x").status_code == 404
    client.force_login(cast.lin)
    assert client.get("/settings/logging-in/company").status_code == 403
    client.force_login(cast.fang)
    assert "http://testserver/login/company/back" in client.get("/settings/logging-in/company").content.decode()
    wanted = {"issuer": real_issuer, "client_id": "gendan", "client_secret": SECRET, "claim": "email", "column": "email", "is_on": "on"}
    inside = client.post("/settings/logging-in/company", wanted)
    assert inside.status_code == 422, "nobody named the host as one that may be asked without TLS"
    settings.SIGN_ON_HOSTS = [real_issuer.removeprefix("http://")]
    assert client.post("/settings/logging-in/company", {**wanted, "issuer": real_issuer + "/x"}).status_code == 422
    assert client.post("/settings/logging-in/company", {**wanted, "is_on": "", "is_only": "on"}).status_code == 422
    assert client.post("/settings/logging-in/company", wanted).status_code == 302
    assert SECRET not in client.get("/settings/logging-in/company").content.decode()
    assert client.post("/settings/logging-in/company", {**wanted, "client_secret": ""}).status_code == 302
    assert sign_on.current().client_secret == SECRET
    assert real_issuer in client.get("/settings/logging-in").content.decode()


def test_a_secret_is_not_told_to_another_provider(client, cast, real):
    client.force_login(cast.fang)
    client.post("/settings/logging-in/company", {"issuer": "https://evil.example", "client_id": "gendan", "claim": "email", "column": "email"})
    assert sign_on.settings_of().client_secret == ""


def test_the_secret_lies_sealed_in_the_database_and_leaves_in_no_export(real):
    with connection.cursor() as cursor:
        cursor.execute("SELECT client_secret FROM doors_signon")
        stored = cursor.fetchone()[0]
    assert vault.unseal(stored) == SECRET
    assert SECRET not in stored
    assert "doors.SignOn.client_secret" in SECRET_COLUMNS
