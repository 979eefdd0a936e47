"""A provider that lies as a test wishes: its tokens are signed, but not always what they should be."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

KEY, OTHER = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))
TIMES = ("iat", "exp", "nbf")


class Liar(ThreadingHTTPServer):
    """`claims` are added to the token (None takes one away, times are seconds from now); `sign` makes it; `told` changes what it says of itself."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.nonce, self.claims, self.told, self.more, self.asked = "", {}, {}, {}, []
        self.sign = signed

    def token(self) -> str:
        now = int(time.time())
        honest = {"iss": self.issuer, "aud": "gendan", "sub": "s-1", "nonce": self.nonce, "iat": now, "exp": now + 300, "email": "lin@example.com"}
        told = honest | {name: now + value if name in TIMES and isinstance(value, int) else value for name, value in self.claims.items()}
        return self.sign({name: value for name, value in told.items() if value is not None})


class Answers(BaseHTTPRequestHandler):
    server: Liar

    def do_GET(self):
        at = self.server
        pages = {
            "/.well-known/openid-configuration": {
                "issuer": at.issuer, "authorization_endpoint": at.issuer + "/authorize", "token_endpoint": at.issuer + "/token",
                "jwks_uri": at.issuer + "/jwks", "userinfo_endpoint": at.issuer + "/me", **at.told,
            },
            "/jwks": {"keys": [KEY.as_dict(private=False)]}, "/me": {"sub": "s-1", **at.more},
        }
        self.answer(pages[self.path])

    def do_POST(self):
        self.server.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer({"access_token": "a", "token_type": "Bearer", "id_token": self.server.token()})

    def answer(self, page):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(page).encode())

    def log_message(self, *_words):
        pass


@contextmanager
def lying() -> Iterator[Liar]:
    with Liar() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


def signed(claims, key=KEY):
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


def signed_by_another(claims):
    return signed(claims, OTHER)


def unsigned(claims):
    head, body = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({"alg": "none"}, claims))
    return f"{head}.{body}."


def signed_with_the_public_key(claims):
    return jwt.encode({"alg": "HS256", "kid": "one"}, claims, OctKey.import_key(KEY.as_pem(private=False)))


def signed_with_the_secret(claims):
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("sealed-in-gendan"))
