"""F57: five meetings, each with its purpose; the next one only after the notes of the last."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gendan.modules.followups.actions import NextStep
from gendan.modules.followups.models import Activity
from gendan.modules.knowledge.models import Article
from gendan.modules.plans import actions, reports
from gendan.modules.plans.tests.story import classed
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal


@pytest.fixture
def customer(cast, now):
    return classed(cast.he, now, "青屿重工（苏州）有限公司", "A")


def agree(customer, cast, at, *, now, way="visit"):
    return actions.plan_visit(customer, at=at, focus="认识", way=way, actor=cast.he, now=now)


def write_down(visit, cast, now):
    return actions.report(visit, text="交换了名片", next_step=NextStep("约第二次", now + timedelta(days=9)), actor=cast.he, now=now)


def test_f57_1_to_5_meetings_in_person_are_counted(cast, now, customer):
    numbers = []
    for number in range(5):
        moment = now + timedelta(days=number)
        visit = agree(customer, cast, moment + timedelta(hours=2), now=moment)
        numbers.append(visit.meeting)
        write_down(visit, cast, moment + timedelta(hours=3))
    assert numbers == [1, 2, 3, 4, 5]
    assert agree(customer, cast, now + timedelta(days=9), now=now + timedelta(days=8), way="call").meeting is None


def test_f57_2_the_next_meeting_is_agreed_only_after_the_notes_of_the_last(cast, now, customer):
    first = agree(customer, cast, now + timedelta(hours=2), now=now)
    later = now + timedelta(days=1)
    with pytest.raises(Refusal, match="认识") as refused:
        agree(customer, cast, later + timedelta(days=1), now=later)
    assert (refused.value.code, refused.value.who) == ("no_notes", cast.he.name)
    assert agree(customer, cast, later + timedelta(days=1), now=later, way="call")
    write_down(first, cast, later)
    assert agree(customer, cast, later + timedelta(days=1), now=later).meeting == 2


def test_f57_3_nobody_stands_at_the_door_again_without_them(cast, now, customer):
    first = agree(customer, cast, now + timedelta(days=1), now=now)
    second = agree(customer, cast, now + timedelta(days=2), now=now)
    with pytest.raises(Refusal):
        actions.arrive(second, actor=cast.he, now=second.at)
    engine.perform(first, "cancel", actor=cast.he, data={"reason": "客户出差"}, now=first.at)
    actions.arrive(second, actor=cast.he, now=second.at)
    second.refresh_from_db()
    assert second.state == "under_way"


def test_f57_4_what_helps_at_a_meeting_stands_on_its_page(cast, now, customer, client):
    visit = agree(customer, cast, now + timedelta(days=1), now=now)
    client.force_login(cast.he)
    page = client.get(reverse("plans:visit", args=[visit.pk])).content.decode()
    assert f'data-hint="{Article.objects.get(flow__contains="F57").pk}"' in page
    write_down(visit, cast, now + timedelta(hours=1))
    assert "data-hint" not in client.get(reverse("plans:visit", args=[visit.pk])).content.decode()


def test_f57_5_the_share_that_comes_to_the_next_meeting(cast, now, customer):
    other = classed(cast.he, now, "远汀泵业有限公司", "B")
    for number, one in enumerate((customer, customer, other)):
        moment = now + timedelta(days=number)
        write_down(agree(one, cast, moment + timedelta(hours=1), now=moment), cast, moment + timedelta(hours=2))
    rows = reports.meetings(Activity.objects.all())
    assert [(row["customers"], row["next"], row["share"]) for row in rows[:2]] == [(2, 1, 0.5), (1, 0, 0)]
