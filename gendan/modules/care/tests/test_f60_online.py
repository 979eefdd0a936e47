"""F60.6, F43.6, U11: the customer answers the survey himself, over a link or a code, once; and who says no is asked no more."""

from datetime import timedelta
from uuid import uuid4

import pytest

from gendan.modules.care import actions
from gendan.modules.care.models import Question, Survey
from gendan.modules.customers.models import Customer
from gendan.modules.mails.models import Draft
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.spine.links.actions import issue
from gendan.spine.messages.models import Message
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal


@pytest.fixture
def asked(reader, cast, now):
    """A survey of a person's company, who agreed to be written to."""
    person = reader(channels=("sms", "email"), reads=False, abc="A")
    return person, actions.begin_survey(person.customer, actor=cast.he, now=now)


@pytest.fixture
def address(asked, cast, now):
    return issue(asked[1], purpose="survey", expires_at=now + timedelta(days=3650), actor=cast.he, now=now)


def given(*scores, **more):
    answers = {f"question_{one.pk}": str(score) for one, score in zip(Question.objects.order_by("position"), scores, strict=False)}
    return answers | {"once": str(uuid4())} | more


def test_f60_6_the_customer_answers_himself_over_the_link_once(asked, address, client, now):
    page = client.get(address)
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex, nofollow, noarchive")
    assert Question.objects.first().text in page.content.decode()
    sent = given(5, 3, wishes="交货再快一点")
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    survey = Survey.objects.get()
    assert (survey.state, str(survey.score), survey.wishes, survey.online) == ("answered", "4.0", "交货再快一点", True)
    assert str(Customer.objects.get(pk=survey.customer_id).satisfaction) == "4.0"
    assert "data-thanks" in client.get(address).content.decode()
    assert client.post(address, given(1)).status_code == 422
    assert survey.answers.count() == 2
    assert not doctor.run()


def test_f43_6_who_is_not_satisfied_over_the_link_is_called(asked, address, client):
    assert client.post(address, given(2)).status_code == 302
    assert Todo.objects.filter(key="care.why", status="open").exists()


def test_f60_6_an_empty_form_asks_for_one_answer(asked, address, client):
    page = client.post(address, given())
    assert page.status_code == 422
    assert "至少" in page.content.decode()


def test_u11_who_does_not_want_to_be_asked_is_asked_no_more(asked, address, client, cast, now):
    person, survey = asked
    assert client.post(address, given(never="1")).status_code == 302
    survey.refresh_from_db()
    assert (survey.state, survey.opted_out) == ("declined", True)
    assert "data-thanks" in client.get(address).content.decode()
    with pytest.raises(Refusal):
        actions.begin_survey(person.customer, actor=cast.he, now=now)
    assert actions.begin_surveys(now=now + timedelta(days=400)) == 0


def test_u11_the_survey_is_sent_only_to_who_agreed_and_not_too_often(reader, asked, cast, now):
    person, survey = asked
    mailbox_of(cast.he, now)
    send = {"site": "https://gendan.example", "actor": cast.he, "now": now}
    actions.send_survey(survey, contact=person, channel="sms", **send)
    told = Message.objects.get(topic="care.survey")
    assert "https://gendan.example/care/s/" in told.body
    draft = actions.send_survey(survey, contact=person, channel="email", **send)
    assert (draft.contact, Draft.objects.count()) == (person, 1)
    silent = reader("程远", person.customer.name, channels=(), reads=False, duplicate_reason="另一家")
    with pytest.raises(Refusal):
        actions.send_survey(survey, contact=silent, channel="sms", **send)
    for _time in range(2):
        actions.send_survey(survey, contact=person, channel="sms", **send)
    with pytest.raises(Refusal):
        actions.send_survey(survey, contact=person, channel="sms", **send)


def test_f60_6_link_and_code_are_shown_once_and_expired_links_open_nothing(asked, client, cast, now):
    survey = asked[1]
    client.force_login(cast.he)
    page = client.post(f"/care/surveys/{survey.pk}/link").content.decode()
    assert "/care/s/" in page
    assert "data:image/svg+xml" in page
    over = issue(survey, purpose="survey", expires_at=now + timedelta(minutes=1), actor=cast.he, now=now)
    client.logout()
    assert client.get(over).status_code == 410
