"""Text that wants to be more than text: scripts on pages, formulas in files, characters that nothing can hold."""

import io
import re
import zipfile
from contextlib import suppress

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from gendan.modules.customers.actions import add_contact, register_customer
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.timeline.actions import add_comment

SCRIPT = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}"
#: What may not stand on a page as it was written.
LIVE = re.compile(r"<img src=x|<script>alert")
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "=HYPERLINK(\"http://evil.example\",\"x\")", "=cmd|' /C calc'!A0"]


@pytest.fixture
def poisoned(cast, now):
    """A few records, and then every free text of every table of the company holds a script."""
    customer = register_customer({"name": "柏舟数控机床股份有限公司", "phone": "0512-66880000"}, actor=cast.lin, now=now)
    add_contact(customer, values={"name": "高鹏", "mobile": "13812345678"}, actor=cast.lin, now=now)
    opportunity = registered(customer, actor=cast.lin, reviewer=cast.gao, now=now)
    add_comment(customer, text="先别降价", actor=cast.lin, now=now)
    for model in apps.get_models():
        if model.__module__.startswith("gendan.") and model._meta.managed and not model._meta.label.endswith("Event"):
            poison(model)
    return customer, opportunity


def poison(model):
    """Straight into the table, as a hole in any form would let it in."""
    names = [field for field in model._meta.concrete_fields if is_free(field)]
    for field in names if names and model.objects.exists() else ():
        with suppress(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            told = f'"{field.column}" = left(%s, {field.max_length or 500})'
            cursor.execute(f'UPDATE "{model._meta.db_table}" SET {told}', [SCRIPT])


#: Texts that programs read, not people.
KEYS = re.compile(r"(^|_)(key|kind|state|path|verb|topic|status|purpose|channel|username|password|digest|icon|procedure|language|currency|layout|listing|record_kind|main_kind|hours|file|pinyin|initials|word|unit|period|pattern|code|number)$")


def is_free(field):
    return (
        isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.EmailField | models.URLField | models.SlugField)
        and not field.choices and not field.unique and not field.generated and not KEYS.search(field.name) and (field.max_length or 500) >= 30
    )


def test_no_text_becomes_a_script_on_any_page(client, cast, poisoned):
    customer, opportunity = poisoned
    client.force_login(cast.lin)
    pages = [
        "/", "/customers", f"/customers/{customer.pk}", f"/customers/{customer.pk}/edit", "/opportunities", f"/opportunities/{opportunity.pk}",
        "/opportunities?layout=board", "/search?q=alert", "/palette?q=alert", "/followups", "/calendar", "/people", "/me", "/reports", "/messages",
        f"/customers/{customer.pk}/related", "/knowledge", "/products", "/quotes", "/orders", "/contracts", "/complaints", "/customers?group=owner",
    ]
    told, shown = [], 0
    for url in pages:
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.get(url, headers=headers)
            text = answer.content.decode()
            assert answer.status_code in (200, 302, 404), url
            shown += "alert(" in text
            told += [f"{url}: …{text[max(0, hit.start() - 60) : hit.end() + 40]}…" for hit in LIVE.finditer(text)]
    assert not told, "\n".join(told)
    assert shown > 10, "else nothing was proved"


def test_no_text_becomes_a_formula_in_a_file_that_leaves(client, cast, now):
    for number, formula in enumerate(FORMULAS):
        register_customer({"name": f"{formula}{number}", "short_name": formula}, actor=cast.lin, now=now)
    client.force_login(cast.lin)
    answer = client.get("/lists/customers/export")
    if answer.status_code == 405:
        answer = client.post("/lists/customers/export")
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats"), answer.status_code
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "HYPERLINK" in sheet or "HYPERLINK" in book.read("xl/sharedStrings.xml").decode()
        assert not [name for name in book.namelist() if "hyperlink" in name or "externalLink" in name]


@pytest.mark.parametrize("text", ["a\\u0000b", "\\ud800", "\\udfff\\ud800"])
def test_a_character_that_nothing_can_hold_is_refused(client, cast, text):
    client.force_login(cast.lin)
    body = '{"customer": {"name": "' + text + '"}, "name": "' + text + '"}'
    for path in ("customers", "competitors"):
        assert client.post(f"/api/v1/{path}", data=body, content_type="application/json").status_code in (400, 422)
    assert client.get("/api/v1/people", {"q": "\0"}).status_code == 422
    assert client.get("/customers", {"q": "\0", "f.city": "\0"}).status_code in (200, 400, 422)


def test_a_pair_that_is_whole_is_a_character(client, cast):
    client.force_login(cast.lin)
    body = '{"name": "\\ud83d\\ude00"}'
    assert client.post("/api/v1/competitors", data=body, content_type="application/json").status_code in (200, 201, 403)


def test_a_body_that_never_closes_is_refused(client, cast):
    client.force_login(cast.lin)
    client.raise_request_exception = False
    for body in ("[" * 100_000, '{"a":' * 100_000):
        assert client.post("/api/v1/competitors", data=body, content_type="application/json").status_code in (400, 422)
