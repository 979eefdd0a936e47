"""F60, F82, F43: customers are asked regularly how satisfied they are; what they say stands on the customer and is acted on."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.care import actions, reports
from gendan.modules.care.models import Question, Survey
from gendan.modules.care.tests.factories import receiver
from gendan.modules.customers.actions import move_to_bin, refresh_satisfaction
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.spine.org.models import NumberSetting
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal


@pytest.fixture
def kept(cast, now):
    return customer(cast.he, now, "青屿重工（苏州）有限公司", abc="A", state="maintain")


def answer(survey, *scores, cast, now, **more):
    given = {f"question_{one.pk}": str(score) for one, score in zip(Question.objects.order_by("position"), scores, strict=False) if score}
    return engine.perform(survey, "answer", actor=cast.he, data=given | more, now=now)


def test_f60_3_an_interview_by_telephone_is_written_down_question_by_question(cast, now):
    person = receiver(cast, now)
    survey = actions.begin_survey(person.customer, actor=cast.he, now=now)
    todo = Todo.objects.get(record_kind="care.survey", record_id=survey.pk, status="open")
    assert (todo.assignee, todo.way) == (cast.he, "call")
    answer(survey, 5, 4, None, 3, cast=cast, now=now, contact=str(person.pk), wishes="交货再快一点")
    survey.refresh_from_db()
    assert (survey.state, survey.score, survey.contact, survey.wishes) == ("answered", Decimal("4.0"), person, "交货再快一点")
    assert survey.answers.count() == 3
    assert not doctor.run()


def test_f60_3_at_least_one_question_is_answered_or_it_is_said_why_none_was(cast, now, kept):
    survey = actions.begin_survey(kept, actor=cast.he, now=now)
    with pytest.raises(ValidationError):
        answer(survey, cast=cast, now=now)
    engine.perform(survey, "decline", actor=cast.he, data={"reason": "没空"}, now=now)
    survey.refresh_from_db()
    assert survey.state == "declined"


def test_f60_6_the_clock_asks_as_often_as_the_class_wants(cast, now, kept):
    customer(cast.he, now, "远汀泵业有限公司", abc="C", state="maintain")
    customer(cast.he, now, "柏舟数控机床股份有限公司", abc="A", state="follow")
    assert [actions.begin_surveys(now=now) for _run in range(2)] == [1, 0]
    first = Survey.objects.get()
    assert (first.customer, first.owner, first.created_by) == (kept, cast.he, None)
    answer(first, 5, cast=cast, now=now)
    assert actions.begin_surveys(now=now + timedelta(days=150)) == 0
    assert actions.begin_surveys(now=now + timedelta(days=190)) == 1


def test_f60_6_nobody_is_given_more_than_he_can_ask(cast, now):
    NumberSetting.objects.create(key="care.surveys_open", value=2, valid_from=now, changed_at=now)
    for number in range(4):
        customer(cast.he, now, f"青屿{number}号重工有限公司", abc="A", state="maintain", duplicate_reason="另一家")
    assert [actions.begin_surveys(now=now) for _run in range(2)] == [2, 0]


def test_f60_6_one_survey_at_a_time_and_none_for_the_bin(cast, now, kept):
    survey = actions.begin_survey(kept, actor=cast.he, now=now)
    with pytest.raises(Refusal):
        actions.begin_survey(kept, actor=cast.he, now=now)
    with pytest.raises(NotAllowed):
        actions.begin_survey(kept, actor=cast.ma, now=now)
    move_to_bin(kept, reason="重复", actor=cast.lin, now=now)
    survey.refresh_from_db()
    assert survey.state == "declined"
    assert not doctor.run()


def test_f82_each_question_is_about_a_level_of_service_and_reported_by_it(cast, now, kept):
    answer(actions.begin_survey(kept, actor=cast.he, now=now), 4, 2, 5, cast=cast, now=now)
    rows = reports.said_by_question(Survey.objects.all())
    assert [(row["question__level"], row["mean"], row["low"]) for row in rows] == [("basic", 4, 0), ("basic", 2, 1), ("expected", 5, 0)]


def test_f82_a_question_that_was_answered_keeps_its_words(cast, now, kept):
    answer(actions.begin_survey(kept, actor=cast.he, now=now), 4, cast=cast, now=now)
    first, last = Question.objects.first(), Question.objects.last()
    with pytest.raises(Refusal):
        actions.write_question(first, values={"text": "别的问题"}, actor=cast.bai, now=now)
    actions.write_question(first, values={"is_active": False}, actor=cast.bai, now=now)
    actions.write_question(last, values={"level": "desired"}, actor=cast.bai, now=now)
    with pytest.raises(NotAllowed):
        actions.write_question(last, values={"level": "basic"}, actor=cast.he, now=now)


def test_f43_6_who_is_not_satisfied_is_called_and_asked_why(cast, now, kept):
    survey = actions.begin_survey(kept, actor=cast.he, now=now)
    answer(survey, 5, 2, cast=cast, now=now, wishes="单据总错")
    todo = Todo.objects.get(key="care.why")
    assert (todo.assignee, todo.context, todo.status) == (cast.he, "单据总错", "open")
    assert "交货准时" in str(todo.title)


def test_f43_what_customers_say_makes_the_satisfaction_of_a_year(cast, now, kept):
    for days, score in ((0, 5), (10, 2)):
        moment = now + timedelta(days=days)
        answer(actions.begin_survey(kept, actor=cast.he, now=moment), score, cast=cast, now=moment)
    kept.refresh_from_db()
    assert kept.satisfaction == Decimal("3.5")
    refresh_satisfaction(now=now + timedelta(days=370))
    assert Customer.objects.get(pk=kept.pk).satisfaction == 2
    refresh_satisfaction(now=now + timedelta(days=400))
    assert Customer.objects.get(pk=kept.pk).satisfaction is None


def test_f60_6_pages_list_ask_and_show(cast, now, kept, client):
    client.force_login(cast.he)
    assert client.post(f"/care/customers/{kept.pk}/survey", {"sent": "1"}).status_code in (200, 204, 302)
    survey = Survey.objects.get()
    assert kept.short_name in client.get("/care/surveys").content.decode()
    assert Question.objects.first().text in client.get(f"/care/surveys/{survey.pk}").content.decode()
    assert client.get("/care/questions").status_code == 403
    client.force_login(cast.bai)
    assert Question.objects.first().text in client.get("/care/questions").content.decode()
    sent = {"text": "您愿意推荐我们吗？", "level": "beyond", "position": "60", "is_active": "on"}
    assert client.post("/care/questions/new", sent).status_code in (204, 302)
    assert Question.objects.filter(text=sent["text"]).exists()


def test_f60_6_satisfaction_stands_in_the_head_of_the_customer(cast, now, kept, client):
    client.force_login(cast.he)
    assert "满分 5" not in client.get(f"/customers/{kept.pk}").content.decode()
    answer(actions.begin_survey(kept, actor=cast.he, now=now), 4, cast=cast, now=now)
    assert "满分 5" in client.get(f"/customers/{kept.pk}").content.decode()
