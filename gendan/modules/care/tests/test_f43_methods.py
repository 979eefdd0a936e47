"""F43.1, F43.3 … F43.5, F43.8, F43.9: the methods of the programme of loyalty, where they help in the work."""

from datetime import timedelta
from decimal import Decimal

import pytest

from gendan.modules.care import actions, reports
from gendan.modules.care.models import Question
from gendan.modules.care.tests.factories import receiver
from gendan.modules.customers.actions import change_customer
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity, make_promise
from gendan.modules.knowledge.queries import hints
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal


def test_f43_1_what_customers_say_in_their_own_words_is_read_in_one_place(cast, now, client):
    person = receiver(cast, now)
    survey = actions.begin_survey(person.customer, actor=cast.he, now=now)
    given = {f"question_{Question.objects.first().pk}": "4", "wishes": "单据一次写对", "contact": str(person.pk)}
    engine.perform(survey, "answer", actor=cast.he, data=given, now=now)
    rows = reports.voices(Customer.objects.all())
    assert [(row["text"], row["score"], row["url"]) for row in rows] == [("单据一次写对", Decimal("4.0"), f"/care/surveys/{survey.pk}")]
    for who, seen in ((cast.he, True), (cast.ma, False)):
        client.force_login(who)
        assert ("单据一次写对" in client.get("/reports/voices").content.decode()) is seen


def test_f43_3_each_stage_of_the_customer_has_its_own_help(cast, now):
    kept, searched = (customer(cast.he, now, name, state=state) for name, state in (("青屿重工有限公司", "maintain"), ("岚石液压有限公司", "search")))
    shown = [{hint.article.pk for hint in hints(cast.he, record=one)} for one in (kept, searched)]
    assert shown[0]
    assert shown[0] != shown[1]


def test_f43_4_what_is_open_with_a_customer_stands_before_what_is_to_be_sold(cast, now, client):
    one = customer(cast.he, now, "青屿重工有限公司", state="maintain")
    deal = registered(one, actor=cast.he, reviewer=cast.lin, now=now)
    client.force_login(cast.he)
    pages = (f"/customers/{one.pk}", f"/opportunities/{deal.pk}")
    assert [page for page in pages if "serve-first" in client.get(page).content.decode()] == []
    make_promise(one, question="何时换货", due_at=now + timedelta(minutes=5), actor=cast.he, now=now)
    assert [page for page in pages if "serve-first" not in client.get(page).content.decode()] == []


def test_f43_5_what_counts_as_value_for_the_customer_is_read_before_a_visit(cast, now, client):
    one = customer(cast.he, now, "青屿重工有限公司")
    change_customer(one, values={"value_note": "少停机，不怕贵"}, actor=cast.he, now=now)
    client.force_login(cast.he)
    assert "少停机，不怕贵" in client.get(f"/customers/{one.pk}").content.decode()


def test_f43_8_what_partners_of_the_channel_brought(cast, now):
    person = receiver(cast, now, nature="partner")
    made = actions.note_referral(person, introduced_name="江岳矿山", actor=cast.he, now=now)
    rows = reports.partners(Customer.objects.all())
    assert [(row["id"], row["named"], row["customers"], row["deals"], row["won"]) for row in rows] == [(made.customer_id, 1, 0, 0, Decimal(0))]


def test_f43_9_one_database_holds_everything_of_a_customer_once(cast, now, client):
    one = customer(cast.he, now, "青屿重工（苏州）有限公司")
    log_activity(one, actor=cast.he, now=now, text="谈了振动", next_step=NextStep("送样", now + timedelta(days=1)))
    registered(one, actor=cast.he, reviewer=cast.lin, now=now)
    actions.begin_survey(one, actor=cast.he, now=now)
    client.force_login(cast.he)
    page = client.get(f"/timeline/customers.customer/{one.pk}").content.decode()
    assert "谈了振动" in page
    assert one.surveys.count() == one.opportunities.count() == one.activities.count() == 1
    with pytest.raises(Refusal):
        customer(cast.ma, now, "青屿重工(苏州)有限公司")
