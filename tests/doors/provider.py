"""A real OpenID provider in a process of its own, and a browser that logs in there."""

import http.cookiejar
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

BACK = "http://testserver/login/company/back"


def is_there() -> bool:
    """Whether it can run here: it comes with the packages for the pages."""
    return bool(shutil.which("node")) and (Path(settings.BASE_DIR) / "node_modules" / "oidc-provider").exists()


@contextmanager
def running() -> Iterator[str]:
    """Its issuer, as long as the context lasts."""
    script = Path(__file__).with_name("provider.mjs")
    with subprocess.Popen(["node", script, BACK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.stdin.close()


class Stop(urllib.request.HTTPRedirectHandler):
    """Follows the provider's own redirects, and stops before gendan."""

    def redirect_request(self, request, file, code, message, headers, url):
        return None if url.startswith(BACK) else super().redirect_request(request, file, code, message, headers, url)


def log_in(url: str, account: str) -> str:
    """Log in there as this account; returns the address that the provider sends one back to, from the first slash on."""
    opener = urllib.request.build_opener(Stop, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    try:
        opener.open(urllib.request.Request(url, headers={"X-Account": account})).close()
    except urllib.error.HTTPError as sent:
        with sent:
            return sent.headers["Location"].removeprefix("http://testserver")
    raise AssertionError("not sent back")
