"""Twenty people on one record, two clocks at once, a clock that jumps: one wins, nobody's words are lost, nothing happens twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine import clock
from gendan.spine.messages.models import Message
from gendan.spine.org.models import Employee
from gendan.spine.procedures import doctor, todos
from gendan.spine.procedures.models import Escalation, Stay, Todo
from gendan.spine.timeline.models import Comment, Entry
from tests.cast import found_company

MANY, THREADS = 20, 6
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("at_once")]


@pytest.fixture(autouse=True)
def sessions_end():
    """A pool of threads leaves no session behind that would keep the tables."""
    yield
    connections["default"].close_pool()


def at_once(work: Callable[[int], Any], *, count: int = MANY) -> list[Any]:
    """What each of so many found, as many at a moment as the server of one machine has threads."""

    def run(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(min(count, THREADS)) as threads:
        return list(threads.map(run, range(count)))


def browsers(person: Employee, count: int = MANY) -> list[Client]:
    """Open tabs of one who may do it, each on its own."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    opened = []
    for _tab in range(count):
        tab = Client(raise_request_exception=False)
        tab.cookies = client.cookies
        opened.append(tab)
    return opened


def test_twenty_people_on_one_record_one_edit_wins_and_the_others_keep_their_words() -> None:
    cast, now = found_company(), timezone.now()
    firm = customer(cast.lin, now)
    tabs = browsers(cast.lin)
    form = {"name": firm.name, "nature": "company", "revision": firm.revision, "original": "{}"}
    answers = at_once(lambda number: tabs[number].post(f"/customers/{firm.pk}/edit", form | {"short_name": f"青屿{number:02}"}))
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses == {302: 1, 409: MANY - 1}
    winner = next(number for number, answer in enumerate(answers) if answer.status_code == 302)
    assert Customer.objects.get(pk=firm.pk).short_name == f"青屿{winner:02}"
    for number, answer in enumerate(answers):
        if number != winner:
            page = answer.content.decode()
            assert f"青屿{number:02}" in page
            assert f"青屿{winner:02}" in page


def test_twenty_people_on_one_record_all_comments_stand_and_one_move_is_made() -> None:
    cast, now = found_company(), timezone.now()
    firm = customer(cast.lin, now)
    chance = registered(firm, actor=cast.lin, reviewer=cast.gao, now=now)
    tabs = browsers(cast.lin)
    kind = "opportunities.opportunity"

    def both(number: int) -> tuple[int, int]:
        said = tabs[number].post(f"/timeline/{kind}/{chance.pk}/comments", {"text": f"第 {number:02} 位"})
        moved = tabs[number].post(f"/do/{kind}/{chance.pk}/to_won_chance", {})
        return said.status_code, moved.status_code

    answers = at_once(both)
    assert all(said < 400 for said, _moved in answers)
    assert sum(moved < 400 for _said, moved in answers) == 1
    assert {moved for _said, moved in answers if moved >= 400} <= {409, 422}
    assert Comment.objects.filter(object_id=chance.pk).count() == Entry.objects.filter(verb="comment.added").count() == MANY
    assert Opportunity.objects.get(pk=chance.pk).state == "won_chance"
    assert Stay.objects.filter(case=chance.case, state="won_chance").count() == 1
    assert doctor.run() == []


def test_clocks_side_by_side_that_jump_and_rest_take_each_step_once() -> None:
    cast, now = found_company(), datetime(2026, 9, 24, 10, 20, tzinfo=timezone.get_current_timezone())
    firms = [customer(cast.lin, now, f"{name}传动有限公司") for name in ("岚石", "松陵", "曜川", "云鹿", "远汀", "霁海")]
    for number, firm in enumerate(firms):
        todos.add(firm, title="回电话", assignee=cast.lin, due_at=now + timedelta(hours=number + 1), actor=cast.lin, now=now)
    tick = [clock.TICKS["procedures"]]
    # On time, a day off, five days ahead by mistake, back again, on: the second clock a little behind the first.
    for hours in (0, 1, 26, 146, 27, 28, 170):
        at_once(lambda number, hours=hours: clock.run_due({}, now=now + timedelta(hours=hours, seconds=number), ticks=tick), count=2)
    taken = Escalation.objects.exclude(done_at=None)
    assert taken.count() >= len(firms)
    assert Counter(taken.values_list("todo", "step")).most_common(1)[0][1] == 1
    told = Message.objects.filter(topic="procedures.late")
    assert told.count() == sum(len(one.told) for one in taken)
    assert Counter(told.values_list("once", flat=True)).most_common(1)[0][1] == 1
    assert not Escalation.objects.filter(done_at=None, due_at__lte=now + timedelta(hours=170), todo__status=Todo.Status.OPEN).exists()
    assert doctor.run() == []
