"""Who may open which door: every route has an entry, and what a person may not see does not exist for him anywhere."""

import io
import json
import re
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gendan.api.actions import make_token
from gendan.modules.capa import actions as capas
from gendan.modules.care import actions as care
from gendan.modules.care.models import Letter, Occasion, Question
from gendan.modules.catalog.models import PriceList, Product, ProductLine, Unit, UnitConversion
from gendan.modules.classes.actions import save_duty, set_class
from gendan.modules.classes.models import Submission
from gendan.modules.complaints import actions as complaints
from gendan.modules.complaints.models import Cause, Profile
from gendan.modules.complaints.models import Route as ComplaintRoute
from gendan.modules.contracts import actions as contracts
from gendan.modules.contracts.models import StockCheck
from gendan.modules.customers.actions import add_contact, add_related, move_to_bin, register_customer
from gendan.modules.customers.under import people_of
from gendan.modules.followups.actions import NextStep, log_activity, make_promise
from gendan.modules.handovers.actions import start_staged
from gendan.modules.incidents.actions import open_incident
from gendan.modules.knowledge.models import Category
from gendan.modules.knowledge.tests.factories import article
from gendan.modules.mails.actions import answer
from gendan.modules.mails.actions.filing import put_under
from gendan.modules.mails.models import Template
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.modules.mails.tests.letters import come_in, letter
from gendan.modules.merges.actions import merge
from gendan.modules.merges.models import Group
from gendan.modules.opportunities.actions import change_opportunity
from gendan.modules.opportunities.bin import move_to_bin as bin_opportunity
from gendan.modules.opportunities.models import Competitor
from gendan.modules.opportunities.tests.story import registered
from gendan.modules.orders.actions import enter_order
from gendan.modules.orders.models import Change, Coordination, Material, Rush, Workshop
from gendan.modules.plans.actions import add_action, begin_month, daily_report, hold_meeting, plan_visit
from gendan.modules.pools.actions import give_back
from gendan.modules.pools.models import Run
from gendan.modules.pools.tests.factories import pool, rule
from gendan.modules.privacy.actions import take_request
from gendan.modules.quotes.actions import new_quote
from gendan.modules.returns import actions as returns
from gendan.modules.returns.models import DeskDay
from gendan.modules.samples import actions as samples
from gendan.modules.tenders.actions import ask_document, register_tender, write_stakeholder
from gendan.spine.access.actions import grant
from gendan.spine.documents import papers
from gendan.spine.documents.models import MadePaper, WordTemplate
from gendan.spine.documents.tests.sheets import SHEET
from gendan.spine.fields.models import OwnField
from gendan.spine.imports.actions import open_file
from gendan.spine.links.models import Link
from gendan.spine.messages.models import Message, Robot
from gendan.spine.org.models import Calendar, Deputy, Employee, Role, RoleHolder
from gendan.spine.procedures import engine
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


@pytest.fixture(autouse=True)
def _a_paper():
    with papers.temporarily(SHEET):
        yield


@pytest.fixture
def scene(cast, now):
    """What belongs to Lin, with everything that hangs on it; Ma is a stranger to all of it."""
    customer = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.lin, now=now)
    opportunity = registered(customer, actor=cast.lin, reviewer=cast.gao, now=now)
    step = NextStep("送样", now + timedelta(days=1))
    activity = log_activity(customer, actor=cast.lin, now=now, next_step=step, text="谈了价格", subject=opportunity)
    promise = make_promise(customer, question="交期多久", due_at=now + timedelta(days=2), actor=cast.lin, now=now)
    listing = listing_of("customers")
    binned = register_customer({"name": "云渡造纸机械厂"}, actor=cast.lin, now=now)
    move_to_bin(binned, reason="重复", actor=cast.lin, now=now)
    binned_opportunity = registered(customer, actor=cast.lin, reviewer=cast.gao, now=now)
    bin_opportunity(binned_opportunity, reason="重复", actor=cast.lin, now=now)
    return SimpleNamespace(
        binned_opportunity=binned_opportunity, customer=customer, opportunity=opportunity, activity=activity, promise=promise,
        contact=add_contact(customer, values={"name": "高鹏"}, actor=cast.lin, now=now),
        todo=Todo.objects.filter(record_kind="opportunities.opportunity", assignee=cast.lin, status="open").first(),
        entry=Entry.objects.filter(kind="customers.customer").first(),
        comment=add_comment(customer, text="先别降价", actor=cast.lin, now=now),
        attachment=(file := add_attachment(customer, upload=upload(), actor=cast.lin, now=now)),
        paper=MadePaper.objects.create(
            kind="customers.customer", object_id=customer.pk, paper=SHEET.key, language="zh-hans", version=1, name="资料",
            file=file.file.name, word=file.file.name, size=1, made_at=now,
        ),
        word_template=WordTemplate.objects.create(
            paper=SHEET.key, language="en", version=1, name="资料.docx", file=file.file.name, size=1, uploader=cast.fang, uploaded_at=now,
        ),
        grant=grant(customer, employee=cast.zhou, actor=cast.lin, now=now),
        token=make_token(employee=cast.lin, name="程序", now=now)[0],
        view=save_view("customers", name="我的", query="", actor=cast.lin, now=now),
        job=create_job(listing, "export", ids=[], data={}, actor=cast.lin, now=now),
        batch=open_file("名称\n甲\n".encode(), name="a.csv", importer="customers.customers", actor=cast.lin, now=now),
        message=Message.objects.create(
            recipient=cast.lin, channel="in_app", topic="procedures.todo", title="提醒", created_at=now, not_before=now,
        ),
        absence=Deputy.objects.create(employee=cast.lin, deputy=cast.gao, starts_on=date.today(), ends_on=date.today()),
        department=cast.east, employee=cast.zhou, calendar=Calendar.objects.first(), robot=Robot.objects.create(channel="wecom", name="群", webhook="https://example.com/x"),
        price_list=PriceList.objects.create(name="2026", valid_from=now.date()), unit_conversion=UnitConversion.objects.create(
            unit=Unit.objects.create(name="箱"), to=Unit.objects.create(name="只"), factor=24,
        ),
        quote=new_quote(customer, name="轴承座", actor=cast.lin, now=now),
        product=Product.objects.create(code="G1", name="轴承座", unit="件", line=ProductLine.objects.create(name="轴承")),
        own_field=OwnField.objects.create(kind="customers.customer", key="tier", title="等级", type="text", created_at=now),
        competitor=Competitor.objects.create(name="远岭"),
        article=article("索赔口径", actor=cast.lin, now=now, data_roles=["sales_head"]), category=Category.objects.first(),
        binned=binned, **_orders(customer, cast, now), **_capa(customer, cast, now), **_pool_of(cast, now), **_mails(customer, cast, now), **_care(customer, cast, now), **_month(customer, cast, now),
        **_samples(customer, cast, now), **_contract(customer, cast, now), **_complaints(customer, cast, now),
    )


def _complaints(customer, cast, now) -> dict[str, Any]:
    """A complaint that Lin wrote down, another call, and the rows of the settings."""
    said = {"klass": "work", "subject": "报价说错", "customer": customer}
    made = complaints.register_complaint(said, actor=cast.lin, now=now)
    complaints.open_form(customer, actor=cast.lin, now=now)
    span = {"since": now.date() - timedelta(days=90), "until": now.date()}
    return {
        "complaint": made, "complaint_meeting": complaints.call_meeting(made, participants=[cast.lin, cast.han], at=now + timedelta(hours=4), actor=cast.lin, now=now),
        "complaint_digest": complaints.begin_review(**span, actor=cast.fang, now=now), "complaint_form": Link.objects.filter(purpose="complaint_form").get(), "complaint_profile": Profile.objects.last(),
        "complaint_route": ComplaintRoute.objects.first(), "complaint_cause": Cause.objects.first(),
        "enquiry": complaints.take_enquiry({"matter": "demand", "subject": "样本", "customer": customer}, actor=cast.lin, now=now),
    }


def _samples(customer, cast, now):
    """A sample that Xu entered by permit, and what Lin asked for a customer."""
    permit = samples.authorise_clerk(cast.xu, reason="样品间", actor=cast.fang, now=now)
    kind = samples.write_kind(None, values={"name": "工装"}, actor=cast.xu, now=now)
    entered = samples.enter_sample(values={"name": "夹克", "kind": kind}, picture=upload(), actor=cast.xu, now=now)
    wanted = {"origin": "new", "what": "确认样"}
    return {
        "permit": permit, "sample_kind": kind, "sample": entered, "picture": entered.pictures.get(),
        "sample_request": samples.ask_sample(customer, values=wanted, actor=cast.lin, now=now),
        **_bid(customer, cast, now), "uniforms": samples.begin_project(customer, values={"name": "冬装", "product_type": "workwear"}, actor=cast.lin, now=now),
    }


def _orders(customer, cast, now) -> dict[str, Any]:
    """A draft of Lin's, with a coordination, a change and a rush request as if it had come so far."""
    order = enter_order(customer, actor=cast.lin, now=now, name="轴承座")
    people = {"owner": cast.lin, "department": cast.east, "customer": customer, "order": order, "created_at": now, **people_of(customer)}
    made = {
        "order_coordination": Coordination(number="XT1", **people), "order_change": Change(number="BG1", kind="later", allowed="free", reason="x", **people),
        "order_rush": Rush(number="JJ1", requester="总监", reason="x", wanted_on=now.date(), **people),
    }
    for procedure, one in zip(("order_coordination", "order_change", "order_rush"), made.values(), strict=True):
        one.save()
        engine.start(one, procedure=procedure, actor=cast.lin, now=now, owner=cast.lin)
    made |= _incident(order, cast, now) | _come_back(order, cast, now)
    made_at = {"workshop": Workshop.objects.create(name="一车间", per_week=50), "material": Material.objects.create(name="轴承钢", lead_days=30)}
    return {"order": order, **made, **made_at}


def _incident(order, cast, now) -> dict[str, Any]:
    """Something happened to the goods of an order of Lin's."""
    what = {"conveyance": "远航 7", "carrier": "海运", "place": "釜山", "event": "collision", "occurred_at": now, "insured": True}
    incident = open_incident(values=what, orders=[order], actor=cast.lin, now=now)
    return {"incident": incident, "incident_notice": incident.notices.get()}


def _come_back(order, cast, now) -> dict[str, Any]:
    """Goods of that order, and a service desk at which Lin stands."""
    RoleHolder.objects.create(role=Role.objects.get(key="store"), employee=cast.lin)
    day = returns.sign_in(actor=cast.lin, now=now)
    DeskDay.objects.filter(pk=day.pk).update(state="open")
    person = {"name": "赵女士", "phone": "138"}
    bought = {"receipt": "R-1", "goods": "保温杯", "amount": 80, "reason": "quality", "inspector": cast.gao}
    return {
        "goods_return": returns.open_return(order.customer, values={"what": "轴承", "quantity": 3, "reason": "磕碰"}, actor=cast.lin, now=now),
        "desk_day": day, "desk_return": returns.register_return(values=bought, actor=cast.lin, now=now),
        "desk_voice": returns.hear(values=person | {"text": "等太久"}, actor=cast.lin, now=now),
        "desk_wanted": returns.note_wanted(values=person | {"goods": "月饼"}, actor=cast.lin, now=now),
    }


def _bid(customer, cast, now):
    """A bid of Lin's with its tasks and somebody who has a say."""
    bid = register_tender(customer, values={"name": "二期集采"}, actor=cast.lin, now=now)
    person = write_stakeholder(bid, None, values={"name": "钱主任", "department": "采购部"}, actor=cast.lin, now=now)
    asked = ask_document(bid, values={"name": "营业执照", "responsible": cast.lin, "due_on": now.date()}, actor=cast.lin, now=now)
    return {"bid_document": asked, "bid": bid, "bid_task": bid.tasks.first(), "bid_person": person}


def _month(customer, cast, now):
    """Lin's month with an action, and an appointment."""
    visit = plan_visit(customer, at=now + timedelta(days=1), focus="看现场", actor=cast.lin, now=now)
    plan = begin_month(cast.lin, month=now.date().replace(day=1), actor=cast.lin, now=now)
    told = daily_report(cast.lin, day=now.date(), actor=cast.lin, now=now)
    met = hold_meeting(kind="morning", held_at=now, notes="交期", people=[cast.gao], actor=cast.lin, now=now)
    return {"visit_report": told, "meeting": met, "visit": visit, "plan": plan, "plan_action": add_action(plan, customer=customer, day=now.date(), actor=cast.lin, now=now)}


def _pool_of(cast, now) -> dict[str, Any]:
    """A pool of the East with its rule, a customer in it that Lin gave back, and a night."""
    made = pool(cast, claims_per_day=None, cool_down_days=0)
    given = register_customer({"name": "江岳矿山机械有限公司"}, actor=cast.lin, now=now)
    kept, twin = (register_customer({"name": name}, actor=cast.lin, now=now) for name in ("新驿轨道部件厂", "嘉渡包装机械厂"))
    return {
        "submission": _submission_of(cast, now),
        "override": set_class(kept, abc="B", reason="新产线", actor=cast.lin, now=now),
        "staged": start_staged(kept, actor=cast.lin, now=now),
        "merge": merge(kept, losers=[twin], values={}, reason="同一家", actor=cast.bai, now=now)[0],
        "pool": made, "rule": rule(made, cast.bai), "run": Run.objects.create(day=now.date(), started_at=now),
        "group": Group.objects.create(ids=[1, 2], reasons=["name"], weight=1, found_at=now),
        "pooled": give_back(given, pool=made, reason="不对路", actor=cast.lin, now=now),
    }


def _submission_of(cast, now):
    """The monthly customer data of the East, which Lin submits."""
    save_duty(department=cast.east, holder=cast.lin, actor=cast.bai, now=now)
    return Submission.objects.get()


def _mails(customer, cast, now):
    """A mailbox of Lin's with a mail of the customer's, and an answer begun."""
    box = mailbox_of(cast.lin, now, is_active=True)
    content = letter(sender="gao@bozhou.example", to=box.address, date=now)
    mail = come_in(box, content, now=now)
    put_under(mail.thread, customer)
    mail.thread.save()
    template = Template.objects.create(owner=cast.lin, name="报价", body="您好")
    return {"box": box, "mail": mail, "thread": mail.thread, "draft": answer(mail, actor=cast.lin, now=now), "template": template}


def _capa(customer, cast, now):
    """A corrective action that East Sales takes on, under Lin's customer."""
    made = capas.open_capa(values={"title": "报价漏项", "customer": customer, "responsible": cast.east}, actor=cast.lin, now=now)
    due = {"due_at": now + timedelta(days=1), "actor": cast.lin, "now": now}
    action = capas.add_action(made, kind="containment", text="先停发", owner=cast.lin, **due)
    return {"capa": made, "capa_action": action, "capa_answer": capas.draft_answer(made, text="已补报", actor=cast.lin, now=now)}


def _contract(customer, cast, now):
    """A contract of Lin's, and its kind."""
    made = contracts.draft_contract(customer, name="轴承座合同", actor=cast.lin, now=now)
    StockCheck.objects.create(contract=made, asked_at=now)
    point = contracts.raise_difference(made, subject="交期", actor=cast.lin, now=now)
    text = {"name": "新品", "media": "wechat", "audience": "机床厂", "text": "更静"}
    day = contracts.begin_summary(day=now.date(), actor=cast.lin, now=now)
    return {
        "contract": made, "contract_kind": made.kind, "difference": point, "summary": day,
        "release": contracts.write_release(None, values=text, actor=cast.lin, now=now),
        "information": contracts.add_information(day, who="展会来客", content="问价", actor=cast.lin, now=now),
        "trouble": contracts.note_trouble(customer, trigger="material", happened="轴承钢晚到", effect="晚一周", actor=cast.lin, now=now),
    }


def _care(customer, cast, now):
    """A day to remember that comes up."""
    founding = {"kind": "anniversary", "relation": "firm", "name": "厂庆", "month": now.month, "day": now.day}
    kept = care.add_date(customer, values=founding, actor=cast.lin, now=now)
    care.prepare(now=now)
    person = add_contact(customer, values={"name": "林工"}, actor=cast.lin, now=now)
    care.write_terms(person, role="private", actor=cast.lin, now=now)
    care.set_budget(cast.company, year=now.year, amount=Decimal(500), actor=cast.ding, now=now)
    sold = registered(customer, actor=cast.lin, reviewer=cast.gao, now=now)
    news = {"about": "product", "subject": "新品", "text": "您好", "short": "您好"}
    asked = {"what": "copy", "asked_on": now.date(), "way": "email", "note": ""}
    return {
        "privacy_request": take_request(person, values=asked, actor=cast.lin, now=now),
        "letter": Letter.objects.first(), "issue": care.write_news(values=news, actor=cast.bai, now=now),
        "after_sale": care.begin_after_sale(sold, now=now), "care_date": kept, "occasion": Occasion.objects.get(date=kept),
        "gift": care.ask_gift(person, kind="cake", what="蛋糕", cost=Decimal(80), reason="厂庆", actor=cast.lin, now=now),
        "survey": care.begin_survey(customer, actor=cast.lin, now=now), "question": Question.objects.first(),
        "referral": care.note_referral(person, introduced_name="云渡造纸", actor=cast.lin, now=now),
    }


def url_of(name: str, route: Route, scene: Any, *, pk: int | None = None) -> str:
    """The address of a page, or of an API route, filled in with the samples."""
    sample = pk if pk is not None else getattr(getattr(scene, route.of, None), "pk", 1)
    args = {key: value(scene) if callable(value) else value for key, value in route.args.items()}
    if is_api(name):
        path = name.replace("<pk>", str(sample))
        for key, value in args.items():
            path = path.replace(f"<{key}>", str(value))
        return f"/{path}"
    wanted = set(re.findall(r"<int:(pk|todo_id)>", PATTERNS[name]))
    return reverse(name, kwargs=args | dict.fromkeys(wanted, sample))


def everything() -> list[tuple[str, Route]]:
    return [*PAGES.items(), *((PREFIX + path, route) for path, route in API.items())]


def is_api(name: str) -> bool:
    return name.startswith(PREFIX)


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
