"""F06: what to come back with, and why nobody answers."""

from datetime import timedelta

import pytest

from gendan.modules.followups.models import Activity
from gendan.modules.mails import actions, beginnings
from gendan.modules.mails.models import Bounce, Diagnosis, Mail, Template
from gendan.modules.mails.silence import suspects
from gendan.modules.mails.words import Cause, Topic
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.models import Attachment

TICKED = ["reread", "files"]


@pytest.fixture
def silent(box, gao_peng, customer, cast, now):
    """A thread in which Zhou has waited for three days."""
    draft = actions.begin(actor=cast.zhou, now=now, contact=gao_peng, customer=customer, subject="报价", text="高鹏您好：可以吗？")
    actions.keep_draft(draft, values={"ticks": TICKED}, actor=cast.zhou, now=now)
    mail = actions.send(draft, actor=cast.zhou, now=now)
    Mail.objects.filter(pk=mail.pk).update(state="sent")
    return mail.thread


def of(silent, cause, now):
    return next(one for one in suspects(silent, now=now) if one.cause == cause)


def test_f06_14_not_received_is_likely_when_it_came_back(silent, gao_peng, now):
    assert not of(silent, Cause.NOT_RECEIVED, now).likely
    Bounce.objects.create(address=gao_peng.email, permanent=True, reason="unknown", at=now)
    found = suspects(silent, now=now + timedelta(days=3))
    assert found[0].cause == Cause.NOT_RECEIVED


def test_f06_15_sending_again_has_a_limit(silent, now):
    steps = " ".join(of(silent, Cause.NOT_SEEN, now + timedelta(days=3)).steps)
    assert "2" in steps
    assert "14" in steps


def test_f06_16_heavy_attachments_smell_of_spam(silent, cast, now):
    mail = silent.mails.get()
    assert not of(silent, Cause.SPAM, now).likely
    Attachment.objects.create(
        kind="mails.mail", object_id=mail.pk, name="x.png", file="x", media_type="image/png", size=2_000_000, sha256="0" * 64,
        uploader=cast.zhou, uploaded_at=now,
    )
    assert len(of(silent, Cause.SPAM, now).signs) == 2


def test_f06_17_a_subject_of_one_word_does_not_draw(silent, now):
    assert of(silent, Cause.SUBJECT, now).likely
    silent.mails.update(subject="GICL-5 联轴器 60 套报价")
    assert not of(silent, Cause.SUBJECT, now).likely


def test_f06_the_judgement_is_a_follow_up_with_both_codes_and_the_next_step(silent, cast, customer, now):
    later = now + timedelta(days=4)
    waiting = silent.waiting_todo_id
    actions.diagnose(
        silent, cause=Cause.SUBJECT, topic=Topic.NEED, next_title="换个主题再写", next_due_at=later + timedelta(days=1), actor=cast.zhou, now=later,
    )
    kept = Diagnosis.objects.get()
    activity = Activity.objects.get(pk=kept.activity_id)
    assert (kept.cause, kept.topic, activity.result, activity.way) == ("subject", "need", "no_answer", "mail")
    assert Todo.objects.get(pk=waiting).status == "done"
    silent.refresh_from_db()
    assert Todo.objects.get(pk=silent.waiting_todo_id).title == "换个主题再写"


def test_f06_1_telephone_first_makes_the_next_step_a_call(silent, cast, now):
    actions.diagnose(
        silent, cause=Cause.NOT_SEEN, topic=Topic.PHONE, next_title="打电话", next_due_at=now + timedelta(days=1), actor=cast.zhou, now=now,
    )
    silent.refresh_from_db()
    assert Todo.objects.get(pk=silent.waiting_todo_id).way == "call"


def test_f06_only_what_is_awaited_can_be_judged(silent, cast, now):
    silent.waiting_since = None
    with pytest.raises(Refusal):
        actions.diagnose(silent, cause=Cause.SPAM, next_title="x", next_due_at=now + timedelta(days=1), actor=cast.zhou, now=now)


def test_f06_2_to_f06_12_every_topic_has_factual_words_to_begin_with(db):
    Template.objects.all().delete()
    beginnings.lay_templates()
    beginnings.lay_templates()
    topics = set(Template.objects.values_list("topic", flat=True))
    assert topics >= set(Topic.values) - {Topic.PHONE}
    assert Template.objects.count() == len(beginnings.ZH) + len(beginnings.EN)
    for one in Template.objects.exclude(topic=Topic.SCENERY):
        assert "？" in one.body or "?" in one.body


def test_a_template_fills_in_names(box, gao_peng, customer, cast, now):
    draft = actions.begin(actor=cast.zhou, now=now, contact=gao_peng, customer=customer)
    one = Template.objects.create(name="x", subject="{customer} 报价", body="{contact}您好：")
    actions.use_template(draft, one, actor=cast.zhou, now=now)
    assert draft.subject == f"{customer} 报价"
    assert draft.text.startswith("高鹏您好：")
    assert draft.text.endswith("砺川传动")
