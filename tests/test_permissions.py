"""Who may open which door: every route has an entry, and what a person may not see does not exist for him anywhere."""

import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gendan.api.actions import make_token
from gendan.modules.customers.actions import add_contact, register_customer
from gendan.modules.followups.actions import NextStep, log_activity, make_promise
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.access.actions import grant
from gendan.spine.imports.actions import open_file
from gendan.spine.messages.models import Message
from gendan.spine.org.models import Calendar, Deputy
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.actions import add_attachment, add_comment
from gendan.spine.timeline.models import Entry
from gendan.spine.timeline.tests.samples import upload
from gendan.ui.listing.bulk import create_job
from gendan.ui.listing.declare import listing_of
from gendan.ui.listing.saved import save_view
from tests.routes import API, PAGES, Route, Who, all_routes

PREFIX = "api/v1/"
NOWHERE = 987_654_321
PATTERNS = dict(all_routes())


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def scene(cast, now):
    """What belongs to Lin, with everything that hangs on it; Ma is a stranger to all of it."""
    customer = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.lin, now=now)
    opportunity = registered(customer, actor=cast.lin, reviewer=cast.gao, now=now)
    step = NextStep("送样", now + timedelta(days=1))
    activity = log_activity(customer, actor=cast.lin, now=now, next_step=step, text="谈了价格", subject=opportunity)
    promise = make_promise(customer, question="交期多久", due_at=now + timedelta(days=2), actor=cast.lin, now=now)
    listing = listing_of("customers")
    return SimpleNamespace(
        customer=customer, opportunity=opportunity, activity=activity, promise=promise,
        contact=add_contact(customer, values={"name": "高鹏"}, actor=cast.lin, now=now),
        todo=Todo.objects.filter(record_kind="opportunities.opportunity", assignee=cast.lin, status="open").first(),
        entry=Entry.objects.filter(kind="customers.customer").first(),
        comment=add_comment(customer, text="先别降价", actor=cast.lin, now=now),
        attachment=add_attachment(customer, upload=upload(), actor=cast.lin, now=now),
        grant=grant(customer, employee=cast.zhou, actor=cast.lin, now=now),
        token=make_token(employee=cast.lin, name="程序", now=now)[0],
        view=save_view("customers", name="我的", query="", actor=cast.lin, now=now),
        job=create_job(listing, "export", ids=[], data={}, actor=cast.lin, now=now),
        batch=open_file("名称\n甲\n".encode(), name="a.csv", importer="customers.customers", actor=cast.lin, now=now),
        message=Message.objects.create(
            recipient=cast.lin, channel="in_app", topic="procedures.todo", title="提醒", created_at=now, not_before=now,
        ),
        absence=Deputy.objects.create(employee=cast.lin, deputy=cast.gao, starts_on=date.today(), ends_on=date.today()),
        department=cast.east, employee=cast.zhou, calendar=Calendar.objects.first(), robot=SimpleNamespace(pk=1),
    )


def url_of(name: str, route: Route, scene: Any, *, pk: int | None = None) -> str:
    """The address of a page, or of an API route, filled in with the samples."""
    sample = pk if pk is not None else getattr(getattr(scene, route.of, None), "pk", 1)
    if name in API and API[name] is route:
        path = name.replace("<pk>", str(sample))
        for key, value in route.args.items():
            path = path.replace(f"<{key}>", str(value))
        return f"/{PREFIX}{path}"
    wanted = set(re.findall(r"<int:(pk|todo_id)>", PATTERNS[name]))
    return reverse(name, kwargs=route.args | dict.fromkeys(wanted, sample))


def everything() -> list[tuple[str, Route]]:
    return [*PAGES.items(), *API.items()]


def is_api(route: Route) -> bool:
    return any(route is one for one in API.values())


def test_every_route_says_who_may_open_it():
    pages = {name for name, pattern in all_routes() if not pattern.startswith(PREFIX)}
    api = {pattern.removeprefix(PREFIX) for _name, pattern in all_routes() if pattern.startswith(PREFIX)}
    assert pages == set(PAGES), f"missing {pages - set(PAGES)}, gone {set(PAGES) - pages}"
    assert api == set(API), f"missing {api - set(API)}, gone {set(API) - api}"


def test_who_is_not_logged_in_is_asked_to(scene):
    client, open_doors = Client(), []
    for name, route in everything():
        if route.who in (Who.ANYBODY, Who.BUILDERS):
            continue
        url = url_of(name, route, scene)
        answers = [client.get(url), client.post(url, {}, content_type="application/json")]
        if is_api(route):
            fine = {one.status_code for one in answers} <= {401, 405}
        else:
            fine = all(one.status_code == 405 or one.headers.get("Location", "").startswith("/login") for one in answers)
        if not fine or all(one.status_code == 405 for one in answers):
            open_doors.append(f"{name} {url} {[one.status_code for one in answers]}")
    assert not open_doors, "\n".join(open_doors)


@pytest.mark.parametrize("person", ["ma", "han"])
def test_a_guessed_id_is_as_one_that_does_not_exist(client, cast, scene, person):
    """Whatever is asked of a record that one may not see, the answer is the same as for none at all."""
    client.force_login(getattr(cast, person))
    told = []
    for name, route in everything():
        if route.who not in (Who.RECORD, Who.EXPLAINED, Who.OWN):
            continue
        real, none = url_of(name, route, scene), url_of(name, route, scene, pk=NOWHERE)
        for ask in (client.get, client.post, client.patch) if is_api(route) else (client.get, client.post):
            options = {} if ask is client.get else {"data": {}, "content_type": "application/json"}
            found, missing = ask(real, **options), ask(none, **options)
            allowed = {200, 404, 405} if route.who is Who.EXPLAINED else {404, 405, 422, 403}
            if found.status_code != missing.status_code or found.status_code not in allowed:
                told.append(f"{name} {real} {ask.__name__}: {found.status_code}, none: {missing.status_code}")
    assert not told, "\n".join(told)


def test_the_owner_opens_every_door_of_the_record(client, cast, scene):
    """Else the test above would prove nothing."""
    client.force_login(cast.lin)
    shut = []
    for name, route in everything():
        if route.who in (Who.RECORD, Who.EXPLAINED, Who.OWN) and route.of:
            answers = [client.get(url_of(name, route, scene)).status_code]
            if answers == [405]:
                answers = [client.options(url_of(name, route, scene)).status_code]
            if 404 in answers and name not in SHUT_TO_ALL:
                shut.append(f"{name} {url_of(name, route, scene)} {answers}")
    assert not shut, "\n".join(shut)


#: Nothing is there yet: the opinion that no sign-off asks for, the file of a job that has not run.
SHUT_TO_ALL = {"procedures:sign_todo", "lists:job_file"}


@pytest.mark.parametrize(("person", "who"), [
    ("he", {Who.ADMINISTRATORS, Who.GIVERS, Who.REFUSED}), ("lin", {Who.ADMINISTRATORS, Who.GIVERS}),
    ("bai", {Who.ADMINISTRATORS}),
])
def test_settings_are_for_those_who_run_the_company(client, cast, scene, person, who):
    client.force_login(getattr(cast, person))
    opened = []
    for name, route in everything():
        if route.who in who:
            url = url_of(name, route, scene)
            answers = {client.get(url).status_code, client.post(url, {}).status_code}
            if not answers <= {403, 405} or answers == {405}:
                opened.append(f"{name} {url} {answers}")
    assert not opened, "\n".join(opened)


@pytest.mark.parametrize("person", ["fang", "bai", "he", "han"])
def test_pages_open_to_everybody_open(client, cast, scene, person):
    client.force_login(getattr(cast, person))
    broken = []
    for name, route in everything():
        mine = {Who.EVERYBODY} | ({Who.ADMINISTRATORS, Who.GIVERS, Who.BUILDERS} if person == "fang" else set())
        if route.who in mine and route.of != "robot":
            status = client.get(url_of(name, route, scene)).status_code
            if status not in (200, 302, 403, 405, 422) or (status == 403 and person == "fang"):
                broken.append(f"{name} {status}")
    assert not broken, "\n".join(broken)
