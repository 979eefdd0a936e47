"""Single sign-on set up with a provider."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from gendan.spine.doors import sign_on
from gendan.spine.doors.models import SignOn
from tests.doors import liar, provider


@pytest.fixture(scope="session")
def real_issuer():
    """A certified provider, run once for all tests."""
    if not provider.is_there():
        pytest.skip("no provider: npm ci")
    with provider.running() as issuer:
        yield issuer


@pytest.fixture
def lies(settings):
    with liar.lying() as server:
        settings.SIGN_ON_HOSTS = [urlsplit(server.issuer).netloc]
        yield server


@pytest.fixture
def set_up(cast, settings):
    """`set_up(issuer, is_only=True, …)` as an administrator does."""
    cast.lin.email = "Lin@example.com"
    cast.lin.save()

    def done(issuer, **facts):
        settings.SIGN_ON_HOSTS = [urlsplit(issuer).netloc]
        told = {"client_id": "gendan", "client_secret": "sealed-in-gendan", "is_on": True, **facts}
        sign_on.settle(SignOn(issuer=issuer, **told), actor=cast.fang, now=timezone.now())

    return done


def sent_to(client, path="/login/company"):
    """Where one is sent, with what."""
    answer = client.get(path)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def is_in(client):
    return client.get("/me").status_code == 200
