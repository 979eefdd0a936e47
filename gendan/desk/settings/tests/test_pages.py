"""The settings pages, the address book, and each person's own pages."""

from datetime import date, time

import pytest
from django.test import Client
from django.utils import timezone

from gendan.modules.customers.numbers import BIN_DAYS
from gendan.spine.messages.numbers import OPENS
from gendan.spine.org import queries
from gendan.spine.org.models import Calendar, CalendarDay, Department, Deputy, Employee, RoleTitle
from gendan.spine.timeline.models import Entry
from tests.cast import Cast

PAGES = ["/settings", "/settings/departments", "/settings/employees", "/settings/roles", "/settings/absences",
         "/settings/calendars", "/settings/company-numbers", "/settings/employees/new"]
FAR = {"starts_on": "2099-05-01", "ends_on": "2099-05-03"}


@pytest.fixture
def fang(client: Client, cast: Cast) -> Client:
    client.force_login(cast.fang)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_administrators_open_every_settings_page(fang: Client, page) -> None:
    assert fang.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_others_are_refused_and_told_who_can_help(client: Client, cast: Cast, page) -> None:
    client.force_login(cast.lin)
    answer = client.get(page)
    assert answer.status_code == 403
    assert "方致远" in answer.content.decode()
    client.logout()
    assert client.get(page).status_code == 302


def test_f37_5_the_crm_supervisor_opens_employees_and_roles_only(client: Client, cast: Cast) -> None:
    client.force_login(cast.bai)
    assert client.get("/settings").status_code == 200
    assert "员工" in client.get("/settings").content.decode()
    assert client.post(f"/settings/employees/{cast.he.pk}/roles", {"role": "sales_assistant"}).status_code == 302
    assert "sales_assistant" in queries.roles_of(cast.he, on=date(2026, 9, 24))
    page = client.get(f"/settings/employees/{cast.he.pk}").content.decode()
    assert 'data-role="sales_assistant"' in page
    assert "/edit" not in page
    held = cast.he.held_roles.get(role__key="sales_assistant")
    client.post(f"/settings/employees/{cast.he.pk}/roles/{held.pk}/take")
    assert "sales_assistant" not in queries.roles_of(cast.he, on=date(2026, 9, 24))
    assert client.get("/settings/departments").status_code == 403
    assert client.post(f"/settings/employees/{cast.he.pk}/leave", {"successor": cast.zhou.pk}).status_code == 403


def test_who_settles_one_thing_finds_it_under_the_settings(client: Client, cast: Cast) -> None:
    client.force_login(cast.bai)
    client.post(f"/settings/employees/{cast.han.pk}/roles", {"role": "management_representative"})
    client.force_login(cast.han)
    page = client.get("/settings").content.decode()
    assert "投诉表单" in page
    assert "员工" not in page.partition('class="settings-places"')[2]


def test_a_department_is_founded_edited_and_closed(fang: Client, cast: Cast) -> None:
    fang.post("/settings/departments", {"name": "一组", "parent": cast.east.pk, "head": cast.zhou.pk})
    team = Department.objects.get(name="一组")
    assert team.parent == cast.east
    twice = fang.post("/settings/departments", {"name": "一组", "parent": cast.east.pk})
    assert twice.status_code == 422
    assert "同一级已有同名部门" in twice.content.decode()
    fang.post(f"/settings/departments/{team.pk}", {"name": "大客户组", "parent": cast.export.pk, "head": ""})
    team.refresh_from_db()
    assert (team.name, team.parent, team.head) == ("大客户组", cast.export, None)
    assert team.path.startswith(cast.export.path)
    fang.post(f"/settings/departments/{team.pk}/close")
    team.refresh_from_db()
    assert not team.is_active
    assert Entry.objects.filter(verb="department.closed", object_id=team.pk).exists()
    assert fang.post(f"/settings/departments/{cast.east.pk}/close").status_code == 422


def test_a_person_is_employed_on_a_page(fang: Client, cast: Cast) -> None:
    values = {"username": "zeng", "name": "曾晓", "department": cast.east.pk, "title": "业务员"}
    wrong = fang.post("/settings/employees/new", {**values, "username": "lin", "password": "short"})
    assert wrong.status_code == 422
    answer = fang.post("/settings/employees/new", values)
    zeng = Employee.objects.get(username="zeng")
    assert answer.url == f"/settings/employees/{zeng.pk}"
    assert "曾晓" in fang.get("/settings/employees?q=zx").content.decode()


def test_data_of_a_person_are_edited_by_the_fields_that_changed(fang: Client, cast: Cast) -> None:
    values = {"name": "何苗", "department": cast.export.pk, "supervisor": cast.gu.pk, "phone": "13800000000"}
    assert fang.post(f"/settings/employees/{cast.he.pk}/edit", values).status_code == 302
    he = Employee.objects.get(pk=cast.he.pk)
    assert (he.department, he.supervisor, he.phone) == (cast.export, cast.gu, "13800000000")
    verbs = set(Entry.objects.filter(object_id=he.pk, kind="org.employee").values_list("verb", flat=True))
    assert verbs == {"employee.edited", "employee.transferred"}
    round_again = {**values, "supervisor": cast.he.pk}
    assert fang.post(f"/settings/employees/{cast.he.pk}/edit", round_again).status_code == 422
    last = {"name": "方致远", "department": cast.company.pk}
    assert fang.post(f"/settings/employees/{cast.fang.pk}/edit", last).status_code == 422


def test_the_list_of_employees_goes_on_after_the_last_row(fang: Client, cast: Cast, monkeypatch) -> None:
    Employee.objects.update(pinyin="li")
    monkeypatch.setattr("gendan.desk.settings.views.employees.PAGE", 6)
    first = fang.get("/settings/employees")
    second = fang.get("/settings/employees", {"after": first.context["more"]})
    both = [person.pk for answer in (first, second) for person in answer.context["people"]]
    assert len(both) == len(set(both)) == 11
    assert second.context["more"] == ""


def test_a_new_password_is_shown_once(fang: Client, cast: Cast) -> None:
    answer = fang.post(f"/settings/employees/{cast.he.pk}/password").content.decode()
    password = answer.split("data-password>")[1].split("<")[0]
    assert Employee.objects.get(pk=cast.he.pk).check_password(password)


def test_leaving_hands_everything_over(fang: Client, cast: Cast) -> None:
    page = f"/settings/employees/{cast.lin.pk}"
    assert fang.post(f"{page}/leaving", {"last_day": "2099-01-31"}).status_code == 302
    assert fang.post(f"{page}/leave", {"successor": cast.lin.pk}).status_code == 422
    assert fang.post(f"{page}/leave", {"successor": cast.zhou.pk}).status_code == 302
    assert Employee.objects.get(pk=cast.lin.pk).status == Employee.Status.LEFT
    assert Department.objects.get(pk=cast.east.pk).head == cast.zhou
    assert queries.findings(today=date(2026, 9, 24)) == []
    fang.get("/me")  # the toast is read
    assert "林叙" not in fang.get("/settings/employees").content.decode()
    assert "林叙" in fang.get("/settings/employees?left=1").content.decode()


def test_titles_are_mapped_to_roles(fang: Client, cast: Cast) -> None:
    fang.post(f"/settings/employees/{cast.he.pk}/title", {"title": "咨询师"})
    fang.post("/settings/roles", {"role": "salesperson", "title": "咨询师"})
    assert RoleTitle.objects.filter(title="咨询师").exists()
    assert "随职务" in fang.get(f"/settings/employees/{cast.he.pk}").content.decode()
    fang.post("/settings/roles/unmap", {"role": "salesperson", "title": "咨询师"})
    assert not RoleTitle.objects.filter(title="咨询师").exists()


def test_everybody_plans_his_own_absence(client: Client, cast: Cast) -> None:
    client.force_login(cast.he)
    assert client.post("/me/absence", {**FAR, "deputy": cast.zhou.pk, "reason": "年假"}).status_code == 302
    absence = Deputy.objects.get()
    assert "周砚" in client.get("/me/absence").content.decode()
    assert client.post("/me/absence", {**FAR, "deputy": cast.gao.pk}).status_code == 422
    client.force_login(cast.zhou)
    assert "何苗" in client.get("/me/absence").content.decode()
    assert client.post(f"/settings/absences/{absence.pk}/end").status_code == 403
    client.force_login(cast.he)
    client.post(f"/settings/absences/{absence.pk}/end")
    assert not Deputy.objects.exists()


def test_administrators_plan_absences_of_others(fang: Client, cast: Cast) -> None:
    assert fang.post("/settings/absences", {**FAR, "employee": cast.gu.pk, "deputy": cast.ma.pk}).status_code == 302
    assert "顾盼" in fang.get("/settings/absences").content.decode()


def test_a_year_is_drawn_and_a_day_is_set(fang: Client, cast: Cast) -> None:
    company = Calendar.objects.get(is_default=True)
    page = fang.get(f"/settings/calendars/{company.pk}?year=2026&day=2026-09-20").content.decode()
    assert page.count('class="month"') == 12
    assert 'data-what="working"' in page
    assert "国庆节" in page
    assert "248 个工作日" in page
    assert "暂定" in fang.get(f"/settings/calendars/{company.pk}?year=2027").content.decode()
    post = {"day": "2026-09-24", "kind": "holiday", "name": "厂庆"}
    answer = fang.post(f"/settings/calendars/{company.pk}/day", post)
    assert answer.url.endswith("?year=2026")
    assert CalendarDay.objects.get(day="2026-09-24").calendar is None
    fang.post(f"/settings/calendars/{company.pk}/day", {"day": "2026-09-24", "kind": ""})
    assert not CalendarDay.objects.filter(day="2026-09-24").exists()
    fang.post(f"/settings/calendars/{company.pk}/foresee", {"year": "2040"})
    assert CalendarDay.objects.filter(day__year=2040, provisional=True).count() == 13


def test_a_calendar_is_added_changed_and_removed(fang: Client, cast: Cast) -> None:
    wrong = fang.post("/settings/calendars", {"name": "门店", "day5": "morning"})
    assert wrong.status_code == 422
    fang.post("/settings/calendars", {"name": "门店", "day5": "9:00-18:00"})
    store = Calendar.objects.get(name="门店")
    fang.post(f"/settings/calendars/{store.pk}", {"name": "门店", "day6": "9：00～18：00"})
    assert store.windows.get().weekday == 6
    fang.post(f"/settings/calendars/{store.pk}/day", {"day": "2026-09-20", "kind": "holiday"})
    assert CalendarDay.objects.get(day="2026-09-20", calendar=store)
    fang.post(f"/settings/calendars/{store.pk}/drop")
    assert not Calendar.objects.filter(name="门店").exists()


def test_days_are_imported_on_a_page(fang: Client, cast: Cast, tmp_path) -> None:
    company = Calendar.objects.get(is_default=True)
    days = tmp_path / "days.csv"
    days.write_text("日期,类型,名称\n2027-02-05,休,春节\n", "utf-8")
    with days.open("rb") as file:
        assert fang.post(f"/settings/calendars/{company.pk}/days", {"file": file}).status_code == 302
    days.write_text("日期,类型\n2027-02-05,也许\n", "utf-8")
    with days.open("rb") as file:
        answer = fang.post(f"/settings/calendars/{company.pk}/days", {"file": file})
    assert answer.status_code == 422
    assert "第 2 行" in answer.content.decode()


@pytest.mark.parametrize("query", ["周砚", "zhou", "139 0000", "一线销售"])
def test_b1_the_address_book_finds_people(client: Client, cast: Cast, query) -> None:
    Employee.objects.filter(pk=cast.zhou.pk).update(phone="1390000", title="一线销售")
    client.force_login(cast.xu)
    page = client.get("/people", {"q": query}).content.decode()
    assert 'data-person="zhou"' in page
    assert 'data-person="he"' not in page


def test_b1_the_address_book_shows_a_department_and_who_is_away(client: Client, cast: Cast) -> None:
    Deputy.objects.create(employee=cast.zhou, deputy=cast.he, starts_on="2020-01-01", ends_on="2099-01-01")
    client.force_login(cast.xu)
    page = client.get("/people", {"department": cast.east.pk}).content.decode()
    assert page.count("data-person=") == 4
    assert "不在岗" in page
    assert client.get("/people", {"department": "x"}).status_code == 200


def test_the_address_book_costs_the_same_with_more_people(client: Client, cast: Cast, django_assert_max_num_queries) -> None:
    client.force_login(cast.xu)
    client.get("/people")
    with django_assert_max_num_queries(10):
        client.get("/people")
    with django_assert_max_num_queries(10):
        client.get("/people", {"department": cast.quality.pk})


def test_people_change_their_phone_and_password(client: Client, cast: Cast) -> None:
    cast.he.set_password("corn-sun-river-9")
    cast.he.save()
    client.force_login(cast.he)
    assert "/me/password" in client.get("/me").content.decode()
    client.post("/me/contact", {"phone": "13900000000", "email": ""})
    assert Employee.objects.get(pk=cast.he.pk).phone == "13900000000"
    new = {"old": "corn-sun-river-9", "new": "moon-tree-lake-7"}
    assert client.post("/me/password", {**new, "again": "other"}).status_code == 422
    assert client.post("/me/password", {**new, "again": new["new"]}).status_code == 302
    assert client.get("/me").status_code == 200, "this session goes on"


def test_pages_speak_english_too(client: Client, cast: Cast) -> None:
    Employee.objects.filter(pk=cast.fang.pk).update(language="en")
    client.force_login(cast.fang)
    assert "Held by" in client.get("/settings/roles").content.decode()
    assert "Salesperson" in client.get("/settings/roles").content.decode()


def test_the_numbers_of_the_company_are_changed_with_a_reason_and_count_at_once(fang: Client, cast: Cast) -> None:
    page = fang.get("/settings/company-numbers").content.decode()
    assert "客户在回收站保留" in page
    assert "建立时" in page
    dialog = "/settings/company-numbers/customers.bin_days"
    assert 'value="30"' in fang.get(dialog).content.decode()
    for wrong in ({"value": "0", "reason": "试"}, {"value": "viele", "reason": "试"}, {"value": "60", "reason": ""}):
        assert fang.post(dialog, wrong).status_code == 422
    assert fang.post(dialog, {"value": "60", "reason": "客户常在两个月内回来"}).status_code == 302
    assert BIN_DAYS.whole_at(timezone.now()) == 60
    page = fang.get("/settings/company-numbers").content.decode()
    assert "30 → 60" in page
    assert "客户常在两个月内回来" in page


def test_a_time_of_day_is_a_number_of_the_company_too(fang: Client, cast: Cast) -> None:
    dialog = "/settings/company-numbers/messages.outside_from"
    assert 'value="08:30"' in fang.get(dialog).content.decode()
    assert fang.post(dialog, {"value": "25:00", "reason": "试"}).status_code == 422
    assert fang.post(dialog, {"value": "09:15", "reason": "客户上班晚"}).status_code == 302
    assert OPENS.time_at(timezone.now()) == time(9, 15)


def test_a_number_that_nobody_declared_is_not_there(fang: Client, cast: Cast) -> None:
    assert fang.get("/settings/company-numbers/nobody.knows").status_code == 404
