"""U12: a person has everything erased: in time, with a second person's approval, in one stroke, with what stays and why."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection

from gendan.modules.care import actions as care
from gendan.modules.care.models import Gift
from gendan.modules.care.tests.factories import ask as ask_gift
from gendan.modules.care.tests.factories import budget, sign, won
from gendan.modules.customers import actions as customers
from gendan.modules.customers import under
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.customers.written import texts_of
from gendan.modules.followups.actions import NextStep, log_activity, make_promise
from gendan.modules.mails.models import Mail
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.modules.mails.tests.letters import come_in, letter
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.modules.plans.actions import plan_visit
from gendan.modules.privacy import actions
from gendan.modules.privacy.models import Request
from gendan.modules.privacy.tests.factories import CONSENT, gao_peng
from gendan.spine.org.actions.roles import give_role
from gendan.spine.persons.declarations import holdings, person_of
from gendan.spine.persons.erasing import throw_away, unsealed
from gendan.spine.persons.models import Look, SetAside
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline.actions import add_comment
from gendan.spine.timeline.models import Comment

READY = {"verified": "回拨登记号码核实", "also": "高总", "looked_through": True, "elsewhere": True}


def asked(gao, cast, now, what="erasure"):
    values = {"what": what, "asked_on": now.date(), "way": "email", "note": "请删除我（高鹏）的信息"}
    return actions.take_request(gao, values=values, actor=cast.he, now=now)


def erased(gao, cast, now):
    """Prepared by Bai, approved by Fang."""
    request = asked(gao, cast, now)
    engine.perform(request, "prepare", actor=cast.bai, data=READY, now=now)
    engine.perform(request, "approve", actor=cast.fang, now=now)
    request.refresh_from_db()
    gao.refresh_from_db()
    return request


@pytest.fixture
def life(cast, now, settings, tmp_path):
    """Everything that the modules hold of Gao Peng."""
    settings.MEDIA_ROOT = tmp_path / "files"
    gao = gao_peng(cast, now, birthday=date(1980, 9, 28), hobbies="钓鱼", note="爱人在医院工作", motive="升职")
    at = gao.customer
    care.add_date(at, values={"contact": gao, "relation": "child", "name": "小宝", "month": 9, "day": 26}, actor=cast.he, now=now, data_consent=CONSENT)
    care.prepare(now=now)
    customers.record_consent(gao, channel="email", given=True, way="form", how="高鹏在展会登记表上勾选", actor=cast.he, now=now)
    budget(cast, now)
    care.write_terms(gao, role="private", actor=cast.he, now=now)
    gift = sign(ask_gift(gao, cast, now), cast.lin, now=now)
    engine.perform(gift, "give", actor=cast.he, data={"spent": Decimal(60), "given_on": now.date()}, now=now)
    step = NextStep("给高鹏回电 138 1234 5678", now + timedelta(days=1))
    talk = log_activity(at, actor=cast.he, now=now, next_step=step, contact=gao, number="13812345678", text="高总说找高鹏谈价格")
    make_promise(at, question="高鹏要交期", due_at=now + timedelta(days=2), actor=cast.he, now=now)
    add_comment(at, text="高鹏不吃辣", actor=cast.he, now=now)
    plan_visit(at, at=now + timedelta(days=3), focus="见高鹏", contact=gao, actor=cast.he, now=now)
    deal = registered(at, actor=cast.he, reviewer=cast.lin, now=now, contact=gao, contact_name="高鹏", phone="13812345678")
    won(deal, actor=cast.he, now=now)
    box = mailbox_of(cast.he, now)
    mail = come_in(box, letter(sender="高鹏 <gao@qingyu.example>", to=box.address, date=now, text="我是高鹏"), now=now)
    other = come_in(box, letter(sender="li@qingyu.example", to=box.address, date=now, subject="问价", text="高鹏让我联系"), now=now)
    return {"gao": gao, "gift": gift, "talk": talk, "deal": deal, "mail": mail, "other": other}


def test_u12_a_request_has_fifteen_working_days_and_somebody_who_answers(cast, now):
    request = asked(gao_peng(cast, now), cast, now)
    assert (request.owner, request.state, request.number) == (cast.bai, "erasure", "GR2609-001")
    assert request.answer_by == date(2026, 10, 22)  # Mid-Autumn and National Day between
    assert Todo.objects.get(record_kind="privacy.request").assignee == cast.bai
    with pytest.raises(Refusal) as twice:
        asked(request.contact, cast, now)
    assert twice.value.code == "twice"
    give_role(cast.xu, "data_officer", actor=cast.fang, now=now)
    assert asked(request.contact, cast, now, what="copy").owner == cast.xu


def test_u12_nobody_erases_alone_or_without_a_check_of_who_asks(cast, now):
    request = asked(gao_peng(cast, now), cast, now)
    with pytest.raises(Refusal):
        engine.perform(request, "approve", actor=cast.fang, now=now)
    with pytest.raises(ValidationError):
        engine.perform(request, "prepare", actor=cast.bai, data={"verified": ""}, now=now)
    engine.perform(request, "prepare", actor=cast.bai, data=READY, now=now)
    request.refresh_from_db()
    assert (request.state, request.approver, request.also) == ("approval", cast.fang, ["高总"])
    with pytest.raises(Refusal):
        engine.perform(request, "approve", actor=cast.bai, now=now)
    with pytest.raises(NotAllowed):
        engine.perform(request, "approve", actor=cast.he, now=now)
    assert Contact.objects.get().name == "高鹏"


def test_u12_the_preview_says_what_goes_and_what_stays_and_why(cast, now, life, client):
    request = asked(life["gao"], cast, now)
    client.force_login(cast.bai)
    page = client.get(f"/persons/requests/{request.pk}").content.decode()
    assert "目前什么都还没有删" in page
    for key in ("care.gift", "opportunities.contact", "mails.mail", "customers.contact:birthday", "timeline.entry"):
        assert f'data-holding="{key}"' in page
    assert "会计凭证和礼品登记须按会计法" in page
    assert Contact.objects.get(pk=life["gao"].pk).name == "高鹏"


def test_u12_after_the_erasure_no_table_names_the_person(cast, now, life):
    gao = life["gao"]
    erased(gao, cast, now)
    assert gao.name == f"已删除联系人 {gao.pk}"
    assert not gao.is_active
    left, tables = {}, set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in tables:
            continue
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text ~ '高鹏|高总|13812345678|138 1234 5678|gao@qingyu|gaopeng80|小宝|1980-09-28'")
            if count := cursor.fetchone()[0]:
                left[model._meta.label_lower] = count
    assert left == {}


def test_u12_what_must_stay_is_sealed_says_why_and_until_when(cast, now, life):
    gao = life["gao"]
    request = erased(gao, cast, now)
    rows = {row.holding: row for row in SetAside.objects.all()}
    assert set(rows) == {"care.gift", "opportunities.contact"}
    assert unsealed(rows["care.gift"])["person"] == "高鹏"
    assert unsealed(rows["opportunities.contact"])["phone"] == "13812345678"
    assert (rows["care.gift"].duty, rows["care.gift"].until.year) == ("account", 2056)
    assert (rows["opportunities.contact"].duty, rows["opportunities.contact"].until.year) == ("contract", 2036)
    assert {one["holding"]: one["aside"] for one in request.outcome}["care.gift"] == 1
    assert Gift.objects.get().contact.name == Opportunity.objects.get().contact_name == gao.name
    with pytest.raises(NotAllowed):
        actions.look_into(gao, why="对账", actor=cast.he, now=now)
    actions.look_into(gao, why="税务检查", actor=cast.bai, now=now)
    assert Look.objects.get(how="unsealed").why == "税务检查"
    assert throw_away(now=now.replace(year=2037)) == 1
    assert SetAside.objects.get().holding == "care.gift"


def test_u12_mails_are_emptied_and_others_no_longer_name_the_person(cast, now, life):
    erased(life["gao"], cast, now)
    mail, other = (Mail.objects.get(pk=life[key].pk) for key in ("mail", "other"))
    assert (mail.text, mail.subject, mail.html) == ("", "", "")
    assert other.subject == "问价"
    assert "高鹏" not in other.text


def test_u12_search_and_duplicate_keys_no_longer_lead_there(cast, now, life):
    erased(life["gao"], cast, now)
    at = Customer.objects.get(pk=life["gao"].customer_id)
    assert at.phone_keys == []
    assert not any(at.history.values_list("phone_keys", flat=True))
    assert at.email_domain == ""


def test_u12_the_rest_of_the_story_stays(cast, now, life):
    erased(life["gao"], cast, now)
    talk = life["talk"]
    talk.refresh_from_db()
    mask = life["gao"].name
    assert (talk.number, talk.text) == ("", f"{mask}说找{mask}谈价格")
    assert Comment.objects.get().text == f"{mask}不吃辣"
    assert Opportunity.objects.get().state == "won"


def test_u12_nothing_is_written_about_an_erased_person_again(cast, now, life):
    gao = life["gao"]
    erased(gao, cast, now)
    with pytest.raises(Refusal):
        customers.change_contact(gao, values={"name": "高鹏"}, actor=cast.he, now=now)
    with pytest.raises(Refusal):
        customers.record_consent(gao, channel="birthday", given=True, how="?", actor=cast.he, now=now)
    with pytest.raises(Refusal):
        asked(gao, cast, now)


def test_u12_the_doctor_sees_that_erased_stays_erased(cast, now, life):
    gao = life["gao"]
    erased(gao, cast, now)
    assert doctor.run() == []
    Contact.objects.filter(pk=gao.pk).update(mobile="13812345678")
    found = doctor.run(only="privacy.erased")
    assert [one.ids for one in found] == [(gao.pk,)]


def test_u12_an_erasure_is_whole_or_nothing(cast, now, life, monkeypatch):
    request = asked(life["gao"], cast, now)
    engine.perform(request, "prepare", actor=cast.bai, data=READY, now=now)

    def stumble(*_args, **_facts):
        raise RuntimeError("torn")

    monkeypatch.setattr("gendan.modules.privacy.effects.customers.mark_erased", stumble)
    with pytest.raises(RuntimeError):
        engine.perform(request, "approve", actor=cast.fang, now=now)
    assert Contact.objects.get(pk=life["gao"].pk).mobile == "13812345678"
    assert not SetAside.objects.exists()


def test_u12_a_copy_is_handed_over_only_after_it_was_made(cast, now, client):
    gao = gao_peng(cast, now)
    request = asked(gao, cast, now, what="copy")
    told = {"verified": "身份证", "handed_over": "加密邮件"}
    with pytest.raises(Refusal):
        engine.perform(request, "hand_over", actor=cast.bai, data=told, now=now)
    actions.export(gao, why="本人要求", actor=cast.bai, now=now)
    engine.perform(request, "hand_over", actor=cast.bai, data=told, now=now)
    request.refresh_from_db()
    assert (request.state, request.handed_over, request.answered_at) == ("answered", "加密邮件", now)


def test_u12_a_refusal_has_its_reason_and_the_person_may_ask_anew(cast, now):
    request = asked(gao_peng(cast, now), cast, now)
    with pytest.raises((Refusal, ValidationError)):
        engine.perform(request, "refuse", actor=cast.bai, now=now)
    engine.perform(request, "refuse", actor=cast.bai, data={"reason": "无法核实身份"}, now=now)
    assert asked(request.contact, cast, now).state == "erasure"


def test_u12_a_consumer_is_erased_with_the_record_that_bears_the_name(cast, now):
    at = customer(cast.he, now, "高鹏", nature="consumer", mobile="13812345678", address="苏州 园区")
    gao = customers.add_contact(at, values={"name": "高鹏", "mobile": "13812345678"}, actor=cast.he, now=now)
    erased(gao, cast, now)
    at.refresh_from_db()
    assert (at.name, at.mobile, at.address, at.phone_keys) == (gao.name, "", "", [])
    assert not at.history.filter(name="高鹏").exists()


def test_u12_pages_lead_from_the_request_to_its_end(cast, now, client):
    gao = gao_peng(cast, now)
    client.force_login(cast.he)
    values = {"what": "erasure", "asked_on": "2026-09-24", "way": "written", "note": ""}
    assert client.post(f"/persons/{gao.pk}/ask", values).status_code == 302
    request = Request.objects.get()
    client.force_login(cast.bai)
    assert client.get(f"/do/privacy.request/{request.pk}/prepare").status_code == 200
    assert client.post(f"/do/privacy.request/{request.pk}/prepare", {"verified": "回拨", "looked_through": "on", "elsewhere": "on"}).status_code == 302
    client.force_login(cast.fang)
    assert client.post(f"/do/privacy.request/{request.pk}/approve", {}).status_code == 302
    gao.refresh_from_db()
    assert gao.erased_at is not None
    assert "高鹏" not in client.get(f"/persons/requests/{request.pk}").content.decode()
    assert person_of(gao).words == ()
    assert request.number in client.get("/persons/requests?view=all").content.decode()
    client.force_login(cast.ma)
    assert client.get(f"/persons/requests/{request.pk}").status_code == 404


def test_u12_a_number_that_colleagues_share_names_nobody(cast, now):
    at = customer(cast.he, now, phone="0512-66882207")
    gao, li = (
        customers.add_contact(at, values={"name": name, "phone": "0512-66882207", "mobile": mobile}, actor=cast.he, now=now)
        for name, mobile in (("高鹏", "13812345678"), ("李工", "13987654321"))
    )
    talk = log_activity(at, actor=cast.he, now=now, next_step=NextStep("回电", now + timedelta(days=1)), text="拨 0512-66882207 找高鹏，又拨13812345678")
    erased(gao, cast, now)
    for row in (at, li, talk):
        row.refresh_from_db()
    assert (at.phone, li.phone, gao.phone) == ("0512-66882207", "0512-66882207", "")
    assert talk.text == f"拨 0512-66882207 找{gao.name}，又拨{gao.name}"
    assert set(at.phone_keys) == {"51266882207", "13987654321"}


def test_u12_every_text_under_a_customer_is_looked_through_also_of_new_modules():
    known = {one.key for one in holdings()}
    for model in under.models():
        assert not texts_of(model) or f"under.{model._meta.label_lower}" in known
    assert {"under.quotes.version", "under.samples.round", "under.mails.mail"} <= known
