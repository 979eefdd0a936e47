"""Fields of the company's own on contacts and follow-ups: form, record, list, condition, export, API, history, erasure, files."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook

from gendan.modules.customers.importer import CONTACTS
from gendan.modules.customers.models import Contact
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.followups.models import Activity
from gendan.spine.fields import actions as fields
from gendan.spine.imports.declare import Context
from gendan.spine.imports.own import extended
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.erasing import erase

PERSON, TALK = "customers.contact", "followups.activity"


@pytest.fixture
def add(cast, now):
    def add(kind, key="one", type="choice", **values):
        options = ["甲", "乙"] if type == "choice" else ()
        return fields.add_field(
            kind=kind, key=key, type=type, values={"title": f"一项{key}", "on_list": True, **values}, actor=cast.fang, now=now, options=options)

    return add


@pytest.fixture
def firm(cast, client, now):
    client.force_login(cast.he)
    return customer(cast.he, now)


def _talk(now, **more):
    later = f"{now + timedelta(days=3650):%Y-%m-%dT%H:%M}"
    return {"way": "call", "text": "谈了", "next_title": "送样", "next_due_at": later, "once": str(uuid4())} | more


def test_a_contact_has_them_in_its_form_and_among_the_people_of_the_customer(add, firm, client):
    add(PERSON, required=True)
    form = client.get(f"/customers/{firm.pk}/contacts/new").content.decode()
    assert 'name="own.one"' in form
    assert client.post(f"/customers/{firm.pk}/contacts/new", {"name": "高鹏"}).status_code == 422
    assert client.post(f"/customers/{firm.pk}/contacts/new", {"name": "高鹏", "own.one": "o2"}).status_code == 302
    made = Contact.objects.get()
    assert made.own == {"one": "o2"}
    changed = {"name": "高鹏", "own.one": "o1", "revision": str(made.revision)}
    assert client.post(f"/customers/contacts/{made.pk}", changed).status_code == 302
    assert Contact.objects.get().own == {"one": "o1"}
    assert "<dd>甲</dd>" in client.get(f"/customers/{firm.pk}?tab=contacts").content.decode()
    assert client.get(f"/customers/contacts/{made.pk}/show").url.endswith(f"#contact-{made.pk}")


def test_the_list_of_contacts_shows_finds_writes_and_exports_them(add, firm, client, cast, now):
    add(PERSON)
    first, second = (contact(firm, cast.he, now, name) for name in ("高鹏", "程远"))
    fields.put(first, {"one": "o1"}, actor=cast.he, now=now)
    page = client.get("/customers/contacts?view=all&f.own-one=o1").content.decode()
    assert (first.name in page, second.name in page) == (True, False)
    assert client.post(f"/lists/contacts/cell/{second.pk}/own-one", {"value": "o2"}).status_code == 200
    assert client.post(f"/lists/contacts/cell/{second.pk}/position", {"value": "设备主任"}).status_code == 200
    sent = {"id": [first.pk, second.pk], "field": "own.one", "own.one": "o2"}
    assert client.post("/lists/contacts/bulk/own?view=all", sent).status_code in (200, 204, 302)
    assert {one.own["one"] for one in Contact.objects.all()} == {"o2"}
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(client.get("/lists/contacts/export?view=all")))).get_sheet_by_index(0)
    assert {"乙", "设备主任"} <= {cell for row in sheet.to_python() for cell in row}
    client.force_login(cast.ma)
    assert first.name not in client.get("/customers/contacts?view=all").content.decode()


def test_contacts_come_from_a_file_with_them(add, firm, cast, now):
    add(PERSON)
    there = contact(firm, cast.he, now, "高鹏")
    importer, context = extended(CONTACTS), Context(actor=cast.he, now=now)
    rows = [{"customer": firm, "name": "程远", "mobile": "13812345678", "decides": True, "own.one": "o1"}]
    assert importer.check_rows(rows, context) == {}
    assert importer.check_rows(rows, Context(actor=cast.ma, now=now))[0]["customer"]
    assert importer.find_duplicates([{"customer": firm, "name": "高鹏"}], context)[0].id == there.pk
    made = Contact.objects.get(pk=importer.create_many(rows, context)[0])
    assert (made.name, made.own, made.is_main) == ("程远", {"one": "o1"}, False)
    importer.update_many([(there.pk, {"customer": firm, "name": "高鹏", "position": "厂长", "own.one": "o2"})], context)
    there.refresh_from_db()
    assert (there.position, there.own) == ("厂长", {"one": "o2"})


def test_what_was_filled_in_is_held_on_the_person_and_erased_in_the_history_too(add, firm, cast, now):
    add(PERSON, type="text")
    one = contact(firm, cast.he, now)
    fields.put(one, {"one": "喜欢钓鱼"}, actor=cast.he, now=now)
    assert "喜欢钓鱼" in str([row.says(one.__class__.objects.get(pk=one.pk)) for row in persons.holdings() if row.key == "customers.contact:own"])
    erase(persons.person_of(one), now=now)
    one.refresh_from_db()
    assert one.own is None
    assert not one.history.exclude(own=None).exists()


def test_a_follow_up_has_them_in_the_composer_and_in_the_list(add, firm, client, cast, now):
    add(TALK, required=True)
    assert 'name="own.one"' in client.get(f"/customers/{firm.pk}").content.decode()
    address = f"/followups/log/customers.customer/{firm.pk}"
    assert client.post(address, _talk(now)).status_code == 422
    assert client.post(address, _talk(now, **{"own.one": "o2"})).status_code == 302
    made = Activity.objects.get()
    assert made.own == {"one": "o2"}
    page = client.get("/followups?view=all&f.own-one=o2").content.decode()
    assert "乙" in page
    assert "谈了" not in client.get("/followups?view=all&f.own-one=o1").content.decode()
    assert client.post(f"/lists/followups/cell/{made.pk}/own-one", {"value": "o1"}).status_code == 200
    assert "一项one" in client.get(f"/timeline/customers.customer/{firm.pk}").content.decode()


def test_both_are_served_by_the_api(add, firm, client, cast, now):
    for kind in (PERSON, TALK):
        add(kind)
    made = client.post(f"/api/v1/customers/{firm.pk}/contacts", {"name": "高鹏", "own": {"one": "o1"}}, content_type="application/json").json()
    assert made["own"] == {"one": "o1"}
    changed = {"revision": made["revision"], "contact": {"own": {"one": "o2"}}}
    assert client.patch(f"/api/v1/contacts/{made['id']}", changed, content_type="application/json").json()["own"] == {"one": "o2"}
    body = {"customer_id": firm.pk, "text": "谈了", "no_next_reason": "等客户", "own": {"one": "o2"}}
    assert client.post("/api/v1/followups", body, content_type="application/json").json()["own"] == {"one": "o2"}
    assert [len(client.get(f"/api/v1/followups?own.one={key}").json()["items"]) for key in ("o1", "o2")] == [0, 1]


def test_who_may_not_see_a_field_finds_it_nowhere(add, firm, client, cast, now):
    add(TALK, view_roles=["finance"])
    assert 'name="own.one"' not in client.get(f"/customers/{firm.pk}").content.decode()
    log_activity(firm, actor=cast.he, now=now, text="谈了", next_step=NextStep("送样", now + timedelta(days=1)))
    assert "一项one" not in client.get("/followups?view=all").content.decode()
