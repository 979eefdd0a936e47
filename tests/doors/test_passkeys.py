"""Passkeys: made, used alone or after the password, thrown away; and what opens nothing."""

import re
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.utils import timezone

from gendan.spine.backups.export import LEFT_OUT
from gendan.spine.doors import second
from gendan.spine.doors.models import Failure, Passkey, RecoveryCode, Visit
from gendan.spine.doors.passkeys import MOST
from gendan.spine.org.models import Employee
from tests.doors.conftest import is_in
from tests.doors.stick import PRESENT, VERIFIED, Stick

PASSWORD = "鸟倦飞而知还2026"


@pytest.fixture
def lin(cast, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cast.lin.set_password(PASSWORD)
    cast.lin.save()
    return cast.lin


@pytest.fixture
def stick(lin):
    """Lin has made a passkey."""
    made, client = Stick(), Client()
    client.force_login(lin)
    make(client, made)
    return made


def make(client, stick, *, name="我的手机", **changed):
    told = client.post("/me/passkeys/options").json()
    return client.post("/me/passkeys", {"name": name, "credential": stick.make(told, **changed)})


def come(client, stick, path="/login/passkey", **changed):
    told = client.post("/login/passkey/options").json()
    return client.post(path, {"credential": stick.sign(told, **changed)})


def by_password(client, employee):
    return client.post("/login", {"username": employee.username, "password": PASSWORD})


def test_several_are_made_with_a_name_and_one_is_thrown_away(client, lin):
    other = Client()
    other.force_login(lin)
    client.force_login(lin)
    page = make(client, Stick()).content.decode()
    assert len(re.findall(r"<kbd>\w{5}-\w{5}</kbd>", page)) == second.CODES
    assert not is_in(other)
    told = client.post("/me/passkeys/options").json()
    assert told["authenticatorSelection"] == {"requireResidentKey": True, "residentKey": "required", "userVerification": "required"}
    assert len(told["excludeCredentials"]) == 1
    assert client.post("/me/passkeys", {"name": "<b>电脑", "credential": Stick().make(told)}).status_code == 302
    page = client.get("/me/second-factor").content.decode()
    assert "我的手机" in page
    assert "&lt;b&gt;电脑" in page
    first, last = Passkey.objects.order_by("pk")
    assert bytes(first.handle) == bytes(last.handle)
    assert client.post(f"/me/passkeys/{first.pk}/remove").status_code == 302
    assert RecoveryCode.objects.count() == second.CODES
    client.post(f"/me/passkeys/{last.pk}/remove")
    assert not Passkey.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_a_passkey_alone_is_both_factors(client, lin, stick, cast):
    second.require(["sales_head"], actor=cast.fang, now=timezone.now())
    assert "/login/passkey" in client.get("/login?next=/customers").content.decode()
    answer = come(client, stick, "/login/passkey?next=/customers")
    assert answer.headers["Location"] == "/customers"
    assert client.get("/me").wsgi_request.user == lin
    assert Passkey.objects.get().used_at is not None
    client.logout()
    assert come(client, stick, "/login/passkey?next=https://evil.example").headers["Location"] == "/"


def test_after_the_password_it_is_the_second_step(client, lin, stick):
    assert by_password(client, lin).headers["Location"] == "/login/code"
    assert not is_in(client)
    page = client.get("/login/code").content.decode()
    assert "data-passkey" in page
    assert len(client.post("/login/passkey/options").json()["allowCredentials"]) == 1
    come(client, stick)
    assert is_in(client)


def test_a_recovery_code_opens_in_place_of_a_lost_one(client, lin, stick):
    codes = second.new_codes(lin)
    by_password(client, lin)
    assert client.post("/login/code", {"code": codes[0]}).status_code == 302
    assert is_in(client)


def test_another_persons_key_is_no_second_step(client, lin, stick, cast):
    own, his = Stick(), Client()
    his.force_login(cast.zhou)
    make(his, own)
    by_password(client, lin)
    assert come(client, own).status_code == 422
    assert not is_in(client)


def test_what_a_thief_or_a_page_elsewhere_sends_opens_nothing(client, lin, stick):
    Failure.objects.all().delete()
    for changed in (
        {"origin": "https://evil.example"}, {"origin": "http://testserver.evil.example"}, {"host": "evil.example"}, {"challenge": "AAAA"}, {"challenge": ""},
        {"type": "webauthn.create"}, {"flags": PRESENT}, {"flags": VERIFIED}, {"flags": 0}, {"key": ec.generate_private_key(ec.SECP256R1())},
        {"handle": b"somebody"}, {"id": b"nobody's key"}, {"uses": 0},
    ):
        assert come(client, stick).status_code == 302  # its counter grows
        client.logout()
        assert come(client, stick, **changed).status_code == 422, changed
        assert not is_in(client)
        Failure.objects.all().delete()


def test_a_challenge_counts_once_for_five_minutes_and_in_its_own_browser(client, lin, stick):
    told = client.post("/login/passkey/options").json()
    stranger = Client()
    stranger.post("/login/passkey/options")
    assert stranger.post("/login/passkey", {"credential": stick.sign(told)}).status_code == 422
    assert client.post("/login/passkey", {"credential": stick.sign(told)}).status_code == 302
    client.logout()
    assert client.post("/login/passkey", {"credential": stick.sign(told)}).status_code == 422
    told = client.post("/login/passkey/options").json()
    session = client.session
    session["passkey_in"] |= {"until": 1}
    session.save()
    assert client.post("/login/passkey", {"credential": stick.sign(told)}).status_code == 422
    assert client.post("/login/passkey", {"credential": stick.sign({"challenge": ""})}).status_code == 422
    assert not is_in(client)


def test_a_copied_key_is_betrayed_by_its_counter(client, lin, stick):
    for uses in (5, 4, 5):
        answer = come(client, stick, uses=uses)
        client.logout()
    assert answer.status_code == 422
    assert come(client, stick, uses=6).status_code == 302


NONSENSE = ["", "x", "[]", "null", "{}", '{"rawId": 7}', '{"id": {}, "rawId": "", "response": []}', '{"rawId": "AAAA", "response": {"userHandle": 7}}', "[" * 9000]


def test_nonsense_opens_nothing(client, lin, stick):
    for answer in NONSENSE:
        Failure.objects.all().delete()
        client.post("/login/passkey/options")
        assert client.post("/login/passkey", {"credential": answer}).status_code == 422, answer[:50]
        assert not is_in(client)
    client.force_login(lin)
    for answer in NONSENSE:
        client.post("/me/passkeys/options")
        assert client.post("/me/passkeys", {"credential": answer}).status_code == 422, answer[:50]
    assert Passkey.objects.count() == 1


def test_who_left_or_has_too_many_or_made_it_elsewhere(client, lin, stick):
    client.force_login(lin)
    for changed in ({"origin": "https://evil.example"}, {"host": "evil.example"}, {"challenge": "AAAA"}, {"type": "webauthn.get"}, {"flags": PRESENT}):
        assert make(client, Stick(), **changed).status_code == 422, changed
    assert make(client, stick).status_code == 422, "it is known already"
    known = Passkey.objects.get()
    Passkey.objects.bulk_create(
        Passkey(employee=lin, name="x", credential=bytes([number]), public_key=b"x", handle=known.handle, made_at=known.made_at) for number in range(MOST)
    )
    assert client.post("/me/passkeys/options").status_code == 422
    client.logout()
    Employee.objects.filter(pk=lin.pk).update(status=Employee.Status.LEFT)
    assert come(client, stick).status_code == 422


def test_a_session_left_open_is_not_enough_to_make_one(client, lin, stick):
    client.force_login(lin)
    Visit.objects.update(began_at=timezone.now() - timedelta(minutes=16))
    pk = Passkey.objects.get().pk
    for url in ("/me/passkeys/options", "/me/passkeys", f"/me/passkeys/{pk}/remove"):
        assert client.post(url).status_code == 422
    assert "/login?next=/me/second-factor" in client.get("/me/second-factor").content.decode()


def test_the_last_one_stays_where_a_role_needs_it_until_an_administrator_takes_it(client, lin, stick, cast):
    second.require(["sales_head"], actor=cast.fang, now=timezone.now())
    assert lin not in second.people_without(now=timezone.now())
    client.force_login(lin)
    pk = Passkey.objects.get().pk
    assert client.post(f"/me/passkeys/{pk}/remove").status_code == 422
    other = Client()
    other.force_login(cast.zhou)
    assert other.post(f"/me/passkeys/{pk}/remove").status_code == 404
    other.force_login(cast.fang)
    other.post(f"/settings/employees/{lin.pk}/second-factor/take")
    assert not Passkey.objects.exists()
    assert not is_in(client)


def test_guessing_waits_by_address_and_the_right_one_with_it(client, lin, stick):
    for _ in range(5):
        come(client, stick, host="evil.example")
    assert come(client, stick).status_code == 422
    assert not is_in(client)
    assert "doors.Passkey" in LEFT_OUT


def test_where_single_sign_on_is_the_only_way_it_is_for_administrators(client, lin, stick, lies, set_up, cast):
    set_up(lies.issuer, is_only=True)
    assert come(client, stick).status_code == 422
    assert not is_in(client)
    Employee.objects.filter(pk=lin.pk).update(is_administrator=True)
    come(client, stick)
    assert is_in(client)
