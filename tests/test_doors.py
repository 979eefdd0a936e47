"""Coming in: throttled, with a second factor where one is set up or needed, and logged out where one wants to be."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from gendan.api.actions import make_token
from gendan.api.pace import pace
from gendan.spine import vault
from gendan.spine.doors import attempts, second, visits
from gendan.spine.doors.models import Authenticator, Device, Failure, RecoveryCode, Visit
from gendan.spine.messages.models import Message
from gendan.spine.org.actions import change_password, set_number
from gendan.spine.org.entrance import BEGAN
from gendan.spine.org.models import NumberSetting
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.models import Entry

PASSWORD = "鸟倦飞而知还2026"


@pytest.fixture(autouse=True)
def quick(settings):
    """What a password costs is not what is tested here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def lin(cast):
    cast.lin.set_password(PASSWORD)
    cast.lin.save()
    return cast.lin


def log_in(client, employee, *, password=PASSWORD, **headers):
    return client.post("/login", {"username": employee.username, "password": password}, **headers)


def set_up(employee, *, now=None):
    """The person has a second factor; returns what the phone keeps, and the recovery codes."""
    now = (now or timezone.now()) - timedelta(minutes=5)
    secret = second.begin(employee)
    return secret, second.confirm(employee, code=second.code_at(secret, now=now), now=now)


def is_in(client):
    return client.get("/me").status_code == 200


# -- the second factor ------------------------------------------------------------------------------------------------


def test_a_second_factor_is_set_up_on_ones_own_page(client, lin):
    other = Client()
    other.force_login(lin)
    client.force_login(lin)
    page = client.get("/me/second-factor").content.decode()
    secret = re.search(r'data-secret="(\w+)"', page)[1]
    assert "data:image/svg+xml" in page
    assert client.post("/me/second-factor", {"code": "000000"}).status_code == 422
    assert not second.has(lin)
    done = client.post("/me/second-factor", {"code": second.code_at(secret, now=timezone.now())}).content.decode()
    assert len(re.findall(r"<kbd>\w{5}-\w{5}</kbd>", done)) == second.CODES
    assert second.has(lin)
    assert not is_in(other)
    assert 'data-second="on"' in client.get("/me/second-factor").content.decode()
    assert Entry.objects.filter(verb="employee.second_factor_set", object_id=lin.pk).exists()


def test_the_password_alone_no_longer_opens(client, lin):
    secret, _codes = set_up(lin)
    answer = log_in(client, lin)
    assert answer.headers["Location"] == "/login/code"
    assert not is_in(client)
    assert client.get("/api/v1/me").status_code in (401, 403, 404)
    assert client.post("/login/code", {"code": "000000"}).status_code == 422
    assert not is_in(client)
    before = client.session.session_key
    answer = client.post("/login/code", {"code": second.code_at(secret, now=timezone.now())})
    assert answer.status_code == 302
    assert is_in(client)
    assert client.session.session_key != before


def test_who_wanted_to_go_somewhere_goes_there_after_the_code(client, lin):
    secret, _codes = set_up(lin)
    client.post("/login?next=/customers", {"username": lin.username, "password": PASSWORD, "next": "/customers"})
    assert client.post("/login/code", {"code": second.code_at(secret, now=timezone.now())}).headers["Location"] == "/customers"
    client.logout()
    client.post("/login", {"username": lin.username, "password": PASSWORD, "next": "https://evil.example/"})
    assert "evil" not in client.post("/login/code", {"code": second.code_at(secret, now=timezone.now() + timedelta(seconds=30))}).headers["Location"]


def test_no_code_opens_twice_and_an_old_one_not_at_all(lin, now):
    secret, codes = set_up(lin, now=now)
    code = second.code_at(secret, now=now)
    assert second.check(lin, code=f"{code[:3]} {code[3:]}", now=now)
    assert not second.check(lin, code=code, now=now)
    assert not second.check(lin, code=code, now=now + timedelta(seconds=30))
    later = now + timedelta(minutes=10)
    assert not second.check(lin, code=second.code_at(secret, now=later - timedelta(seconds=61)), now=later)
    assert second.check(lin, code=second.code_at(secret, now=later - timedelta(seconds=30)), now=later)
    assert second.check(lin, code=codes[0].upper().replace("-", " "), now=later)
    assert not second.check(lin, code=codes[0], now=later)
    assert second.codes_left(lin) == second.CODES - 1
    assert Entry.objects.filter(verb="employee.recovery_code_used", object_id=lin.pk).count() == 1


def test_the_codes_are_those_of_the_standard(lin):
    """RFC 6238, appendix B, to six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        moment = timezone.datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())
        assert second.code_at(secret, now=moment) == code


def test_neither_secret_nor_codes_lie_open_in_the_database(lin, now):
    secret, codes = set_up(lin, now=now)
    found = Authenticator.objects.get(employee=lin)
    assert secret not in found.secret
    assert vault.unseal(found.secret) == secret
    digests = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not digests & set(codes)
    assert len(digests) == second.CODES


def test_guessing_codes_is_stopped_even_for_the_right_one(client, lin):
    secret, _codes = set_up(lin)
    log_in(client, lin)
    for _ in range(5):
        client.post("/login/code", {"code": "000000"})
    right = {"code": second.code_at(secret, now=timezone.now())}
    assert client.post("/login/code", right).status_code == 429
    Failure.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert client.post("/login/code", right).status_code == 302


def test_half_way_in_lasts_ten_minutes_and_ends_with_the_password(client, lin):
    secret, _codes = set_up(lin)
    right = {"code": second.code_at(secret, now=timezone.now())}
    assert client.post("/login/code", right).headers["Location"] == "/login"
    log_in(client, lin)
    session = client.session
    session["half_way_in"] |= {"until": timezone.now().timestamp() - 1}
    session.save()
    assert client.post("/login/code", right).headers["Location"] == "/login"
    log_in(client, lin)
    lin.set_password("另一个密码2026")
    lin.save()
    assert client.post("/login/code", right).headers["Location"] == "/login"
    assert not is_in(client)


def test_a_role_that_needs_it_sets_it_up_before_coming_in(client, cast, lin):
    set_up(cast.fang)
    client.force_login(cast.fang)
    other = Client()
    log_in(other, lin)
    assert is_in(other)
    assert client.post("/settings/logging-in", {"roles": ["nonsense"]}).status_code == 422
    client.post("/settings/logging-in", {"roles": ["sales_head", "*administrators"]})
    assert NumberSetting.objects.filter(key=second.REQUIRED).latest("pk").value == ["*administrators", "sales_head"]
    assert not is_in(other)
    assert lin.name in client.get("/settings/logging-in").content.decode()
    assert log_in(other, lin).headers["Location"] == "/login/enrol"
    assert not is_in(other)
    secret = re.search(r'data-secret="(\w+)"', other.get("/login/enrol").content.decode())[1]
    assert other.post("/login/enrol", {"code": "12345"}).status_code == 422
    shown = other.post("/login/enrol", {"code": second.code_at(secret, now=timezone.now())}).content.decode()
    assert shown.count("<kbd>") == second.CODES
    assert is_in(other)
    with pytest.raises(Refusal):
        second.give_up(lin, code=second.code_at(secret, now=timezone.now() + timedelta(seconds=30)), now=timezone.now())
    ma = Client()
    cast.ding.set_password(PASSWORD)
    cast.ding.save()
    log_in(ma, cast.ding)
    assert is_in(ma)


def test_nobody_locks_himself_out(client, cast):
    client.force_login(cast.fang)
    assert client.post("/settings/logging-in", {"roles": ["*everybody"]}).status_code == 422
    assert not NumberSetting.objects.filter(key=second.REQUIRED).exists()
    client.force_login(cast.lin)
    assert client.post("/settings/logging-in", {"roles": []}).status_code == 403


def test_switching_off_and_new_codes_need_a_code(client, lin):
    secret, old = set_up(lin)
    client.force_login(lin)
    assert client.post("/me/second-factor/off", {"code": "000000"}).status_code == 422
    assert client.post("/me/second-factor/codes", {"code": "000000"}).status_code == 422
    shown = client.post("/me/second-factor/codes", {"code": old[0]}).content.decode()
    assert not second.check(lin, code=old[1], now=timezone.now())
    assert len(re.findall(r"<kbd>\w{5}-\w{5}</kbd>", shown)) == second.CODES
    client.post("/me/second-factor/off", {"code": second.code_at(secret, now=timezone.now())})
    assert not second.has(lin)
    assert not RecoveryCode.objects.exists()


def test_an_administrator_takes_a_lost_one_away(client, cast, lin):
    set_up(lin)
    other = Client()
    other.force_login(lin)
    client.force_login(cast.fang)
    assert "second-factor/take" in client.get(f"/settings/employees/{lin.pk}").content.decode()
    client.post(f"/settings/employees/{lin.pk}/second-factor/take")
    assert not second.has(lin)
    assert not is_in(other)
    assert Entry.objects.filter(verb="employee.second_factor_taken", object_id=lin.pk, actor=cast.fang).exists()


def test_a_wrong_code_confirms_nothing(lin, now):
    second.begin(lin)
    with pytest.raises(ValidationError):
        second.confirm(lin, code="", now=now)
    with pytest.raises(ValidationError):
        second.confirm(lin, code="1234567", now=now)
    assert not second.has(lin)


# -- throttling -------------------------------------------------------------------------------------------------------


def test_guessing_passwords_is_stopped_even_for_the_right_one(client, cast, lin):
    for _ in range(5):
        assert log_in(client, lin, password="falsch").status_code == 200
    answer = log_in(client, lin)
    assert answer.status_code == 429
    assert "尝试" in answer.content.decode()
    assert not is_in(client)
    cast.zhou.set_password(PASSWORD)
    cast.zhou.save()
    assert log_in(Client(), cast.zhou).status_code == 302  # the neighbour in the same office comes in
    assert log_in(Client(), lin, REMOTE_ADDR="10.0.0.9").status_code == 302  # and Lin from elsewhere
    Failure.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert log_in(client, lin).status_code == 302


def test_an_address_that_tries_many_names_waits(client, lin):
    now = timezone.now()
    for number in range(60):
        attempts.note(f"name{number}", address="127.0.0.1", now=now)
    assert log_in(client, lin).status_code == 429


def test_a_name_that_is_tried_from_everywhere_waits(client, lin):
    now = timezone.now()
    for number in range(30):
        attempts.note(lin.username.upper(), address=f"10.0.0.{number}", now=now)
    assert log_in(client, lin).status_code == 429


def test_the_commonest_passwords_are_refused_without_a_network(lin, now):
    assert sum(len(word) >= 8 for word in CommonPasswordValidator().passwords) > 3000, "as many as the standard asks for"
    for word in ("password1", "1qaz2wsx", "qwertyuiop", "iloveyou", "PassWord1"):
        with pytest.raises(ValidationError):
            change_password(lin, old=PASSWORD, new=word, now=now)


def test_the_log_names_who_tried_from_where_and_never_what(client, lin, caplog):
    caplog.set_level("INFO", "gendan.doors")
    client.post("/login", {"username": "lin\nroot logged in", "password": "geheim-falsch"})
    log_in(client, lin)
    assert "failed to log in: 'lin\\nroot logged in' from 127.0.0.1" in caplog.text
    assert "logged in: 'lin' from 127.0.0.1" in caplog.text
    assert "geheim" not in caplog.text
    assert PASSWORD not in caplog.text


def test_a_right_password_forgives_the_slips(client, lin):
    for _ in range(4):
        log_in(client, lin, password="falsch")
    assert log_in(client, lin).status_code == 302
    client.logout()
    for _ in range(4):
        log_in(client, lin, password="falsch")
    assert log_in(client, lin).status_code == 302


def test_an_unknown_name_is_answered_as_a_known_one(client, lin):
    known = log_in(client, lin, password="falsch").content.decode()
    unknown = client.post("/login", {"username": "nobody", "password": "falsch"}).content.decode()
    plain = [re.sub(r'value="[^"]*"|nonce="[^"]*"', "", page) for page in (known, unknown)]
    assert plain[0] == plain[1]


# -- sessions ---------------------------------------------------------------------------------------------------------


def test_a_session_gets_a_new_key_when_somebody_logs_in(client, lin):
    client.get("/login")
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    log_in(client, lin)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_one_sees_where_one_is_logged_in_and_ends_it(lin, cast):
    here, phone, other = Client(), Client(), Client()
    log_in(here, lin, HTTP_USER_AGENT="Firefox")
    log_in(phone, lin, HTTP_USER_AGENT="<script>phone</script>", REMOTE_ADDR="10.0.0.7")
    other.force_login(cast.zhou)
    page = here.get("/me/visits").content.decode()
    assert "10.0.0.7" in page
    assert "<script>phone" not in page
    assert "Firefox" in page
    theirs = Visit.objects.get(address="10.0.0.7")
    assert other.post(f"/me/visits/{theirs.pk}/end").status_code == 404
    assert is_in(phone)
    assert here.post(f"/me/visits/{theirs.pk}/end").status_code == 302
    assert not is_in(phone)
    assert is_in(here)
    log_in(phone, lin)
    here.post("/me/visits/end")
    assert not is_in(phone)
    assert is_in(here)


def test_a_new_password_ends_all_other_sessions(lin, cast):
    here, phone, administrator = Client(), Client(), Client()
    log_in(here, lin)
    log_in(phone, lin)
    new = "采菊东篱下2026"
    here.post("/me/password", {"old": PASSWORD, "new": new, "again": new, "repeat": new})
    lin.refresh_from_db()
    assert lin.check_password(new)
    assert is_in(here)
    assert not is_in(phone)
    assert list(visits.visits_of(lin).values_list("session_key", flat=True)) == [here.session.session_key]
    administrator.force_login(cast.fang)
    administrator.post(f"/settings/employees/{lin.pk}/password")
    assert not is_in(here)


def test_logging_out_ends_the_session_on_the_server(client, lin):
    log_in(client, lin)
    stolen = client.cookies["sessionid"].value
    assert client.post("/logout").headers["Clear-Site-Data"] == '"cache"'
    client.cookies["sessionid"] = stolen
    assert not is_in(client)
    assert not visits.visits_of(lin).exists()


def test_what_is_over_is_forgotten(client, lin, now):
    log_in(client, lin)
    attempts.note("x", address="y", now=timezone.now() - timedelta(days=2))
    visits.tidy(timezone.now() + timedelta(days=30))
    assert not Visit.objects.exists()
    assert not Session.objects.exists()
    assert not Failure.objects.exists()


def test_a_session_in_which_nothing_is_asked_ends_and_the_page_says_so(client, cast, lin):
    log_in(client, lin)
    ends = Session.objects.values_list("expire_date", flat=True)
    assert timedelta(hours=23) < ends[0] - timezone.now() <= timedelta(hours=24)
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=20))
    assert is_in(client)
    assert ends[0] - timezone.now() > timedelta(hours=23), "who works stays"
    set_number("doors.idle", 2, actor=cast.fang, now=timezone.now() - timedelta(minutes=1))
    log_in(other := Client(), lin)
    mine = Session.objects.filter(session_key=other.session.session_key)
    assert mine.get().expire_date - timezone.now() <= timedelta(hours=2)
    mine.update(expire_date=timezone.now())
    answer = other.get("/customers?q=x")
    assert answer.headers["Location"] == "/login?next=/customers%3Fq%3Dx&ended=1"
    page = other.get(answer.headers["Location"]).content.decode()
    assert "data-ended" in page
    assert "2 小时" in page
    assert 'value="/customers?q=x"' in page
    assert Client().get("/customers").headers["Location"] == "/login?next=/customers"


def test_no_session_outlives_two_weeks_however_much_is_asked(client, lin):
    log_in(client, lin)
    session = client.session
    session[BEGAN] -= 14 * 24 * 3600 - 60
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=5))
    assert is_in(client)
    assert Session.objects.get(session_key=session.session_key).expire_date - timezone.now() <= timedelta(seconds=60)


def test_who_has_not_logged_in_is_kept_for_an_hour(client, lin):
    set_up(lin)
    log_in(client, lin)
    assert Session.objects.get(session_key=client.session.session_key).expire_date - timezone.now() <= timedelta(hours=1)


# -- new places -------------------------------------------------------------------------------------------------------


def test_one_is_told_of_a_login_on_another_device_and_of_no_known_one(client, lin):
    told = Message.objects.filter(recipient=lin, topic="doors.new_device", channel="in_app")
    log_in(client, lin, HTTP_USER_AGENT="Mozilla Firefox Windows")
    assert client.cookies["device"]["path"] == "/login"
    assert client.cookies["device"]["httponly"]
    client.post("/logout")
    log_in(client, lin)
    assert not told.exists(), "the first of all, and the same again"
    log_in(Client(), lin, HTTP_USER_AGENT="Chrome iPhone", REMOTE_ADDR="10.0.0.7")
    assert told.count() == 1
    assert "Chrome, iPhone" in told[0].title
    assert "10.0.0.7" in told[0].body
    thief = Client()
    thief.cookies["device"] = "x" * 40
    log_in(thief, lin)
    assert told.count() == 2
    assert client.cookies["device"].value not in str(list(Device.objects.values()))


# -- watching ---------------------------------------------------------------------------------------------------------


def test_refusals_of_rights_stand_in_the_log(client, cast, lin, caplog):
    client.force_login(lin)
    client.get("/settings/logging-in?q=secret")
    assert "refused to 'lin' from 127.0.0.1: GET '/settings/logging-in': " in caplog.text
    assert "secret" not in caplog.text.replace("Forbidden: /settings/logging-in", "")


def test_a_token_that_asks_too_often_waits(cast, lin):
    set_number("api.a_minute", 10, actor=cast.fang, now=timezone.now() - timedelta(minutes=1))
    token, secret = make_token(employee=lin, name="x", now=timezone.now())
    pace.asked[token.pk] = 0
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    answers = [client.get("/api/v1/me") for _ in range(25)]
    assert [answer.status_code for answer in answers[:10]] == [200] * 10
    assert answers[-1].status_code == 429
    assert answers[-1].headers["Retry-After"] == "60"
