"""Moves, to-dos and sign-offs over HTTP: with scripts and without, allowed and refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.models import SignOff, Todo
from gendan.spine.procedures.tests import company

HTMX = {"HX-Request": "true"}


@pytest.fixture
def record(cast):
    with company.running(cast.zhou, now=timezone.now()) as record:
        yield record


def _url(record, key):
    return f"/do/customers.customer/{record.pk}/{key}"


def test_a_button_moves_the_record(record, cast, client):
    client.force_login(cast.zhou)
    response = client.post(_url(record, "analyse"), {"next": "/todos"})
    assert (response.status_code, response["Location"]) == (302, "/todos")
    record.refresh_from_db()
    assert record.state == "analysis"


def test_next_never_leads_away(record, cast, client):
    client.force_login(cast.zhou)
    response = client.post(_url(record, "analyse"), {"next": "https://elsewhere.example/"})
    assert "elsewhere" not in response["Location"]


def test_with_htmx_the_page_is_loaded_again(record, cast, client):
    client.force_login(cast.zhou)
    response = client.post(_url(record, "analyse"), headers=HTMX)
    assert (response.status_code, response["HX-Refresh"]) == (204, "true")


def test_a_move_without_its_reason_asks_for_it(record, cast, client):
    client.force_login(cast.zhou)
    response = client.post(_url(record, "drop"), headers=HTMX)
    assert response.status_code == 422
    assert 'name="reason"' in response.content.decode()
    page = client.get(_url(record, "drop")).content.decode()
    assert '<html' in page
    assert client.post(_url(record, "drop"), {"reason": "withdrawn"}).status_code == 302


def test_a_stranger_finds_nothing(record, cast, client):
    client.force_login(cast.ma)
    assert client.post(_url(record, "analyse")).status_code == 404
    assert client.get(f"/todos/{Todo.objects.get().pk}/complete").status_code == 404


def test_what_has_no_button_has_no_endpoint(record, cast, client):
    client.force_login(cast.zhou)
    assert client.post(_url(record, "agree")).status_code == 404
    assert client.post(_url(record, "nothing")).status_code == 404
    assert client.post("/do/no.kind/1/x").status_code == 404
    assert client.post(f"/do/org.employee/{cast.lin.pk}/x").status_code == 404


def test_a_second_click_gets_the_story(record, cast, client):
    client.force_login(cast.zhou)
    client.post(_url(record, "analyse"))
    response = client.post(_url(record, "analyse"), headers=HTMX)
    assert response.status_code == 422
    assert cast.zhou.name in response.content.decode()


def test_the_last_to_do_is_done_only_with_a_next_step(record, cast, client):
    client.force_login(cast.zhou)
    todo = Todo.objects.get()
    response = client.post(f"/todos/{todo.pk}/complete", {"outcome": "spoke"}, headers=HTMX)
    assert response.status_code == 422
    due = timezone.localtime(timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    response = client.post(f"/todos/{todo.pk}/complete", {"outcome": "spoke", "title": "send prices", "due_at": due})
    assert response.status_code == 302
    todo.refresh_from_db()
    assert (todo.status, todo.outcome) == ("done", "spoke")
    record.refresh_from_db()
    assert record.next_title == "send prices"


def test_pm_39_a_superior_postpones_and_gives_to_somebody_else(record, cast, client):
    client.force_login(cast.lin)
    todo = Todo.objects.get()
    due = timezone.localtime(timezone.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(f"/todos/{todo.pk}/postpone", {"due_at": due, "reason": ""}).status_code == 422
    assert client.post(f"/todos/{todo.pk}/postpone", {"due_at": due, "reason": "fair"}).status_code == 302
    assert client.post(f"/todos/{todo.pk}/reassign", {"assignee": cast.he.pk, "reason": "ill"}).status_code == 302
    todo.refresh_from_db()
    assert (todo.assignee, todo.due_rule) == (cast.he, None)


def test_an_opinion_is_given_on_its_page(record, cast, client):
    now = timezone.now()
    engine.perform(record, "analyse", actor=cast.zhou, now=now)
    record.situation, record.tags = "known", ["x"]
    record.save()
    engine.perform(record, "propose", actor=cast.han, data={"cause": "heat"}, now=now)
    signoff = SignOff.objects.get(party="sales")
    client.force_login(cast.lin)
    assert client.post(f"/signoffs/{signoff.pk}", {"verdict": "refused"}).status_code == 422
    assert client.post(f"/signoffs/{signoff.pk}", {"verdict": "agreed"}).status_code == 302
    signoff.refresh_from_db()
    assert signoff.signed_by == cast.lin
    client.force_login(cast.ma)
    assert client.get(f"/signoffs/{signoff.pk}").status_code == 404


def test_a_record_without_a_next_step_gets_one_or_a_reason(cast, client):
    record = company.customer(cast.zhou, now=timezone.now())
    client.force_login(cast.zhou)
    due = timezone.localtime(timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    url = f"/todos/new/customers.customer/{record.pk}"
    assert client.post(url, {"title": "call", "due_at": due}).status_code == 302
    record.refresh_from_db()
    assert record.next_title == "call"
    todos.complete(Todo.objects.get(), actor=cast.zhou, now=timezone.now())
    url = f"/todos/none/customers.customer/{record.pk}"
    assert client.post(url, {"reason": "budget", "wakes_at": due}).status_code == 302
    record.refresh_from_db()
    assert (record.next_due_at, record.next_todo_id is not None) == (None, True)
