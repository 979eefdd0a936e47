"""The personal calendar (B1): to-dos by day, visits, absences, holidays and make-up days; superiors see their people's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gendan.desk.calendar.days import natures, span_of
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups import actions as followups
from gendan.spine.org import actions as org
from gendan.spine.org.models import CalendarDay
from gendan.spine.procedures import todos
from gendan.spine.procedures.models import Todo


@pytest.fixture
def he(cast) -> Client:
    client = Client()
    client.force_login(cast.he)
    return client


@pytest.fixture
def soon():
    """A moment still to come for the real clock of the pages."""
    return timezone.now() + timedelta(days=3)


def page(client: Client, **query: str) -> str:
    response = client.get("/calendar", query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("show", ["month", "week", "day"])
def test_b1_a_todo_stands_on_the_day_it_is_due(cast, he, soon, show):
    made = customer(cast.he, timezone.now())
    todo = todos.add(made, title="送样件两套", assignee=cast.he, due_at=soon, actor=cast.he, now=timezone.now())
    day = timezone.localdate(soon).isoformat()
    assert f'href="/todos/{todo.pk}"' in page(he, show=show, day=day)
    assert f'data-day="{day}"' in page(he, show=show, day=day)


def test_b1_superiors_see_the_calendar_of_their_people_and_others_do_not(cast, he, soon):
    made = customer(cast.he, timezone.now())
    todos.add(made, title="送样件两套", assignee=cast.he, due_at=soon, actor=cast.he, now=timezone.now())
    lin, zhou, day = Client(), Client(), timezone.localdate(soon).isoformat()
    lin.force_login(cast.lin)
    zhou.force_login(cast.zhou)
    assert "送样件两套" not in page(lin, day=day)
    assert "送样件两套" in page(lin, day=day, who="team")
    assert "送样件两套" in page(lin, day=day, who=str(cast.he.pk))
    assert "送样件两套" not in page(zhou, day=day, who=str(cast.he.pk))
    assert "送样件两套" not in page(zhou, day=day, who="team")


def test_b1_visits_and_absences_are_shown(cast, he, now):
    made = customer(cast.he, now)
    step = followups.NextStep("送样件", now + timedelta(days=3))
    followups.log_activity(made, actor=cast.he, now=now, way="visit", text="看了跨行车减速箱", next_step=step)
    org.plan_absence(cast.he, deputy=cast.zhou, starts_on=date(2026, 9, 28), ends_on=date(2026, 9, 29), reason="年假", actor=cast.he, now=now)
    text = page(he, show="month", day="2026-09-24")
    assert "看了跨行车减速箱" in text
    assert "何苗请假" in text
    zhou = Client()
    zhou.force_login(cast.zhou)
    assert "周砚代理何苗" in page(zhou, show="week", day="2026-09-28")


def test_holidays_and_make_up_days_are_named(cast, he):
    CalendarDay.objects.update_or_create(day=date(2026, 9, 25), calendar=None, defaults={"kind": "holiday", "name": "中秋节"})
    CalendarDay.objects.update_or_create(day=date(2026, 9, 27), calendar=None, defaults={"kind": "working", "name": "国庆节调休"})
    text = page(he, show="month", day="2026-09-24")
    assert "中秋节 · 休" in text
    assert "国庆节调休 · 调休上班" in text
    kinds = natures(cast.he, span_of("week", date(2026, 9, 24)))
    assert not kinds[date(2026, 9, 25)].working
    assert kinds[date(2026, 9, 27)].make_up


def test_a_next_step_is_planned_from_a_day(cast, he, soon):
    made = customer(cast.he, timezone.now())
    day = timezone.localdate(soon).isoformat()
    assert f"{day}T09:00" in he.get("/calendar/new", {"day": day}).content.decode()
    response = he.post(f"/calendar/new?day={day}", {"customer": "qyzg", "title": "送样件", "due_at": f"{day}T10:00"})
    assert response.status_code == 302
    assert Todo.objects.get(title="送样件").record_id == made.pk


def test_a_next_step_needs_one_customer_that_may_be_followed_up(cast, he, soon):
    customer(cast.zhou, timezone.now())
    data = {"customer": "qyzg", "title": "送样件", "due_at": f"{timezone.localdate(soon).isoformat()}T10:00"}
    response = he.post("/calendar/new", data)
    assert response.status_code == 422
    assert not Todo.objects.filter(title="送样件").exists()


def test_many_todos_cost_as_many_queries_as_one(cast, he, soon):
    made = customer(cast.he, timezone.now())
    todos.add(made, title="一", assignee=cast.he, due_at=soon, actor=cast.he, now=timezone.now())
    page(he)
    with CaptureQueriesContext(connection) as one:
        page(he)
    for title in "二三四":
        todos.add(made, title=title, assignee=cast.he, due_at=soon, actor=cast.he, now=timezone.now())
    with CaptureQueriesContext(connection) as many:
        page(he)
    assert len(many) == len(one)


@pytest.mark.parametrize("query", [{"day": "2026-02-31"}, {"day": "x"}, {"show": "decade"}, {"who": "99999999"}, {"day": "2026-12-31", "show": "month"}])
def test_any_address_is_answered(he, query):
    assert page(he, **query)
    assert span_of("month", date(2026, 12, 31)).after == date(2027, 1, 1)


def test_the_calendar_is_found_in_the_rail_and_on_ones_own_page(he):
    assert 'href="/calendar"' in he.get("/me").content.decode()
    assert 'href="/calendar"' in he.get("/palette", {"q": "日历"}).content.decode()
