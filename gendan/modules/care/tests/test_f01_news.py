"""F01: new products and promotions are announced to all old customers: by letter who agreed, by their owners the others."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.modules.care import actions, reports
from gendan.modules.care.models import Delivery, Issue
from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Contact
from gendan.modules.customers.queries import consents
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.mails.models import Approach, Mail
from gendan.modules.mails.queries import due_mails
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.messages import delivery
from gendan.spine.messages.models import Message
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

WORDS = {"about": "product", "subject": "新品：静音联轴器", "text": "{contact}您好，新品已量产。", "short": "{contact}您好，静音联轴器已量产。"}


def news(cast, now, box, **values):
    return actions.write_news(values={**WORDS, "mailbox": box, **values}, actor=cast.bai, now=now)


def test_f01_news_reach_all_old_customers_who_agreed_and_owners_tell_the_others(cast, now, box, reader):
    reader("高鹏", reads=False)
    reader("林工", "柏舟数控机床有限公司", channels=("sms",), reads=False)
    silent = reader("沈立", "云渡造纸机械厂", channels=(), reads=False)
    alone = customer(cast.zhou, now, "江岳矿山机械有限公司", state="maintain")
    reader("新人", "新驿轨道部件厂", state="phone", reads=False)
    issue = actions.begin_sending(news(cast, now, box), actor=cast.bai, now=now)
    assert actions.send_due(now=now) == 2
    assert actions.send_due(now=now) == 0
    issue.refresh_from_db()
    assert issue.state == "done"
    assert set(actions.unreached(issue)) == {silent.customer, alone}
    told = Todo.objects.filter(key="care_news", status="open")
    assert {one.assignee for one in told} == {cast.he, cast.zhou}
    assert str(told[0].title) == "请告知通知未送达的老客户：新品：静音联轴器"
    assert not Delivery.objects.filter(contact__name="新人").exists()
    assert not [one for one in doctor.run() if one.check != "mails.post"]  # it reads the real clock


def test_f01_news_are_written_by_who_may_previewed_and_can_be_stopped(cast, now, box, reader, client):
    reader("高鹏", reads=False)
    with pytest.raises(NotAllowed):
        actions.write_news(values=WORDS, actor=cast.he, now=now)
    with pytest.raises(ValidationError):
        news(cast, now, None, short="")
    client.force_login(cast.bai)
    assert client.get("/care/news/new").status_code == 200
    made = client.post("/care/news/new", {**WORDS, "mailbox": box.pk})
    issue = Issue.objects.get()
    assert made.url == f"/care/sendings/{issue.pk}"
    page = client.get(made.url).content.decode()
    assert "预计送达" in page
    assert not Delivery.objects.exists()
    assert client.post(f"{made.url}/begin").status_code == 302
    assert client.post(f"{made.url}/cancel").status_code == 302
    assert actions.send_due(now=now) == 0
    assert Delivery.objects.get().state == "left_out"
    with pytest.raises(Refusal):
        actions.begin_sending(issue, actor=cast.bai, now=now)


def test_f01_the_monthly_limit_holds_over_letters_news_and_short_messages(cast, now, box, reader):
    reader("高鹏", channels=("email", "sms"))
    for turn in range(6):
        moment = now + timedelta(days=1, minutes=turn)
        actions.begin_sending(news(cast, moment, box), actor=cast.bai, now=moment)
        actions.send_due(now=moment)
    assert Mail.objects.count() + Message.objects.filter(address__gt="").count() == 4
    assert "30 天内已发送 4 次" in Delivery.objects.filter(state="left_out").first().reason


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["tick", "tick", "news", "yes", "no", "stop", "enrol", "post", "leave"]), st.integers(0, 2),
        st.sampled_from(["email", "sms"]), st.integers(0, 40), st.integers(0, 23),
    ),
    min_size=5, max_size=22,
)


class Year:
    """Three people, a clock that stumbles, and what has really left the house."""

    def __init__(self, cast, now, box, reader):
        self.cast, self.now, self.box = cast, now, box
        self.people = [reader(f"人{n}", f"第{n}机械有限公司", channels=("email", "sms"), duplicate_reason="演示") for n in range(3)]

    def do(self, what, which, channel, days, hour):
        self.now = (self.now + timedelta(days=days)).replace(hour=hour, minute=30) if days else self.now + timedelta(minutes=7)
        person = Contact.objects.get(pk=self.people[which].pk)
        try:
            with transaction.atomic():
                getattr(self, what)(person, channel)
        except Refusal:
            pass

    def tick(self, person, channel):
        actions.send_due(now=self.now)
        actions.send_due(now=self.now)

    def news(self, person, channel):
        actions.begin_sending(news(self.cast, self.now, self.box), actor=self.cast.bai, now=self.now)

    def yes(self, person, channel):
        customers.record_consent(person, channel=channel, given=True, how="电话", actor=self.cast.he, now=self.now)

    def no(self, person, channel):
        customers.record_consent(person, channel=channel, given=False, how="", actor=self.cast.he, now=self.now)

    def stop(self, person, channel):
        actions.stop_reader(person, actor=self.cast.he, now=self.now)

    def enrol(self, person, channel):
        actions.add_reader(person, actor=self.cast.he, now=self.now)

    def leave(self, person, channel):
        customers.contact_left(person, actor=self.cast.he, now=self.now)

    def post(self, person, channel):
        """The postman: whatever leaves now has consent now, and leaves by day."""
        waiting = {message.pk for message in Message.objects.filter(address__gt="", state="waiting")}
        delivery.deliver(self.now)
        left = Message.objects.filter(pk__in=waiting, state="sent")
        mails = list(due_mails(self.now).filter(automatic=True).select_related("thread__contact"))
        assert not (left or mails) or 8 <= self.now.hour < 20
        assert all(consents(mail.thread.contact, channel="email") for mail in mails)
        for message in left:
            row = Delivery.objects.get(message=message)
            assert consents(row.contact, channel="sms")
        Mail.objects.filter(pk__in=[mail.pk for mail in mails]).update(state="sent")

    def check(self):
        sent = Delivery.objects.filter(state="sent")
        assert sent.count() == sent.values("issue", "contact").distinct().count() == Approach.objects.count()
        for person in self.people:
            times = list(Approach.objects.filter(contact=person).order_by("at").values_list("at", flat=True))
            assert all(sum(one - timedelta(days=30) < at <= one for at in times) <= 4 for one in times)
            assert all(8 <= at.astimezone(self.now.tzinfo).hour < 20 for at in times)
        assert Issue.objects.filter(letter__isnull=False).count() == Issue.objects.filter(letter__isnull=False).values("letter", "year").distinct().count()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_u11_nothing_is_sent_twice_without_consent_or_by_night(cast, now, box, reader, steps):
    with transaction.atomic():
        year = Year(cast, now, box, reader)
        for step in steps:
            year.do(*step)
            year.check()
        year.do("tick", 0, "email", 1, 12)
        assert [one for one in doctor.run() if one.check.startswith("care")] == []
        transaction.set_rollback(True)


def test_f23_report_17_a_sending_is_followed_from_the_list_to_the_contract(cast, now, box, reader):
    first, second = reader("高鹏", reads=False), reader("林工", "柏舟数控机床有限公司", channels=("sms",), reads=False)
    reader("沈立", "云渡造纸机械厂", channels=(), reads=False)
    actions.begin_sending(news(cast, now, box), actor=cast.bai, now=now)
    actions.send_due(now=now)
    later = now + timedelta(days=2)
    log_activity(first.customer, actor=cast.he, now=later, text="问了价", next_step=NextStep("报价", later + timedelta(days=1)))
    registered(second.customer, actor=cast.he, reviewer=cast.lin, now=later)
    (row,) = reports.campaigns(Delivery.objects.all())
    assert [row[key] for key in ("listed", "sent", "answered_by", "wanted_by", "bought_by", "answer_rate")] == [3, 2, 1, 1, 0, 0.5]
