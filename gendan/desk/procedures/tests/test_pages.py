"""The to-do list and the settings pages of the procedures."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gendan.spine.org.models import NumberSetting
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.models import Stay, Todo
from gendan.spine.procedures.tests import company


@pytest.fixture
def record(cast):
    with company.running(cast.zhou, now=timezone.now() - timedelta(days=10)) as record:
        yield record


def _lived(cast, record, *, count=20):
    """Cases that stayed one to forty hours in the analysis, all but the last of them closed."""
    start = timezone.now() - timedelta(days=20)
    for hours in range(1, count + 1):
        other = company.customer(cast.zhou, now=start)
        engine.start(other, procedure=company.COMPLAINT, actor=cast.zhou, now=start, state="analysis")
        engine.perform(other, "drop", actor=cast.zhou, data={"reason": "x"}, now=start + timedelta(hours=12 * hours))


def test_the_picture_shows_every_state_with_its_figures(record, cast, client):
    _lived(cast, record)
    client.force_login(cast.fang)
    page = client.get("/settings/procedures/trial?state=analysis").content.decode()
    for state in company.COMPLAINT.states:
        assert f'data-state="{state.key}"' in page
    assert "style=" not in page.split("<main")[1].split("</main>")[0]
    assert 'class="histogram"' in page


def test_another_limit_is_tried_on_past_cases_before_it_is_saved(record, cast, client):
    _lived(cast, record)
    client.force_login(cast.fang)
    page = client.get("/settings/procedures/trial?number=analysis&value=4").content.decode()
    assert "data-what-if" in page
    url = "/settings/procedures/trial/numbers/analysis"
    assert client.post(url, {"value": "4", "reason": ""}).status_code == 302
    assert not NumberSetting.objects.exists()
    client.post(url, {"value": "400", "reason": "more time"})
    assert not NumberSetting.objects.exists()
    client.post(url, {"value": "4", "reason": "more time"})
    setting = NumberSetting.objects.get()
    assert (setting.key, setting.value, setting.changed_by) == ("trial.analysis", 4, cast.fang)
    assert "more time" in client.get("/settings/procedures/trial?tab=changes").content.decode()


def test_a_changed_number_counts_for_later_entries_only(record, cast, client, now):
    client.force_login(cast.fang)
    before = Todo.objects.get(status="open").due_at
    client.post("/settings/procedures/trial/numbers/reply", {"value": "16", "reason": "short of people"})
    assert Todo.objects.get(status="open").due_at == before
    later = timezone.now() + timedelta(minutes=1)
    other = company.customer(cast.zhou, now=later)
    case = engine.start(other, procedure=company.COMPLAINT, actor=cast.zhou, now=later)
    assert case.numbers["reply"] == 16


def test_only_administrators_change_numbers(record, cast, client):
    client.force_login(cast.zhou)
    page = client.get("/settings/procedures/trial?number=analysis").content.decode()
    assert "number-form" not in page
    response = client.post("/settings/procedures/trial/numbers/analysis", {"value": "4", "reason": "x"})
    assert response.status_code == 403
    assert not NumberSetting.objects.exists()


def test_the_manual_and_the_list_are_generated(record, cast, client):
    client.force_login(cast.zhou)
    manual = client.get("/settings/procedures/trial?tab=manual").content.decode()
    assert "find the cause" in manual
    assert "The situation of the customer is written down." in manual
    assert 'data-procedure="trial"' in client.get("/settings/procedures").content.decode()
    assert client.get("/settings/procedures/nothing").status_code == 404


def test_the_list_shows_mine_my_peoples_and_what_i_gave(record, cast, client):
    client.force_login(cast.zhou)
    assert "take in the complaint" in client.get("/todos").content.decode()
    client.force_login(cast.lin)
    assert "take in the complaint" not in client.get("/todos").content.decode()
    assert "take in the complaint" in client.get("/todos?tab=people&due=overdue").content.decode()
    client.force_login(cast.ma)
    assert "take in the complaint" not in client.get("/todos?tab=people").content.decode()


def test_the_list_is_paged_by_key_with_the_same_number_of_queries(cast, client, django_assert_max_num_queries):
    now = timezone.now()
    record = company.customer(cast.zhou, now=now)
    for number in range(120):
        todos.add(record, title=f"call {number}", assignee=cast.zhou, due_at=now + timedelta(hours=number // 2 + 1),
                  actor=cast.zhou, now=now)
    client.force_login(cast.zhou)
    seen, url = [], "/todos"
    while url:
        with django_assert_max_num_queries(25):
            response = client.get(url)
        seen += [line["id"] for line in response.context["todos"]]
        after = response.context["after"]
        url = f"/todos?after={after.replace('+', '%2B')}" if after else ""
    assert len(seen) == len(set(seen)) == 120


def test_stays_are_written_for_the_figures(record, cast):
    engine.perform(record, "analyse", actor=cast.zhou, now=timezone.now())
    assert Stay.objects.get(state="intake").worked > 0
