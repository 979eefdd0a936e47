"""Who may open which door: every route has an entry, and what a person may not see does not exist for him anywhere."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from gendan.modules.customers.actions import add_related, register_customer
from gendan.modules.followups.actions import NextStep, log_activity, make_promise
from gendan.modules.opportunities.actions import change_opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.documents import papers
from gendan.spine.documents.tests.sheets import SHEET
from gendan.spine.org.models import Employee
from gendan.spine.timeline.actions import add_attachment, add_comment
from gendan.spine.timeline.tests.samples import upload
from tests.routes import API, PAGES, PREFIX, Route, Who, all_routes, is_api, url_of
from tests.scene import lay

NOWHERE = 987_654_321


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def _a_paper():
    with papers.temporarily(SHEET):
        yield


@pytest.fixture
def scene(cast, now):
    """What belongs to Lin, with everything that hangs on it; Ma is a stranger to all of it."""
    return lay(cast, now)


def everything() -> list[tuple[str, Route]]:
    return [*PAGES.items(), *((PREFIX + path, route) for path, route in API.items())]


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
        sent = {"data": {}, "content_type": "application/json"}
        answers = [client.get(url), client.post(url, **sent), client.delete(url)]
        if is_api(name):
            answers += [client.put(url, **sent), client.patch(url, **sent)]
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
        if route.who not in (Who.RECORD, Who.EXPLAINED, Who.OWN) or person in route.shown_to:
            continue
        real, none = url_of(name, route, scene), url_of(name, route, scene, pk=NOWHERE)
        for ask in (client.get, client.post, client.patch, client.put, client.delete) if is_api(name) else (client.get, client.post):
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
            answer = client.get(url_of(name, route, scene))
            let_go(answer)
            answers = [answer.status_code]
            if answers == [405]:
                answers = [client.options(url_of(name, route, scene)).status_code]
            if 404 in answers and name not in SHUT_TO_ALL:
                shut.append(f"{name} {url_of(name, route, scene)} {answers}")
    assert not shut, "\n".join(shut)


#: Nothing is there yet: the opinion that no sign-off asks for, the file of a job that has not run, the answer that nobody awaits.
SHUT_TO_ALL = {"procedures:sign_todo", "lists:job_file", "orders:confirmation"}


@pytest.mark.parametrize(("person", "who"), [
    ("he", {Who.ADMINISTRATORS, Who.GIVERS, Who.REFUSED, Who.SUPERIORS, Who.CLERKS}),
    ("lin", {Who.ADMINISTRATORS, Who.GIVERS, Who.CLERKS}), ("bai", {Who.ADMINISTRATORS, Who.CLERKS}), ("fang", {Who.CLERKS}),
])
def test_settings_are_for_those_who_run_the_company(client, cast, scene, person, who):
    client.force_login(getattr(cast, person))
    opened = []
    for name, route in everything():
        if route.who in who:
            url = url_of(name, route, scene)
            answers = {client.get(url).status_code, client.post(url, {"value": "2", "reason": "说明"}).status_code}
            if not answers <= {403, 405} or answers == {405}:
                opened.append(f"{name} {url} {answers}")
    assert not opened, "\n".join(opened)


@pytest.mark.parametrize("person", ["fang", "bai", "he"])
def test_pages_open_to_everybody_open(client, cast, scene, person):
    client.force_login(getattr(cast, person))
    broken = []
    for name, route in everything():
        mine = {Who.EVERYBODY} | ({Who.ADMINISTRATORS, Who.GIVERS, Who.BUILDERS} if person == "fang" else set())
        if route.who in mine and route.of != "robot":
            status = client.get(url_of(name, route, scene)).status_code
            if status not in (200, 302, 403, 405, 422) or (status == 403 and route.who is not Who.EVERYBODY):
                broken.append(f"{name} {status}")
    assert not broken, "\n".join(broken)


# -- list = detail = search = export = file = story = comments = API ------------------------------------------------

#: Whose records there are: of He alone, of Zhou with He beside, of Zhou alone, of Ma in another department.
OWNERS = {"own": "he", "related": "zhou", "colleague": "zhou", "elsewhere": "ma"}
NAMES = {"own": "天枢", "related": "天璇", "colleague": "天玑", "elsewhere": "天权"}
EVERY = frozenset(OWNERS)
EAST = frozenset({"own", "related", "colleague"})
NONE: frozenset[str] = frozenset()
#: What each role sees by default of customers, opportunities, follow-ups and promises.
EXPECTED = {
    "he": ({"own", "related"},) * 4,
    "zhou": ({"related", "colleague"},) * 4,
    "lin": (EAST,) * 4,
    "gao": (EAST,) * 4,
    "ma": ({"elsewhere"},) * 4,
    "bai": (EVERY,) * 4,
    "ding": (EVERY, EVERY, NONE, NONE),
    "han": (NONE,) * 4,
    "root": (NONE,) * 4,
}
KINDS = ("customers.customer", "opportunities.opportunity", "followups.activity", "followups.promise")
LISTS = ("customers", "opportunities", "followups", "promises")
PATHS = ("customers", "opportunities", "", "followups/promises")


@pytest.fixture
def four(cast, now):
    """By kind and relation to He, one record each, with a comment and a file."""
    found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for relation, owner in OWNERS.items():
        person, name = getattr(cast, owner), NAMES[relation]
        customer = register_customer({"name": f"{name}机械有限公司"}, actor=person, now=now)
        if relation == "related":
            customer = add_related(customer, employees=[cast.he], actor=cast.lin, now=now)
        opportunity = registered(customer, actor=person, reviewer=cast.lin if person != cast.ma else cast.gu, now=now)
        opportunity = change_opportunity(opportunity, actor=person, now=now, name=f"{name}配套")
        step = NextStep("送样", now + timedelta(days=1))
        activity = log_activity(customer, actor=person, now=now, next_step=step, text=f"{name}谈了价格")
        promise = make_promise(customer, question=f"{name}交期", due_at=now + timedelta(days=2), actor=person, now=now)
        for kind, record in zip(KINDS, (customer, opportunity, activity, promise), strict=True):
            add_comment(record, text="先别降价", actor=person, now=now)
            found[kind][relation] = (record, add_attachment(record, upload=upload(), actor=person, now=now))
    return found


@pytest.mark.parametrize("person", EXPECTED)
def test_every_door_shows_the_same_records(client, cast, four, person):
    user = getattr(cast, person, None) or Employee.objects.create(
        username="root", name="管理员", department=cast.company, is_administrator=True
    )
    client.force_login(user)
    for kind, key, path, expected in zip(KINDS, LISTS, PATHS, EXPECTED[person], strict=True):
        records = four[kind]
        for door, seen in doors(client, kind, key, path, records).items():
            assert seen == set(expected), f"{kind} by {door}"


def doors(client: Client, kind: str, key: str, path: str, records: dict[str, Any]) -> dict[str, set[str]]:
    """By door, which of the records it shows to the person who is logged in."""
    each = {
        "timeline": "/timeline/{kind}/{pk}", "changes": "/timeline/{kind}/{pk}/changes",
        "files": "/attachments/{kind}/{pk}", "file": "/attachments/{file}", "API": f"/{PREFIX}{key}/{{pk}}",
        "API story": f"/{PREFIX}{key}/{{pk}}/timeline", "API comments": f"/{PREFIX}{key}/{{pk}}/comments",
    }
    if path:
        each |= {"page": f"/{path}/{{pk}}", "tab": f"/{path}/{{pk}}?tab=files"}
    found = {door: opened(client, address, kind, records) for door, address in each.items()}
    list_path = path or key
    found["list"] = named(client.get(f"/{list_path}?view=all"))
    found["API list"] = named(client.get(f"/{PREFIX}{key}?limit=100"))
    found["export"] = exported(client, key, otherwise=found["list"])
    if key in ("customers", "opportunities"):
        found["search"] = {r for r in NAMES if f"/{path}/{records[r][0].pk}" in text(client.get(f"/search?q={NAMES[r]}"))}
    return found


def opened(client: Client, address: str, kind: str, records: dict[str, Any]) -> set[str]:
    seen = set()
    for relation, (record, file) in records.items():
        answer = client.get(address.format(kind=kind, pk=record.pk, file=file.pk))
        assert answer.status_code in (200, 404), address
        let_go(answer)
        if answer.status_code == 200:
            seen.add(relation)
    return seen


def let_go(answer: Any) -> None:
    """Close the file that was sent; closing the whole answer would close the database too."""
    for close in answer._resource_closers if answer.streaming else ():
        close()


def text(answer: Any) -> str:
    return json.dumps(answer.json(), ensure_ascii=False) if "json" in answer.headers["Content-Type"] else answer.content.decode()


def named(answer: Any) -> set[str]:
    """The relations whose name stands on the page."""
    assert answer.status_code in (200, 403)
    return {relation for relation, name in NAMES.items() if name in text(answer)}


def exported(client: Client, key: str, *, otherwise: set[str]) -> set[str]:
    """What the file holds; export has a scope of its own, so it may hold less than the list, never more."""
    answer = client.get(f"/lists/{key}/export?view=all")
    if answer.status_code == 403:
        return otherwise
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0)
    held = str(sheet.to_python())
    seen = {relation for relation, name in NAMES.items() if name in held}
    assert seen <= otherwise
    return otherwise
