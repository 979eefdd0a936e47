"""F05: what a mail is checked for before it goes out."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.customers.actions import record_consent
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.mails import actions, gate, naming
from gendan.modules.mails.models import Bounce, Draft, Mail, Reading
from gendan.modules.mails.tests.letters import come_in
from gendan.modules.mails.words import Topic
from gendan.spine.org.models import NumberSetting
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed
from gendan.spine.timeline.tests.samples import png

TICKED = ["understood", "reread", "files"]
GOOD = "高鹏您好：60 套 GICL-5 每套 1,280 元，四周交货。样件要不要先寄两套？"


@pytest.fixture
def draft(box, gao_peng, customer, cast, now) -> Draft:
    """A good mail to Gao Peng, ready to go."""
    found = actions.begin(actor=cast.zhou, now=now, contact=gao_peng, customer=customer, subject="GICL-5 报价", text=GOOD)
    return actions.keep_draft(found, values={"ticks": TICKED}, actor=cast.zhou, now=now)


@pytest.fixture
def answering(box, gao_peng, cast, now, their_letter):
    """Zhou answers a mail of Gao Peng's."""
    def make(text="请报 60 套的价格。"):
        mail = come_in(box, their_letter(text=text), now=now)
        found = actions.answer(mail, actor=cast.zhou, now=now)
        return actions.keep_draft(found, values={"ticks": TICKED, "text": GOOD + "\n\n" + found.text}, actor=cast.zhou, now=now)
    return make


def points(draft, cast, now):
    return {one.point.key: one for one in gate.judged(draft, actor=cast.zhou, now=now)}


def blocked(draft, cast, now):
    return sorted(key for key, one in points(draft, cast, now).items() if one.blocks)


def change(draft, cast, now, **values):
    return actions.keep_draft(draft, values=values, actor=cast.zhou, now=now)


def attach(draft, cast, now, name="GICL-5.png", content=None):
    return actions.add_file(draft, upload=SimpleUploadedFile(name, content or png()), actor=cast.zhou, now=now)


def test_a_good_mail_passes(draft, cast, now):
    assert blocked(draft, cast, now) == []
    assert actions.send(draft, actor=cast.zhou, now=now).state == "waiting"


def test_f05_1_their_mail_is_read_three_times_before_it_is_answered(answering, cast, now):
    draft = answering()
    assert blocked(draft, cast, now) == ["read"]
    for _turn in range(3):
        actions.look_at(draft, actor=cast.zhou)
    assert blocked(draft, cast, now) == []


def test_f05_1_opening_the_thread_counts_as_reading(answering, cast, now, client):
    draft = answering()
    client.force_login(cast.zhou)
    client.get(f"/mails/{draft.thread_id}")
    client.get(f"/mails/drafts/{draft.pk}")
    client.get(f"/mails/drafts/{draft.pk}")
    assert Reading.objects.get(employee=cast.zhou).times == 3
    assert "read" not in blocked(draft, cast, now)


def test_f05_1_above_a_hundred_words_key_points_are_obligatory(answering, cast, now):
    draft = change(answering("请报价。" * 40), cast, now, ticks=[*TICKED, "read"])
    assert blocked(draft, cast, now) == ["notes"]
    assert blocked(change(draft, cast, now, notes="60 套，四周，先两套样件"), cast, now) == []
    assert actions.send(draft, actor=cast.zhou, now=now).notes == "60 套，四周，先两套样件"


def test_f05_1_who_is_unsure_gets_a_second_opinion(answering, cast, now):
    draft = change(answering(), cast, now, ticks=["read", "reread"])
    assert blocked(draft, cast, now) == ["understood"]
    actions.ask_opinion(draft, colleague=cast.lin, question="他说的是哪一种键槽？", actor=cast.zhou, now=now)
    todo = Todo.objects.get(key="opinion")
    assert (todo.assignee, todo.record_id) == (cast.lin, draft.pk)
    assert Draft.objects.visible_to(cast.lin).exists()
    assert not Draft.objects.visible_to(cast.he).exists()
    with pytest.raises(NotAllowed):
        actions.give_opinion(draft, opinion="x", actor=cast.he, now=now)
    actions.give_opinion(draft, opinion="是 B 型键槽", actor=cast.lin, now=now)
    todo.refresh_from_db()
    assert todo.status == "done"
    draft.refresh_from_db()
    assert blocked(draft, cast, now) == []


def test_f05_2_the_answer_is_read_three_times_too(draft, cast, now):
    assert blocked(change(draft, cast, now, ticks=["files"]), cast, now) == ["reread"]


@pytest.mark.parametrize("subject", ["", "RE:", "Re: ", "回复：", "RE: FW: 回复:", "Re[2]:"])
def test_f05_3_a_bare_re_is_forbidden(draft, cast, now, subject):
    assert blocked(change(draft, cast, now, subject=subject), cast, now) == ["subject"]


def test_f05_4_a_promised_attachment_has_to_be_there(draft, cast, now):
    draft = change(draft, cast, now, text="高鹏您好：报价见附件。可以吗？")
    assert blocked(draft, cast, now) == ["files"]
    attach(draft, cast, now)
    assert blocked(draft, cast, now) == []


def test_f05_4_attachments_are_opened_once(draft, cast, now):
    attach(draft, cast, now)
    assert blocked(change(draft, cast, now, ticks=["reread"]), cast, now) == ["files"]


@pytest.mark.parametrize(("text", "ok"), [
    ("沈立您好：可以吗？", False), ("高经理您好：可以吗？", True), ("高鹏，您好。可以吗？", True), ("Dear Sir,\nok?", True), ("Dear Sam,\nok?", False),
])
def test_f05_4_names_are_right(draft, cast, now, text, ok):
    draft = change(draft, cast, now, text=text, ticks=["reread"])
    assert ("files" not in blocked(draft, cast, now)) is ok


def test_f05_5_short_simple_and_clear(draft, cast, now):
    assert points(draft, cast, now)["short"].ok
    assert not points(change(draft, cast, now, text="字" * 250 + "？"), cast, now)["short"].ok
    hard = points(change(draft, cast, now, text="Your incomprehensibilities, ok?"), cast, now)["short"]
    assert "incomprehensibilities" in hard.reason
    assert not hard.blocks


def test_f05_6_pictures_rather_than_words(draft, cast, now):
    draft = change(draft, cast, now, text="字" * 150 + "？")
    assert not points(draft, cast, now)["pictures"].ok
    attach(draft, cast, now)
    assert points(draft, cast, now)["pictures"].ok


def test_f05_7_what_was_said_is_confirmed_by_mail(draft, cast, now, customer, client):
    call = log_activity(customer, actor=cast.zhou, now=now, text="先要两套样件", next_step=NextStep("寄样", now + timedelta(days=1)))
    assert "先要两套样件" in points(draft, cast, now)["talk"].reason
    client.force_login(cast.zhou)
    page = client.get(f"/mails/new?activity={call.pk}", follow=True)
    assert "先要两套样件" in page.content.decode()
    actions.send(change(draft, cast, now, ticks=[*TICKED, "talk"]), actor=cast.zhou, now=now + timedelta(minutes=1))
    assert points(Draft.objects.get(), cast, now + timedelta(minutes=2))["talk"].ok


def test_f05_8_a_mail_ends_with_a_question(draft, cast, now):
    assert points(draft, cast, now)["question"].ok
    assert not points(change(draft, cast, now, text="高鹏您好：已寄出。"), cast, now)["question"].ok


@pytest.mark.parametrize("text", ["高鹏您好！太好了！样件寄吗？", "高鹏您好 😀 样件寄吗？", "Dear Gao, PLEASE ORDER TODAY, QUICKLY. Shall we send samples?"])
def test_f66_3_the_tone_of_a_mail_is_calm_and_formal(draft, cast, now, text):
    assert points(draft, cast, now)["tone"].ok
    assert not points(change(draft, cast, now, text=text), cast, now)["tone"].ok
    assert blocked(draft, cast, now) == []


@pytest.mark.parametrize("claim", ["零风险", "稳赚不赔", "zero risk"])
def test_f57_3_nobody_promises_that_there_is_no_risk(draft, cast, now, claim):
    change(draft, cast, now, text=f"高鹏您好：这笔生意{claim}，样件要不要先寄？")
    assert blocked(draft, cast, now) == ["claims"]


def test_f06_13_provoking_is_no_topic():
    assert not {"provocation", "provoke", "joke"} & set(Topic.values)


def test_f05_9_to_f05_13_files_are_named_by_the_rules():
    day = date(2014, 9, 12)
    assert naming.invoice_name(day, customer="Iwan") == "PI140912A Iwan"
    assert naming.invoice_name(day, customer="Iwan", number=2, proforma=False) == "CI140912C Iwan"
    assert naming.quotation_name("CY slot", customer="iwan") == "CY slot price-iwan"
    assert naming.attachment_name("联轴器", model="GICL-5") == "联轴器 GICL-5"
    assert naming.table_name(date(2014, 5, 6), customer="iwan", person="sam") == "140506 iwan-sam"


@pytest.mark.parametrize(("name", "ok"), [
    ("PI260924A Iwan.pdf", True), ("PI-2026-09 Iwan.pdf", False), ("CI260924B Iwan.pdf", True), ("GICL price-iwan.xlsx", True),
    ("报价单.xlsx", False), ("GICL-5.pdf", True), ("扫描0001.pdf", False),
])
def test_f05_9_to_f05_12_a_wrong_name_is_told_with_a_better_one(name, ok):
    said = naming.wrong_with(name, customer="Iwan", text="GICL-5 报价", on=date(2026, 9, 24))
    assert (said == "") is ok


def test_f06_16_heavy_mails_are_warned_of(draft, cast, now):
    attach(draft, cast, now, name="GICL-5.txt", content=b"x" * 1_100_000)
    found = points(draft, cast, now)["weight"]
    assert not found.ok
    assert not found.blocks


def test_u11_after_three_unanswered_mails_the_telephone_is_next(box, gao_peng, customer, cast, now):
    for turn in range(4):
        draft = actions.begin(actor=cast.zhou, now=now, contact=gao_peng, customer=customer, subject=f"GICL-5 第 {turn}", text=GOOD)
        draft = actions.keep_draft(draft, values={"ticks": TICKED}, actor=cast.zhou, now=now + timedelta(minutes=turn))
        if turn < 3:
            actions.send(draft, actor=cast.zhou, now=now + timedelta(minutes=turn))
    assert blocked(draft, cast, now + timedelta(hours=1)) == ["often"]
    assert blocked(draft, cast, now + timedelta(days=20)) == []


def test_u11_who_said_no_is_not_written_to(draft, gao_peng, cast, now):
    record_consent(gao_peng, channel="email", given=False, how="电话里说的", actor=cast.zhou, now=now)
    assert blocked(draft, cast, now) == ["consent"]


def test_f06_14_an_address_that_sent_mail_back_is_not_written_to(draft, gao_peng, cast, now):
    Bounce.objects.create(address=gao_peng.email, permanent=True, reason="User unknown", at=now - timedelta(days=1))
    assert blocked(draft, cast, now) == ["address"]


def test_the_company_says_how_hard_each_point_is(draft, cast, now):
    draft = change(draft, cast, now, ticks=["files"], text="已寄出。")
    actions.settle_gate(levels={"reread": "off", "question": "required"}, values={"mails.reads": 2}, actor=cast.fang, now=now)
    assert blocked(draft, cast, now) == ["question"]
    assert NumberSetting.objects.filter(key__startswith="mails.").count() == 3
    with pytest.raises(NotAllowed):
        actions.settle_gate(levels={"reread": "required"}, values={}, actor=cast.zhou, now=now)


def test_what_the_gate_misses_keeps_the_mail_back_and_is_kept_with_a_sent_one(draft, cast, now):
    with pytest.raises(actions.GateClosed) as closed:
        actions.send(change(draft, cast, now, subject="RE:"), actor=cast.zhou, now=now)
    assert [one.point.key for one in closed.value.findings if one.blocks] == ["subject"]
    assert not Mail.objects.exists()
    mail = actions.send(change(draft, cast, now, subject="GICL-5 报价"), actor=cast.zhou, now=now)
    assert ["subject", "required", ""] in mail.checks
