"""Record pages and form pages over real customers."""

import pytest
from django.utils import timezone

from gendan.modules.customers.models import Customer
from gendan.modules.customers.procedure import KEY
from gendan.spine.procedures import engine
from gendan.spine.procedures import todos as todo_actions
from gendan.ui.detail import counted
from gendan.ui.models import Once

pytestmark = [pytest.mark.django_db, pytest.mark.urls("gendan.ui.tests.lists")]


@pytest.fixture
def customers(cast, client):
    """Lin's three customers."""
    client.force_login(cast.lin)
    now = timezone.now()
    return [
        Customer.objects.create(
            code=f"C{number}", name=f"客户{number}有限公司", abc="A", owner=cast.lin, department=cast.east, turnover=1200,
            created_at=now, updated_at=now,
        )
        for number in range(3)
    ]


def page(client, record, **query):
    return client.get(f"/test/customers/{record.pk}", query)


def test_the_page_shows_name_figures_tabs_and_a_button_that_is_off_with_its_reason(client, customers):
    text = page(client, customers[0]).content.decode()
    for words in ("客户0有限公司", "1,200", "is-overdue", "联系人", "还没有商机", "林叙"):
        assert words in text


def test_the_numbers_of_all_tabs_come_from_one_statement(customers, django_assert_num_queries):
    everybody = Customer.objects.all()
    with django_assert_num_queries(1):
        found = counted.add_up({
            "all": everybody, "some": everybody.exclude(name="客户0有限公司").order_by("name"), "two": (everybody, everybody, 4),
            "none": everybody.none(), "known": 5, "nothing": (),
        })
    assert found == {"all": 3, "some": 2, "two": 10, "none": 0, "known": 5, "nothing": 0}


def test_numbers_that_are_known_ask_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert counted.add_up({"known": 5}) == {"known": 5}


def test_a_tab_is_fetched_alone(client, customers):
    whole = page(client, customers[0], tab="contacts")
    part = client.get(f"/test/customers/{customers[0].pk}?tab=contacts", headers={"HX-Request": "true", "HX-Target": "tab"})
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()


def test_the_drawer_links_to_the_whole_page(client, customers):
    text = page(client, customers[0], peek="1").content.decode()
    assert f'href="/test/customers/{customers[0].pk}"' in text
    assert "<html" not in text


def test_the_arrows_walk_the_list_that_was_looked_at(client, customers):
    shown = client.get("/test/customers", {"view": "all", "sort": "new"}).context["sheet"].page.rows
    sheet = page(client, shown[1]).context["sheet"]
    assert sheet.neighbours.number == 2
    assert sheet.previous_url.endswith(f"/{shown[0].pk}")
    assert sheet.next_url.endswith(f"/{shown[2].pk}")
    assert page(client, shown[2]).context["sheet"].next_url == ""


def test_the_next_step_is_the_most_urgent_to_do_and_the_path_shows_the_present_state(client, customers, cast):
    now, record = timezone.now(), customers[0]
    engine.start(record, procedure=KEY, actor=cast.lin, now=now, owner=cast.lin)
    record.refresh_from_db()
    todo_actions.add(
        record, title="催货款", assignee=cast.lin, due_at=now + timezone.timedelta(days=400), actor=cast.lin, now=now
    )
    response = page(client, record)
    sheet = response.context["sheet"]
    assert [step.place for step in sheet.steps].count("current") == 1
    assert "催货款" in [line.todo.title for line in sheet.todos]
    assert sheet.next_todo.todo.due_at == min(line.todo.due_at for line in sheet.todos if line.todo.due_at)


# -- forms ----------------------------------------------------------------------------------------------------


def edit_url(record):
    return f"/test/customers/{record.pk}/edit"


def data(response, **changes):
    form = response.context["form"]
    values = {field.name: field.value() for field in form}
    return {
        **{name: value for name, value in values.items() if value is not None}, "once": response.context["token"],
        "original": response.context["original"], **changes,
    }


def test_a_form_saves_and_goes_to_the_record(client, customers):
    shown = client.get(edit_url(customers[0]))
    response = client.post(edit_url(customers[0]), data(shown, city="苏州"))
    assert response["Location"] == f"/test/customers/{customers[0].pk}"
    customers[0].refresh_from_db()
    assert customers[0].city == "苏州"


def test_a_form_sent_twice_saves_once_and_leads_to_the_same_place(client, customers):
    shown = client.get(edit_url(customers[0]))
    sent = data(shown, city="苏州")
    places = {client.post(edit_url(customers[0]), sent)["Location"] for _time in range(2)}
    customers[0].refresh_from_db()
    assert places == {f"/test/customers/{customers[0].pk}"}
    assert customers[0].revision == 2
    assert Once.objects.count() == 1


def test_errors_stand_at_their_fields_and_on_top_with_a_link(client, customers):
    shown = client.get(edit_url(customers[0]))
    response = client.post(edit_url(customers[0]), data(shown, name=""))
    text = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_name"' in text
    assert 'id="id_name_error"' in text
    assert not Once.objects.exists()


def test_two_people_at_once_compare_theirs_yours_and_the_original(client, customers):
    record = customers[0]
    mine, theirs = client.get(edit_url(record)), client.get(edit_url(record))
    client.post(edit_url(record), data(theirs, city="常州"))
    response = client.post(edit_url(record), data(mine, city="苏州"))
    assert response.status_code == 409
    found = {item.field.name: (item.theirs, item.yours, item.original) for item in response.context["conflict"]}
    assert found == {"city": ("常州", "苏州", "")}
    response = client.post(edit_url(record), data(response, city="苏州"))
    assert response.status_code == 302
    record.refresh_from_db()
    assert record.city == "苏州"
