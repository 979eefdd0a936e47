"""A provider that lies, and strangers who bring what is not theirs: nobody comes in by it."""

import time
from urllib.parse import urlencode

import pytest
from django.test import Client

from gendan.spine.doors.models import Identity
from gendan.spine.doors.provider import LEEWAY
from tests.doors import liar
from tests.doors.conftest import is_in, sent_to

BACK = "/login/company/back?"


@pytest.fixture
def at(lies, set_up):
    set_up(lies.issuer)
    return lies


def come(client, at, path="/login/company", **changed):
    """Go there and come back with what the provider would send."""
    _url, query = sent_to(client, path)
    at.nonce = query["nonce"]
    return client.get(BACK + urlencode({"code": "c", "state": query["state"], **changed}))


def test_an_honest_answer_opens_and_the_request_was_as_it_should_be(client, cast, at):
    url, query = sent_to(client)
    assert url.startswith(at.issuer + "/authorize?")
    assert (query["response_type"], query["code_challenge_method"], query["redirect_uri"]) == ("code", "S256", "http://testserver/login/company/back")
    assert min(len(query["state"]), len(query["nonce"]), len(query["code_challenge"])) >= 43
    come(client, at)
    assert is_in(client)
    assert "code_verifier=" in at.asked[0]
    assert at.issuer not in at.asked[0]


CLAIMS = [
    {"aud": "another"}, {"aud": ["another", "third"]}, {"aud": ["gendan", "another"]}, {"aud": ["gendan", "another"], "azp": "another"}, {"aud": None},
    {"azp": "another"}, {"iss": "https://evil.example"}, {"iss": None}, {"nonce": "another's"}, {"nonce": None}, {"exp": None}, {"exp": "x"}, {"iat": None},
    {"exp": -LEEWAY - 5}, {"nbf": 3600}, {"iat": 3600}, {"sub": None}, {"sub": ""}, {"sub": ["s"]},
    {"sub": 7}, {"email": None}, {"email": ""}, {"email": ["lin@example.com"]}, {"email": {"x": 1}}, {"email": "%"}, {"email": "a\x00b"}, {"email_verified": False},
]
SIGNED = [
    liar.unsigned, liar.signed_by_another, liar.signed_with_the_public_key, liar.signed_with_the_secret, lambda claims: "x.y.z", lambda claims: "", lambda claims: None,
    lambda claims: liar.signed(claims) + "x", lambda claims: liar.signed(claims).rsplit(".", 1)[0] + ".",
]


def test_a_token_that_says_something_else_opens_nothing(client, at):
    opened = []
    for at.claims in CLAIMS:
        if come(client, at).status_code != 422 or is_in(client):
            opened.append(at.claims)
    assert not opened
    assert not Identity.objects.exists()


def test_a_token_that_the_provider_did_not_sign_opens_nothing(client, at):
    """No algorithm, another key, the public key or the client's secret as one, and what is no token at all."""
    for number, at.sign in enumerate(SIGNED):
        assert come(client, at).status_code == 422, number
        assert not is_in(client)


def test_a_state_counts_once_and_in_its_own_browser_only(client, at):
    _url, query = sent_to(client)
    at.nonce, back = query["nonce"], BACK + urlencode({"code": "c", "state": query["state"]})
    stranger = Client()
    assert 'data-code="expired"' in stranger.get(back).content.decode()
    sent_to(stranger)
    assert 'data-code="expired"' in stranger.get(back).content.decode()
    assert client.get(back).status_code == 302
    client.logout()
    assert 'data-code="expired"' in client.get(back).content.decode()
    assert not is_in(client)
    assert not is_in(stranger)


def test_a_wrong_answer_uses_the_attempt_up(client, at):
    for changed in ({"state": "x"}, {"state": ""}, {"state": "é"}, {"iss": "https://evil.example"}, {"code": ""}):
        assert come(client, at, **changed).status_code == 422, changed
        assert not is_in(client)
        assert "sign_on" not in client.session


def test_an_attempt_lasts_ten_minutes(client, at):
    _url, query = sent_to(client)
    session = client.session
    session["sign_on"] |= {"until": time.time() - 1}
    session.save()
    assert 'data-code="expired"' in client.get(BACK + urlencode({"code": "c", "state": query["state"]})).content.decode()


def test_nobody_is_led_elsewhere_after_coming_in(client, at):
    for target in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil.example", "\thttps://evil.example"):
        assert come(client, at, "/login/company?" + urlencode({"next": target})).headers["Location"] == "/", target


TOLD = [
    {"issuer": "https://evil.example"}, {"token_endpoint": "http://169.254.169.254/latest"}, {"jwks_uri": "https://10.0.0.1/keys"}, {"jwks_uri": "file:///etc/passwd"},
    {"authorization_endpoint": "javascript:alert(1)"}, {"authorization_endpoint": None}, {"token_endpoint": "https://[::1"}, {"token_endpoint": 7},
]
ISSUERS = ["http://93.184.216.34", "https://127.0.0.1", "https://localhost", "https://10.0.0.1", "x", "file:///etc/passwd", "https://u@93.184.216.34", "https://[", "https://a:99999"]


def test_what_it_says_of_itself_leads_to_no_other_door(client, cast, lies):
    client.force_login(cast.fang)
    for lies.told in TOLD:
        assert settle(client, lies.issuer).status_code == 422, lies.told
    lies.told = {}
    assert settle(client, lies.issuer).status_code == 302


def test_it_is_asked_at_public_addresses_alone(client, cast):
    client.force_login(cast.fang)
    for issuer in ISSUERS:
        assert settle(client, issuer).status_code == 422, issuer


def settle(client, issuer):
    wanted = {"issuer": issuer, "client_id": "gendan", "claim": "email", "column": "email", "is_on": "on"}
    return client.post("/settings/logging-in/company", wanted)


def test_more_about_somebody_else_is_not_believed(client, at):
    at.claims, at.more = {"email": None}, {"email": "lin@example.com"}
    come(client, at)
    assert is_in(client)
    client.logout()
    Identity.objects.all().delete()
    at.more = {"email": "lin@example.com", "sub": "another"}
    assert come(client, at).status_code == 422
    assert not is_in(client)


def test_what_failed_stands_in_the_log_and_not_on_the_page(client, at, caplog):
    at.claims = {"aud": "secret-of-another"}
    page = come(client, at).content.decode()
    assert "aud" in caplog.text
    assert "aud" not in page.replace("audio", "")
    assert 'data-code="sign_on_failed"' in page
