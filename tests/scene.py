"""What the permission matrix looks at: records of Lin, with everything that hangs on them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from gendan.api.actions import make_token
from gendan.modules.capa import actions as capas
from gendan.modules.care import actions as care
from gendan.modules.care.models import Letter, Occasion, Question
from gendan.modules.catalog.models import PriceList, Product, ProductLine, Unit, UnitConversion
from gendan.modules.classes.actions import save_duty, set_class, write_strategy
from gendan.modules.classes.models import Submission
from gendan.modules.complaints import actions as complaints
from gendan.modules.complaints.models import Cause, Profile
from gendan.modules.complaints.models import Route as ComplaintRoute
from gendan.modules.consignments.models import Consignment
from gendan.modules.contracts import actions as contracts
from gendan.modules.contracts.models import StockCheck
from gendan.modules.customers.actions import add_contact, move_to_bin, register_customer
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
from gendan.spine.documents.models import MadePaper, WordTemplate
from gendan.spine.documents.tests.sheets import SHEET
from gendan.spine.fields.models import OwnField
from gendan.spine.imports.actions import open_file
from gendan.spine.links.models import Link
from gendan.spine.messages.models import Message, Robot
from gendan.spine.org.models import Calendar, Deputy, Role, RoleHolder
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.actions import add_attachment, add_comment
from gendan.spine.timeline.models import Entry
from gendan.spine.timeline.tests.samples import upload
from gendan.ui.listing.bulk import create_job
from gendan.ui.listing.declare import listing_of
from gendan.ui.listing.saved import save_view
from tests.cast import Cast


def lay(cast: Cast, now: datetime) -> SimpleNamespace:
    """What belongs to Lin, with everything that hangs on it; Ma is a stranger to all of it."""
    customer = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.lin, now=now)
    found = _sale(customer, cast, now) | _house(cast, now) | _filed(customer, cast, now)
    for more in (_orders, _capa, _mails, _care, _month, _samples, _contract, _complaints):
        found |= more(customer, cast, now)
    return SimpleNamespace(customer=customer, **found, **_pool_of(cast, now))


def _sale(customer, cast, now) -> dict[str, Any]:
    """What is on its way with the customer, and what lies in the bin."""
    opportunity = registered(customer, actor=cast.lin, reviewer=cast.gao, now=now)
    step = NextStep("送样", now + timedelta(days=1))
    activity = log_activity(customer, actor=cast.lin, now=now, next_step=step, text="谈了价格", subject=opportunity)
    binned = register_customer({"name": "云渡造纸机械厂"}, actor=cast.lin, now=now)
    move_to_bin(binned, reason="重复", actor=cast.lin, now=now)
    binned_opportunity = registered(customer, actor=cast.lin, reviewer=cast.gao, now=now)
    bin_opportunity(binned_opportunity, reason="重复", actor=cast.lin, now=now)
    return {
        "opportunity": opportunity, "activity": activity, "binned": binned, "binned_opportunity": binned_opportunity,
        "promise": make_promise(customer, question="交期多久", due_at=now + timedelta(days=2), actor=cast.lin, now=now),
        "contact": add_contact(customer, values={"name": "高鹏"}, actor=cast.lin, now=now),
        "todo": Todo.objects.filter(record_kind="opportunities.opportunity", assignee=cast.lin, status="open").first(),
        "entry": Entry.objects.filter(kind="customers.customer").first(),
        "comment": add_comment(customer, text="先别降价", actor=cast.lin, now=now),
        "grant": grant(customer, employee=cast.zhou, actor=cast.lin, now=now),
        "quote": new_quote(customer, name="轴承座", actor=cast.lin, now=now),
    }


def _filed(customer, cast, now) -> dict[str, Any]:
    """Files of the customer, those that Lin brought, and what was made of them."""
    file = add_attachment(customer, upload=upload(), actor=cast.lin, now=now)
    kept = {"file": file.file.name, "size": 1, "version": 1}
    return {
        "attachment": file,
        "paper": MadePaper.objects.create(
            kind="customers.customer", object_id=customer.pk, paper=SHEET.key, language="zh-hans", name="资料", word=file.file.name,
            made_at=now, **kept,
        ),
        "word_template": WordTemplate.objects.create(
            paper=SHEET.key, language="en", name="资料.docx", uploader=cast.fang, uploaded_at=now, **kept,
        ),
        "job": create_job(listing_of("customers"), "export", ids=[], data={}, actor=cast.lin, now=now),
        "batch": open_file("名称\n甲\n".encode(), name="a.csv", importer="customers.customers", actor=cast.lin, now=now),
    }


def _house(cast, now) -> dict[str, Any]:
    """What belongs to Lin himself, and to the company."""
    box, piece = Unit.objects.create(name="箱"), Unit.objects.create(name="只")
    return {
        "token": make_token(employee=cast.lin, name="程序", now=now)[0],
        "view": save_view("customers", name="我的", query="", actor=cast.lin, now=now),
        "message": Message.objects.create(
            recipient=cast.lin, channel="in_app", topic="procedures.todo", title="提醒", created_at=now, not_before=now,
        ),
        "absence": Deputy.objects.create(employee=cast.lin, deputy=cast.gao, starts_on=date.today(), ends_on=date.today()),
        "department": cast.east, "employee": cast.zhou, "calendar": Calendar.objects.first(),
        "robot": Robot.objects.create(channel="wecom", name="群", webhook="https://example.com/x"),
        "price_list": PriceList.objects.create(name="2026", valid_from=now.date()),
        "unit_conversion": UnitConversion.objects.create(unit=box, to=piece, factor=24),
        "product": Product.objects.create(code="G1", name="轴承座", unit="件", line=ProductLine.objects.create(name="轴承")),
        "own_field": OwnField.objects.create(kind="customers.customer", key="tier", title="等级", type="text", created_at=now),
        "competitor": Competitor.objects.create(name="远岭"),
        "article": article("索赔口径", actor=cast.lin, now=now, data_roles=["sales_head"]), "category": Category.objects.first(),
    }


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
    made["consignment"] = Consignment(number="TY1", **people)
    for procedure, one in zip(("order_coordination", "order_change", "order_rush", "consignment"), made.values(), strict=True):
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
        "strategy": write_strategy(year=now.year, aim="留住老客户", common="当天答复", actor=cast.bai, now=now),
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
