"""Every kind of answer tells the browser to trust nothing but gendan itself."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, path

from gendan.modules.customers.tests.factories import customer
from gendan.spine.timeline.actions import add_attachment
from gendan.spine.timeline.tests.samples import upload
from tests.routes import PAGES, all_routes


def broken(request):
    raise RuntimeError("secret-of-the-source")


urlpatterns = [path("broken", broken)]
handler500 = "gendan.ui.views.errors.broken"


def sound(answer):
    """What is wrong with the headers."""
    headers, policy = answer.headers, answer.headers.get("Content-Security-Policy", "")
    problems = []
    if "default-src 'self'" not in policy and "default-src 'none'" not in policy:
        problems.append(f"policy {policy!r}")
    if "unsafe-eval" in policy or "script-src" in policy or ("unsafe-inline" in policy and "sandbox" not in policy):
        problems.append(f"scripts by {policy!r}")
    if "sandbox" not in policy and "frame-ancestors" not in policy and headers.get("X-Frame-Options") not in ("DENY", "SAMEORIGIN"):
        problems.append("may be framed")
    if headers.get("X-Content-Type-Options") != "nosniff":
        problems.append("may be guessed at")
    if headers.get("Referrer-Policy") not in ("same-origin", "no-referrer", "strict-origin"):
        problems.append("tells others where one was")
    if headers.get("Cross-Origin-Opener-Policy") != "same-origin":
        problems.append("shares its window")
    if "Cache-Control" not in headers:
        problems.append("may be kept by anybody between")
    return problems


@pytest.mark.parametrize("url", [
    "/login", "/", "/customers", "/nothing/here", "/api/v1/me", "/api/v1/nothing", "/settings", "/q/nothing",
    "/customers/987654321", "/me/second-factor", "/customers?page=x", "/login/code",
])
@pytest.mark.parametrize("person", ["nobody", "lin"])
def test_pages_refusals_redirects_and_the_api(client, cast, url, person):
    if person == "lin":
        client.force_login(cast.lin)
    assert sound(client.get(url)) == []
    assert sound(client.post(url)) == []
    assert sound(client.get(url, headers={"HX-Request": "true"})) == []


def test_a_form_without_its_token(cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/login", {"username": "lin", "password": "x"})
    assert answer.status_code == 403
    assert sound(answer) == []


def test_something_that_broke_tells_nothing_of_the_source(client, db, settings, caplog):
    settings.ROOT_URLCONF, client.raise_request_exception = __name__, False
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert sound(answer) == []
    assert "secret-of-the-source" not in answer.content.decode()


def test_an_attached_file(client, cast, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = add_attachment(customer(cast.lin, now), upload=upload(), actor=cast.lin, now=now)
    client.force_login(cast.lin)
    answer = client.get(f"/attachments/{file.pk}")
    assert answer.status_code == 200
    assert sound(answer) == []
    answer.close()


def test_static_files(db, settings, tmp_path):
    (tmp_path / "app.js").write_text("1")
    settings.STATIC_ROOT = tmp_path
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[:2], "whitenoise.middleware.WhiteNoiseMiddleware", *settings.MIDDLEWARE[2:]
    ]
    answer = Client().get("/static/app.js")
    assert answer.status_code == 200
    assert sound(answer) == []
    answer.close()


def test_only_tls_where_the_company_says_so(client, settings, db):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31536000
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    assert Client().get("/login").headers["Location"].startswith("https://")
    answer = Client().get("/login", secure=True)
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert answer.cookies["csrftoken"]["secure"]


def test_the_cookie_of_a_session_is_for_this_server_alone(client, cast):
    cast.lin.set_password("鸟倦飞而知还")
    cast.lin.save()
    answer = client.post("/login", {"username": "lin", "password": "鸟倦飞而知还"})
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["domain"] == ""


def test_a_strange_host_is_not_answered(client, db):
    assert client.get("/login", HTTP_HOST="evil.example").status_code == 400


#: The first looks at the size of what is sent before it asks for the token itself; the second is called by machines with a key.
WITHOUT_TOKEN = {"complaints:public_form", "mails:hear"}


def test_every_route_that_changes_something_asks_for_the_forms_token(cast):
    """No page opts out, and some of them are asked without it: refused before any view is."""
    pages = {name: view for name, view in views() if name in PAGES}
    assert set(pages) == set(PAGES)
    assert {name for name, view in pages.items() if getattr(view, "csrf_exempt", False)} == WITHOUT_TOKEN
    client, patterns = Client(enforce_csrf_checks=True), dict(all_routes())
    client.force_login(cast.fang)
    for name in sorted(set(PAGES) - WITHOUT_TOKEN)[::25]:
        assert client.post("/" + filled(patterns[name])).status_code == 403, name
    for url in ("/api/v1/customers", "/api/v1/products"):  # with the session of a browser
        assert client.post(url, data=b"{}", content_type="application/json").status_code == 403


def views(patterns=None, space=""):
    """(name, view) of every route."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield f"{space}{one.name}", one.callback


def filled(pattern):
    """The route with something in its places; the token is asked for before they are looked at."""
    parts = pattern.split("<")
    return parts[0] + "".join(sample(part.split(">")[0]) + part.split(">", 1)[1] for part in parts[1:])


def sample(place):
    kind = place.split(":")[0] if ":" in place else "str"
    return {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000", "str": "x", "slug": "x", "path": "x"}.get(kind, "1")
