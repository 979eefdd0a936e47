"""Speaking with the company's provider of identities: OpenID Connect by the code flow, with PKCE, state and nonce."""

import http.client
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.oauth2.client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from gendan.spine.doors.models import SignOn
from gendan.spine.messages.outside import Gate
from gendan.spine.refusal import Refusal

log = logging.getLogger("gendan.doors")
#: Signed with a key that only the provider has; neither "none" nor what the client's secret could sign.
SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
SCOPE = "openid email profile"
LEEWAY, KEPT = 60, 600  # seconds that clocks may differ; seconds that what the provider says of itself is kept
WANTED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
#: What an answer of any shape can lead to.
TROUBLE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, http.client.HTTPException, AuthlibBaseError, JoseError, Refusal)


class Misled(Exception):
    """The provider cannot be asked, or its answer is not to be believed; the text is for the log and for administrators."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the person is sent, and what has to come back."""

    url: str
    state: str
    nonce: str
    verifier: str


def told_by(at: SignOn) -> dict[str, Any]:
    """What the provider says of itself, asked anew."""
    try:
        told: dict[str, Any] = json.loads(_ask(at, at.issuer.rstrip("/") + "/.well-known/openid-configuration"))
        if told["issuer"].rstrip("/") != at.issuer.rstrip("/"):
            raise Misled(f"it calls itself {told['issuer']!r}")
        for name in WANTED:
            _gate(at).check(told[name])
    except TROUBLE as error:
        raise Misled(_words(error)) from error
    return told


def begin(at: SignOn, *, back: str, now: datetime) -> Asked:
    """The address at which the person logs in, and the secrets of this one attempt."""
    state, nonce, verifier = generate_token(43), generate_token(43), generate_token(64)
    told = _kept(at, now)
    client = _client(at, told, back)
    url, _state = client.create_authorization_url(told["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier)
    return Asked(url, state, nonce, verifier)


def claims_of(at: SignOn, *, answered: str, asked: Mapping[str, str], back: str, now: datetime) -> dict[str, Any]:
    """Who the provider says has come; `answered` is the address that the person came back with. Raises Misled."""
    try:
        told = _kept(at, now)
        token = _client(at, told, back).fetch_token(
            told["token_endpoint"], authorization_response=answered, state=asked["state"], code_verifier=asked["verifier"],
        )
        claims = _believed(at, told, token, nonce=asked["nonce"], now=now)
        return claims if at.claim in claims else {**_more(at, told, token, claims["sub"]), **claims}
    except TROUBLE as error:
        raise Misled(_words(error)) from error


def _believed(at: SignOn, told: dict[str, Any], token: Mapping[str, Any], *, nonce: str, now: datetime) -> dict[str, Any]:
    """The claims of the token, if it is signed by the provider, for us, now, and as the answer to this attempt."""
    found = jwt.decode(token["id_token"], KeySet.import_key_set(json.loads(_ask(at, told["jwks_uri"]))), algorithms=SIGNED_BY)
    options = {"iss": {"essential": True, "value": told["issuer"]}, "aud": {"essential": True, "value": at.client_id}}
    params = {"nonce": nonce, "client_id": at.client_id, "access_token": token.get("access_token")}
    CodeIDToken(found.claims, found.header, options, params).validate(now=int(now.timestamp()), leeway=LEEWAY)
    if not isinstance(found.claims["sub"], str) or not found.claims["sub"]:
        raise Misled("it names nobody")
    return dict(found.claims)


def _more(at: SignOn, told: dict[str, Any], token: Mapping[str, Any], subject: str) -> dict[str, Any]:
    """What the provider tells on asking again: of the same person only."""
    if not told.get("userinfo_endpoint"):
        return {}
    headers = {"Authorization": f"Bearer {token['access_token']}", "Accept": "application/json"}
    more: dict[str, Any] = json.loads(_ask(at, told["userinfo_endpoint"], headers=headers))
    if more.get("sub") != subject:
        raise Misled("it tells of somebody else")
    return more


# -- the way there ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer as Authlib wants it."""

    status_code: int
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)

    def raise_for_status(self) -> None:
        raise Misled(f"it answers {self.status_code}")


@dataclass(frozen=True, slots=True)
class _Way:
    """What Authlib sends its request through: the house's own gate."""

    gate: Gate

    def post(self, url: str, *, data: Mapping[str, str], headers: Mapping[str, str], auth: Any) -> _Answer:
        url, sent, body = auth.prepare("POST", url, dict(headers), urlencode(data))
        return _Answer(*self.gate.ask(url, method="POST", body=body.encode(), headers=sent))


def _client(at: SignOn, told: Mapping[str, Any], back: str) -> Any:
    known = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    ways = [way for way in ("client_secret_basic", "client_secret_post") if way in known and at.client_secret]
    return OAuth2Client(
        session=_Way(_gate(at)), client_id=at.client_id, client_secret=at.client_secret, redirect_uri=back,
        scope=SCOPE, code_challenge_method="S256", token_endpoint_auth_method=(ways or ["none"])[0],
    )


def _ask(at: SignOn, url: str, *, headers: Mapping[str, str] | None = None) -> bytes:
    status, answer = _gate(at).ask(url, headers=headers)
    if status != 200:
        raise Misled(f"{url} answers {status}")
    return answer


def _gate(at: SignOn) -> Gate:
    return Gate(named=settings.SIGN_ON_HOSTS, inside=at.inside)


def _kept(at: SignOn, now: datetime) -> dict[str, Any]:
    return _told(at.issuer, at.inside, int(now.timestamp()) // KEPT)


@lru_cache(maxsize=4)
def _told(issuer: str, inside: bool, _period: int) -> dict[str, Any]:
    return told_by(SignOn(issuer=issuer, inside=inside))


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
