"""Threads on the customer: how they are found, who sees them, and what their mails set going."""

from datetime import timedelta

import pytest

from gendan.modules.customers.actions import change_owner, record_consent, register_customer
from gendan.modules.customers.queries import consents
from gendan.modules.mails import actions
from gendan.modules.mails.models import Bounce, Mail, Thread
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.modules.mails.tests.letters import bounce_of, come_in, letter
from gendan.spine.access.queries import may
from gendan.spine.org.actions.leaving import leave
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed
from gendan.spine.timeline.queries import Wanted, timeline_of


@pytest.fixture
def incoming(box, gao_peng, their_letter, now):
    return come_in(box, their_letter(), now=now)


def test_a_mail_stands_on_the_customer_of_its_sender(incoming, customer, gao_peng):
    assert (incoming.thread.customer, incoming.thread.contact) == (customer, gao_peng)


def test_a_colleague_of_a_contact_is_known_by_the_domain(box, customer, gao_peng, now):
    mail = come_in(box, letter(sender="new@yaochuan.example", to="zhou@lichuan.example", date=now), now=now)
    assert (mail.thread.customer, mail.thread.contact) == (customer, None)


def test_an_answer_continues_its_thread_whatever_its_subject(box, incoming, their_letter, now):
    later = come_in(box, their_letter(subject="完全不同", answers=incoming.message_id), now=now)
    assert later.thread == incoming.thread
    assert come_in(box, their_letter(), now=now).thread != incoming.thread


def test_nobody_joins_a_strangers_thread_by_naming_its_mail(cast, box, incoming, now):
    other = mailbox_of(cast.ma, now)
    forged = letter(sender="evil@else.example", to="ma@lichuan.example", date=now, answers=incoming.message_id)
    assert come_in(other, forged, now=now).thread != incoming.thread


def test_an_unmatched_mail_is_seen_by_the_mailbox_owner_alone(cast, box, now):
    mail = come_in(box, letter(sender="who@nowhere.example", to="zhou@lichuan.example", date=now), now=now)
    assert Thread.objects.visible_to(cast.zhou).get() == mail.thread
    for other in (cast.lin, cast.fang, cast.bai, cast.gao):
        assert not Thread.objects.visible_to(other).exists()
        assert not Mail.objects.visible_to(other).exists()
        assert not may(other, "view", mail.thread)


def test_a_shared_mailbox_is_read_by_its_members(cast, now, settings):
    settings.MAIL_HOSTS = []
    shared = mailbox_of(cast.lin, now, shared=True, address="sales@lichuan.example")
    shared.members.set([cast.he])
    come_in(shared, letter(sender="who@nowhere.example", to="sales@lichuan.example", date=now), now=now)
    assert Thread.objects.visible_to(cast.he).count() == 1
    assert not Thread.objects.visible_to(cast.zhou).exists()


def test_a_customers_mail_is_seen_by_the_customers_people(cast, incoming):
    assert may(cast.lin, "view", incoming.thread)
    assert not may(cast.ma, "view", incoming.thread)


def test_scope_follows_the_customer_to_its_new_owner(cast, incoming, customer, now):
    change_owner(customer, owner=cast.ma, reason="区域调整", actor=cast.fang, now=now)
    assert may(cast.ma, "view", Thread.objects.get())
    assert doctor.run(only="customers.people") == []


def test_a_private_thread_is_closed_to_superiors_and_its_story_too(cast, incoming, customer, now):
    assert timeline_of(cast.lin, customer, wanted=Wanted(group="mails")).days
    actions.set_private(incoming.thread, private=True, actor=cast.zhou)
    assert not Thread.objects.visible_to(cast.lin).exists()
    assert not Thread.objects.visible_to(cast.fang).exists()
    assert not timeline_of(cast.lin, customer, wanted=Wanted(group="mails")).days
    assert Thread.objects.visible_to(cast.zhou).exists()
    with pytest.raises(NotAllowed):
        actions.set_private(incoming.thread, private=False, actor=cast.lin)


def test_attaching_takes_all_mails_of_the_address_and_keeps_the_contact(cast, box, customer, now):
    for number in range(2):
        come_in(box, letter(sender="Sam <sam@gmail.com>", to="zhou@lichuan.example", date=now, subject=f"{number}"), now=now)
    first = Thread.objects.order_by("pk").first()
    actions.attach(first, customer=customer, new_contact="Sam", actor=cast.zhou, now=now)
    assert Thread.objects.filter(customer=customer, contact__email="sam@gmail.com").count() == 2
    third = come_in(box, letter(sender="sam@gmail.com", to="zhou@lichuan.example", date=now), now=now)
    assert third.thread.contact.name == "Sam"


def test_a_mail_cannot_be_attached_to_a_customer_that_one_may_not_follow(cast, box, now):
    mail = come_in(box, letter(sender="sam@gmail.com", to="zhou@lichuan.example", date=now), now=now)
    other = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.ma, now=now)
    with pytest.raises(NotAllowed):
        actions.attach(mail.thread, customer=other, actor=cast.zhou, now=now)


def test_a_wrong_match_is_taken_back(cast, incoming, now):
    actions.detach(incoming.thread, actor=cast.zhou, now=now)
    assert not Thread.objects.visible_to(cast.lin).exists()


def test_f66_2_a_mail_asks_for_an_answer_within_the_working_hours(cast, incoming, customer, now):
    todo = Todo.objects.get(pk=incoming.thread.answer_todo_id)
    assert (todo.assignee, todo.main_id, todo.way) == (cast.zhou, customer.pk, "mail")
    assert todo.due_at > now + timedelta(hours=8)


def test_a_second_mail_asks_nobody_twice(box, incoming, their_letter, now):
    before = Todo.objects.filter(status="open").count()
    come_in(box, their_letter(answers=incoming.message_id), now=now)
    assert Todo.objects.filter(status="open").count() == before


def test_newsletters_and_notices_of_absence_ask_for_nothing(box, gao_peng, their_letter, now):
    before = Todo.objects.filter(status="open").count()
    come_in(box, their_letter(headers=[("Auto-Submitted", "auto-replied")]), now=now)
    assert Todo.objects.filter(status="open").count() == before


@pytest.mark.parametrize(("subject", "text"), [("unsubscribe", "x"), ("Re: 新品", "退订。"), ("TD", "")])
def test_u11_unsubscribing_by_mail_is_written_down(box, gao_peng, cast, their_letter, now, subject, text):
    record_consent(gao_peng, channel="email", given=True, how="展会", actor=cast.zhou, now=now - timedelta(days=1))
    come_in(box, their_letter(subject=subject, text=text), now=now)
    assert not consents(gao_peng, channel="email")


def test_a_leavers_mailbox_is_read_no_more_and_its_mails_stay_with_the_customer(cast, box, incoming, now):
    leave(cast.zhou, successor=cast.he, actor=cast.fang, now=now)
    box.refresh_from_db()
    assert (box.is_active, box.secret) == (False, "")
    assert may(cast.he, "view", Thread.objects.get())


def test_a_forged_bounce_of_an_address_that_was_not_written_to_is_ignored(box, incoming, now):
    come_in(box, bounce_of("<nothing@lichuan.example>", recipient="gao.peng@yaochuan.example", date=now), now=now)
    assert not Bounce.objects.exists()


def test_a_forged_sender_is_no_follow_up_of_the_owner(box, gao_peng, cast, now):
    forged = letter(sender="周砚 <zhou@lichuan.example>", to="gao.peng@yaochuan.example", date=now, subject="打折")
    before = Todo.objects.count()
    mail = come_in(box, forged, now=now)
    assert mail.activity is None
    assert Todo.objects.count() == before
