"""Answering by the rules: first words, promises, versions, approval, the way out, the joint meeting (F35, F60, F69, F70)."""

from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from gendan.modules.complaints import actions, letters
from gendan.modules.complaints.actions.meeting import this_afternoon
from gendan.modules.complaints.models import Meeting
from gendan.modules.complaints.tests.story import answered, closed, decided, done, found, opinion, told, verified
from gendan.modules.mails.models import Mail
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.spine.documents.models import MadePaper
from gendan.spine.messages.models import Message
from gendan.spine.procedures import engine, escalate
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

GOOD = "沈工，您好：感谢您的反映，给您添麻烦了。我们正在跟进，今天下午与生产、检验一起研究后答复。请拍几张损坏处的照片发来。"
NO_CAPA = {"needs_capa": "", "no_capa_reason": "单件"}


def ready(cast, now, staff, firm, **values):
    """A complaint whose verdict is there."""
    row = told(cast.xu, now, firm, **values)
    found(row, cast.han, now, "assay")
    verified(row, cast.han, now, ["quality"])
    opinion(row, "quality", cast.han, now)
    return decided(row, cast.xu, now, **NO_CAPA)


def telling(now, **more):
    return {"text": GOOD, "channel": "phone", "promised_at": now + timedelta(hours=24), "language": "zh"} | more


def todos_of(row, key):
    return Todo.objects.filter(record_kind="complaints.complaint", record_id=row.pk, key=key)


def test_f35_1_first_words_in_writing_are_counted_and_say_when_he_hears_next(cast, now, staff, firm):
    row = told(cast.xu, now, firm, channel="letter")
    assert row.first_answered_at is None
    actions.tell_complainant(row, values=telling(now), actor=cast.xu, now=now)
    row.refresh_from_db()
    assert (row.first_answered_at, row.promised_at) == (now, now + timedelta(hours=24))
    assert row.promises.filter(kept_at=None).get().at == row.promised_at


def test_f70_7_each_promise_has_its_todo_and_is_kept_or_broken_never_moved(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    actions.tell_complainant(row, values=telling(now), actor=cast.xu, now=now)
    todo = todos_of(row, "promise").get()
    assert (todo.assignee, todo.status) == (cast.xu, "open")
    assert now < todo.due_at <= now + timedelta(hours=24)
    late = now + timedelta(days=8)
    escalate.tick(late)
    assert Message.objects.filter(recipient=staff.service_head).exists()  # what is late climbs
    row.refresh_from_db()
    actions.tell_complainant(row, values=telling(late), actor=cast.xu, now=late)
    first, broken, running = row.promises.order_by("made_at", "id")
    assert first.kept_at == now
    assert broken.kept_at == late > broken.at
    assert running.kept_at is None
    with pytest.raises(ValidationError):
        actions.tell_complainant(row, values=telling(late, promised_at=late), actor=cast.xu, now=late)


def test_f35_2_written_words_keep_the_rules_or_say_why_not(cast, now, staff, firm, settings):
    row = told(cast.xu, now, firm)
    with pytest.raises(ValidationError) as error:
        actions.tell_complainant(row, values=telling(now, text="我会尽快处理", channel="letter"), actor=cast.xu, now=now)
    assert "我们" in str(error.value)
    row = ready(cast, now, staff, firm)
    with pytest.raises(ValidationError):
        engine.perform(row, "draft_reply", actor=cast.xu, data={"text": "我会尽快处理。"}, now=now)
    engine.perform(row, "draft_reply", actor=cast.xu, data={"text": "我会尽快处理。", "anyway": "客户要求本人签名"}, now=now)
    assert row.replies.get().checks["anyway"] == "客户要求本人签名"
    assert "we" in row.replies.get().checks["broken"]


def test_f35_3_photographs_are_asked_for_until_they_are_here(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    assert letters.photos_needed(row)
    assert "照片" in letters.draft(row, writer=cast.xu, now=now, decided=False)
    found(row, cast.han, now, "photo")
    assert not letters.photos_needed(row)
    assert "照片" not in letters.draft(row, writer=cast.xu, now=now)


def test_f35_5_the_draft_is_in_the_readers_language_and_keeps_every_rule(cast, now, staff, firm):
    row = ready(cast, now, staff, firm)
    text = letters.draft(row, writer=cast.xu, now=now)
    assert "键槽根部圆角过小" in text
    assert letters.missing(row, text, language="zh") == []
    firm.foreign = True
    firm.save(update_fields=["foreign"])
    row.customer = firm
    english = letters.draft(row, writer=cast.xu, now=now)
    assert english.startswith("Dear")
    assert letters.missing(row, english, language="en") == []


def test_f04_9_another_approves_what_is_sent_and_a_returned_version_says_why(cast, now, staff, firm):
    row = ready(cast, now, staff, firm)
    engine.perform(row, "draft_reply", actor=cast.xu, data={"text": GOOD}, now=now)
    with pytest.raises((NotAllowed, Refusal)):
        engine.perform(row, "approve_reply", actor=cast.xu, now=now)
    engine.perform(row, "return_reply", actor=staff.director, data={"reason": "没写运费谁付"}, now=now)
    row.refresh_from_db()
    assert (row.state, row.replies.get().refused_reason) == ("drafting", "没写运费谁付")
    engine.perform(row, "draft_reply", actor=cast.xu, data={"text": GOOD + "运费由我们承担。"}, now=now)
    row.refresh_from_db()
    engine.perform(row, "approve_reply", actor=staff.director, now=now)
    engine.perform(row, "send_reply", actor=cast.xu, data={"channel": "phone"}, now=now)
    row.refresh_from_db()
    assert [one.version for one in row.replies.all()] == [1, 2]
    sent = row.replies.get(version=2)
    actions.rewrite(row, reason="客户要求补充", actor=cast.xu, now=now)
    row.refresh_from_db()
    engine.perform(row, "draft_reply", actor=cast.xu, data={"text": GOOD + "补发两套。"}, now=now)
    kept = row.replies.get(version=2)
    assert (kept.text, kept.sent_at) == (sent.text, sent.sent_at)
    assert row.replies.count() == 3


def test_f35_an_approved_reply_goes_by_mail_word_by_word_and_not_to_a_dead_address(cast, now, staff, firm):
    row = ready(cast, now, staff, firm, email="shen@example.cn", channel="mail")
    engine.perform(row, "draft_reply", actor=cast.xu, data={"text": GOOD}, now=now)
    row.refresh_from_db()
    engine.perform(row, "approve_reply", actor=staff.director, now=now)
    with pytest.raises(Refusal):  # no mailbox yet
        engine.perform(row, "send_reply", actor=cast.xu, data={"channel": "mail"}, now=now)
    row.refresh_from_db()
    assert row.state == "approved"
    mailbox_of(cast.xu, now)
    engine.perform(row, "send_reply", actor=cast.xu, data={"channel": "mail"}, now=now)
    mail = Mail.objects.get()
    assert GOOD in mail.text
    assert parseaddr(mail.to[0][1])[1] == "shen@example.cn"
    assert (mail.thread.record_kind, mail.thread.record_id) == ("complaints.complaint", row.pk)


def test_f35_a_reply_by_letter_is_printed(cast, now, staff, firm):
    row = ready(cast, now, staff, firm)
    engine.perform(row, "draft_reply", actor=cast.xu, data={"text": GOOD}, now=now)
    row.refresh_from_db()
    engine.perform(row, "approve_reply", actor=staff.director, now=now)
    engine.perform(row, "send_reply", actor=cast.xu, data={"channel": "letter"}, now=now)
    assert MadePaper.objects.filter(paper="complaint_reply").exists()


# -- the meeting ------------------------------------------------------------------------------------------------------


def test_f35_4_production_and_inspection_meet_the_same_afternoon_with_minutes_and_tasks(client, cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    at = this_afternoon(now=now)
    assert timezone.localdate(at) == timezone.localdate(now)
    assert timezone.localtime(at).hour >= 12
    meeting = actions.call_meeting(row, participants=[staff.production, cast.han, cast.xu], at=at, actor=cast.xu, now=now)
    assert Message.objects.filter(topic="complaints.meeting").values_list("recipient__name", flat=True).count() == 2
    todo = todos_of(row, "meeting").get()
    assert timezone.localdate(todo.due_at) == timezone.localdate(now)
    tasks = [{"title": "换刀并记台账", "assignee": staff.production, "due_at": now + timedelta(days=2)}]
    values = {"minutes": "同批 214 件停发", "fault": "ours", "verdict": "根部圆角过小"}
    actions.write_minutes(meeting, values=values, tasks=tasks, actor=cast.han, now=at + timedelta(hours=1))
    todo.refresh_from_db()
    assert todo.status == "done"
    assert todos_of(row, "meeting_task").get().assignee == staff.production
    with pytest.raises(Refusal):
        actions.write_minutes(meeting, values=values, actor=cast.han, now=now + timedelta(days=1))
    client.force_login(cast.xu)
    page = client.get(f"/complaints/{row.pk}?tab=meetings").content.decode()
    assert "同批 214 件停发" in page


def test_f35_4_after_the_working_day_the_next_afternoon_is_offered_and_one_is_no_meeting(cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    evening = now.replace(hour=20)
    at = this_afternoon(now=evening)
    assert at > evening
    assert timezone.localdate(at) > timezone.localdate(now)
    with pytest.raises(ValidationError):
        actions.call_meeting(row, participants=[cast.han], at=this_afternoon(now=now), actor=cast.xu, now=now)
    assert not Meeting.objects.exists()


# -- the outcome ------------------------------------------------------------------------------------------------------


def test_f91_2_the_outcome_is_asked_three_to_seven_days_after(cast, now, staff, firm):
    row = done(answered(ready(cast, now, staff, firm), now), now)
    assert row.outcome_due_at == now + timedelta(days=7)
    with pytest.raises(Refusal):
        closed(row, now + timedelta(days=2))
    closed(row, now + timedelta(days=3))
    assert row.state == "closed"


def test_f91_3_not_reached_is_called_again_in_another_slot_and_then_closed_as_unreached(cast, now, staff, firm):
    row = done(answered(ready(cast, now, staff, firm), now), now)
    first = now + timedelta(days=4)  # Monday, forenoon
    data = {"text": "周一上午、周二下午"}
    with pytest.raises(Refusal):
        engine.perform(row, "unreached", actor=cast.xu, data=data, now=first)
    actions.note_unreached(row, note="无人接", actor=cast.xu, now=first)
    again = todos_of(row, "outcome_again").get(status="open")
    assert timezone.localtime(again.due_at).hour == 15
    actions.note_unreached(row, note="占线", actor=cast.xu, now=again.due_at)
    row.refresh_from_db()
    engine.perform(row, "unreached", actor=cast.xu, data=data, now=again.due_at)
    row.refresh_from_db()
    assert (row.state, row.outcome_score) == ("closed", None)
    assert "2" in row.outcome_text


def test_f54_5_dissatisfied_is_opened_again_one_level_up(cast, now, staff, firm):
    row = done(answered(ready(cast, now, staff, firm), now), now)
    before = row.authority
    engine.perform(row, "dissatisfied", actor=cast.xu, data={"score": "1", "text": "还是漏"}, now=now + timedelta(days=3))
    row.refresh_from_db()
    assert (row.state, row.level, row.reopened_times) == ("verification", 1, 1)
    assert row.authority != before


def test_f91_2_the_question_goes_by_message_only_where_he_agreed(cast, now, staff, firm):
    row = done(answered(ready(cast, now, staff, firm), now), now)
    with pytest.raises(Refusal):  # nobody known agreed to it
        actions.ask_by_message(row, actor=cast.xu, now=now, site="https://x")
    row.contact = firm.person
    row.save(update_fields=["contact"])
    with pytest.raises(Refusal):  # no consent
        actions.ask_by_message(row, actor=cast.xu, now=now, site="https://x")
    assert not Message.objects.filter(topic="complaints.outcome").exists()


# -- pages ------------------------------------------------------------------------------------------------------------


def test_f69_2_first_words_by_mood_stand_beside_the_complaint(client, cast, now, staff, firm):
    row = actions.take_complaint({"subject": "漏油", "mood": "furious", "customer": firm, "channel": "letter"}, actor=cast.xu, now=now)
    client.force_login(cast.xu)
    page = client.get(f"/complaints/{row.pk}").content.decode()
    assert "data-first-words" in page
    assert "我们马上报告上级" in page


def test_f35_the_dialogs_begin_with_what_is_usual(client, cast, now, staff, firm):
    row = told(cast.xu, now, firm)
    client.force_login(cast.xu)
    assert "我们会同生产、检验部门" in client.get(f"/complaints/{row.pk}/tell").content.decode()
    assert staff.production.name in client.get(f"/complaints/{row.pk}/meeting").content.decode()
    assert client.get(f"/complaints/{row.pk}?tab=replies").status_code == 200
