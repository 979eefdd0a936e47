"""F48: twelve letters a year that greet and sell nothing, to those who want them; clippings with a note."""

from datetime import date, timedelta

import pytest

from gendan.modules.care import actions, queries
from gendan.modules.care.models import Delivery, Issue, Letter, Reader
from gendan.modules.customers import actions as customers
from gendan.modules.mails.models import Draft, Mail
from gendan.spine.messages import delivery
from gendan.spine.messages.models import Message
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal

MID_AUTUMN = 1  # days from the tests' now


def test_f48_the_year_has_twelve_different_letters_on_their_days(db, now):
    rows = queries.letters(today=date(2026, 9, 24))
    assert [one["row"].month for one in rows] == list(range(1, 13))
    assert len({one["row"].text for one in rows}) == 12
    days = {one["row"].month: one["day"] for one in rows}
    assert (days[2], days[9], days[12]) == (date(2027, 2, 6), date(2026, 9, 25), date(2026, 12, 22))
    assert not any(word in one["row"].text for one in rows for word in ("优惠", "采购", "订购", "促销", "特价"))
    assert all(len(one["row"].short) <= 70 for one in rows)


def test_f48_each_reader_gets_the_letter_of_the_month_once(cast, now, reader, sms):
    by_mail, by_text = reader(), reader("林工", "柏舟数控机床有限公司", channels=("sms",))
    reader("不读", "云渡造纸机械厂", reads=False)
    assert actions.send_due(now=now) == 0
    day = now + timedelta(days=MID_AUTUMN)
    assert actions.send_due(now=day) == 2
    assert actions.send_due(now=day + timedelta(hours=1)) == 0
    mail = Mail.objects.get()
    assert (mail.subject, mail.to[0][0], mail.automatic) == ("中秋快乐", "高鹏", True)
    assert "高鹏您好" in mail.text
    assert "unsubscribe" in mail.text or "退订" in mail.text
    assert Delivery.objects.get(contact=by_mail).mail == mail
    assert Delivery.objects.get(contact=by_text).channel == "sms"
    assert delivery.deliver(day) >= 1
    assert "林工您好" in next(sms.glob("*.json")).read_text() or len(list(sms.glob("*.json"))) == 1
    assert Issue.objects.get().state == "done"
    assert not [one for one in doctor.run() if one.check != "mails.post"]  # it reads the real clock


def test_f48_only_who_agreed_is_a_reader_and_a_no_ends_it(cast, now, reader):
    silent = reader("沈立", channels=(), reads=False)
    with pytest.raises(Refusal) as refused:
        actions.add_reader(silent, actor=cast.he, now=now)
    assert refused.value.code == "no_consent"
    agreed = reader("高鹏", "柏舟数控机床有限公司")
    customers.record_consent(agreed, channel="email", given=False, how="电话", actor=cast.he, now=now)
    assert actions.send_due(now=now + timedelta(days=MID_AUTUMN)) == 0
    row = Delivery.objects.get(contact=agreed)
    assert row.state == "left_out"
    assert "邮件" in row.reason
    actions.stop_reader(agreed, actor=cast.he, now=now)
    assert not Reader.objects.filter(stopped_at=None).exists()


def test_f48_letters_leave_by_day_only(cast, now, reader):
    reader()
    night = (now + timedelta(days=MID_AUTUMN)).replace(hour=23)
    assert actions.send_due(now=night) == 0
    assert not Issue.objects.exists()
    assert actions.send_due(now=night + timedelta(hours=10)) == 1


def test_f48_after_an_outage_a_letter_comes_a_few_days_late_or_not_at_all(cast, now, reader):
    reader()
    assert actions.send_due(now=now + timedelta(days=MID_AUTUMN + 4)) == 0
    assert not Issue.objects.exists()
    assert actions.send_due(now=now + timedelta(days=MID_AUTUMN + 3)) == 1
    assert actions.send_due(now=now + timedelta(days=MID_AUTUMN + 3)) == 0


def test_f48_after_the_fourth_letter_the_owner_calls(cast, now, reader):
    person = reader()
    moments = [now.replace(year=2026, month=9, day=25), now.replace(month=10, day=18), now.replace(month=11, day=8), now.replace(month=12, day=22)]
    for moment in moments[:3]:
        assert actions.send_due(now=moment) == 1
    assert not Todo.objects.filter(key="care_letters").exists()
    actions.send_due(now=moments[3])
    todo = Todo.objects.get(key="care_letters")
    assert (todo.assignee, todo.record_id, str(todo.title)) == (cast.he, person.customer_id, "高鹏 已收到数封问候：打个电话")
    assert not [one for one in doctor.run() if one.check != "mails.post"]  # it reads the real clock


def test_f48_a_clipping_becomes_a_personal_draft(cast, now, reader, client):
    person = reader()
    own = person.customer
    mailbox = Draft._meta.get_field("mailbox").related_model.objects.get()
    mailbox.members.add(cast.he)
    client.force_login(cast.he)
    values = {"contact": person.pk, "title": "造纸业复苏", "source": "行业报 9-20", "link": "https://example.com/a", "note": "与您上次谈的一致"}
    answer = client.post(f"/care/customers/{own.pk}/clipping", values)
    draft = Draft.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/mails/drafts/{draft.pk}")
    assert "与您上次谈的一致" in draft.text
    assert (draft.contact, draft.subject) == (person, "造纸业复苏")
    assert not Mail.objects.exists()


def test_f48_pages_show_letters_readers_and_what_became_of_them(cast, now, reader, client):
    person = reader()
    actions.send_due(now=now + timedelta(days=MID_AUTUMN))
    client.force_login(cast.he)
    assert "中秋快乐" in client.get("/care/letters").content.decode()
    issue = Issue.objects.get()
    assert client.get(f"/care/sendings/{issue.pk}").status_code == 200
    assert client.get("/care/news/new").status_code == 403
    assert client.post(f"/care/contacts/{person.pk}/reader").status_code == 302
    assert Reader.objects.get().stopped_at is not None
    client.force_login(cast.bai)
    letter = Letter.objects.get(month=3)
    values = {"festival": "", "day": 5, "subject": "惊蛰", "text": "{contact}您好", "short": "惊蛰好", "is_active": "on"}
    assert client.post(f"/care/letters/{letter.pk}", values).status_code == 302
    assert Letter.objects.get(month=3).subject == "惊蛰"
    assert client.post("/care/letters/sender", {"mailbox": ""}).status_code == 302
    assert actions.send_due(now=now + timedelta(days=60)) == 0
    assert Message.objects.filter(address__gt="").count() == 0
