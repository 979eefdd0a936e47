"""Pages of customers in Chinese: F84 list, edit, print and details; registering beside like ones; the one view."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gendan.modules.customers import page
from gendan.modules.customers.actions import set_classes, set_valid
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.tests.factories import contact, customer
from gendan.spine.procedures.models import Todo
from gendan.ui.detail.declare import Figure, Tab

BAIZHOU = "柏舟数控机床股份有限公司"


@pytest.fixture
def he(cast) -> Client:
    """A browser in which He has logged in."""
    client = Client()
    client.force_login(cast.he)
    return client


def text_of(response) -> str:
    return response.content.decode()


def rows_of(response) -> list[str]:
    return [row.short_name for row in response.context["sheet"].page.rows]


def test_f84_1_the_list_begins_with_the_valid_customers_of_the_manager(cast, he, now):
    mine = customer(cast.he, now)
    invalid = customer(cast.he, now, "远汀泵业有限公司")
    set_valid(invalid, valid=False, reason="已注销", actor=cast.he, now=now)
    customer(cast.zhou, now, BAIZHOU)
    response = he.get("/customers", follow=True)
    assert response.status_code == 200
    assert "我的客户" in text_of(response)
    assert rows_of(response) == [str(mine)]


@pytest.mark.parametrize(
    ("query", "found"), [("f.abc=A", ["柏舟数控机床"]), ("f.name=青屿", ["青屿重工"]), ("f.code=KH2609-0002", ["柏舟数控机床"])]
)
def test_f84_1_the_list_is_filtered_by_comprehensive_class_code_and_name(cast, he, now, query, found):
    customer(cast.he, now)
    set_classes(customer(cast.he, now, BAIZHOU), abc="A", actor=cast.he, now=now)
    assert rows_of(he.get(f"/customers?view=all&{query}", follow=True)) == found


@pytest.mark.parametrize("typed", ["青屿", "重工", "qyzg", "13862114407", "KH2609-0001", "青嶼"])
def test_the_list_is_searched_by_word_number_and_initials(cast, he, now, typed):
    made = customer(cast.he, now)
    contact(made, cast.he, now, mobile="138 6211 4407")
    customer(cast.he, now, BAIZHOU)
    assert rows_of(he.get("/customers", {"view": "all", "q": typed}, follow=True)) == ["青屿重工"]


def test_the_list_takes_as_many_queries_for_three_rows_as_for_one(cast, he, now):
    customer(cast.he, now, "青屿重工有限公司")
    _queries(he)
    one = len(_queries(he))
    customer(cast.he, now, "柏舟数控机床有限公司")
    customer(cast.he, now, "远汀泵业有限公司")
    assert len(_queries(he)) == one


def _queries(client):
    with CaptureQueriesContext(connection) as caught:
        assert client.get("/customers?view=mine").status_code == 200
    return caught


def test_f84_2_a_chosen_customer_is_modified(cast, he, now):
    made = customer(cast.he, now)
    url = reverse("customers:edit", args=[made.pk])
    form = he.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"industry": "起重机械", "foreign": "", "strategic": ""}
    data = {name: value for name, value in data.items() if value not in (False, None, [])}
    response = he.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    made.refresh_from_db()
    assert made.industry == "起重机械"
    stale = he.post(url, data | {"industry": "矿山"})
    assert stale.status_code == 409
    assert "起重机械" in text_of(stale)


def test_f84_3_the_archive_card_is_previewed_for_print(cast, he, now):
    made = customer(cast.he, now, phone="0512-66882207")
    contact(made, cast.he, now, mobile="13862114407", position="采购经理")
    found = text_of(he.get(reverse("customers:card", args=[made.pk])))
    assert "data-archive-card" in found
    for words in ("客户档案卡", made.name, made.code, "高鹏", "采购经理", "138 6211 4407", "档案完整度"):
        assert words in found


def test_f84_4_the_details_show_everything_in_one_view(cast, he, now):
    made = customer(cast.he, now)
    contact(made, cast.he, now, mobile="13862114407", position="采购经理")
    found = text_of(he.get(reverse("customers:detail", args=[made.pk])))
    for words in (made.name, "搜集", "电话", "维护", "动态", "资料", "联系人", "附件", "变更记录", "下一步",
                  "补全客户资料", "138 6211 4407", "要点", "未跟进"):
        assert words in found, words
    data = text_of(he.get(reverse("customers:detail", args=[made.pk]), {"tab": "data"}))
    assert "还缺" in data
    people = text_of(he.get(reverse("customers:detail", args=[made.pk]), {"tab": "contacts"}))
    assert "未询问" in people


def test_a_customer_out_of_scope_is_not_there(cast, he, now):
    made = customer(cast.ma, now)
    for name in ("detail", "edit", "card", "owner", "related", "notes", "bin"):
        assert he.get(reverse(f"customers:{name}", args=[made.pk])).status_code == 404


def test_pages_are_english_for_who_chose_english(cast, he, now):
    cast.he.language = "en"
    cast.he.save()
    made = customer(cast.he, now)
    found = text_of(he.get(reverse("customers:detail", args=[made.pk])))
    assert "Contacts" in found
    assert "Search" in found


def fill(**values):
    return {"name": "青屿重工（苏州）有限公司", "nature": "company", "state": "search", **values}


def test_registering_from_the_form_with_contact_and_next_step(cast, he, now):
    response = he.post("/customers/new", fill(
        contact_name="高鹏", contact_mobile="138 6211 4407", next_title="寄样本册", next_at="2030-09-28T09:30",
    ))
    assert response.status_code == 302, response.context["form"].errors
    made = Customer.objects.get()
    assert response.url == f"/customers/{made.pk}"
    assert Contact.objects.get().name == "高鹏"
    assert Todo.objects.filter(record_id=made.pk, title="寄样本册").exists()


def test_like_customers_are_drawn_while_typing(cast, he, now):
    customer(cast.he, now, BAIZHOU)
    other = customer(cast.ma, now, "柏舟自动化（宁波）有限公司")
    found = text_of(he.post("/customers/matches", {"name": "柏舟数控機床"}, headers={"HX-Request": "true"}))
    assert 'data-score="100"' in found
    assert "何苗" in found
    assert "不在你的范围" in found
    assert other.name not in found
    assert re.search(r"1 条在 90% 以上", found)
    assert 'id="match-note"' in found


def test_a_duplicate_is_refused_on_the_page_and_a_reason_lets_it_through(cast, he, now):
    customer(cast.ma, now, BAIZHOU)
    refused = he.post("/customers/new", fill(name="柏舟数控机床"))
    assert refused.status_code == 422
    assert "已有高度相近的客户" in text_of(refused)
    assert "data-match" in text_of(refused)
    assert Customer.objects.count() == 1
    response = he.post("/customers/new", fill(name="柏舟数控机床", duplicate_reason="不同法人"))
    assert response.status_code == 302
    assert Customer.objects.count() == 2


def test_asking_to_collaborate_from_the_page(cast, he, now):
    made = customer(cast.ma, now, BAIZHOU)
    response = he.post("/customers/ask", {"duplicate": made.pk}, follow=True)
    assert "已向马川申请" in text_of(response)
    assert Todo.objects.get(key="collaboration").assignee == cast.ma


@pytest.mark.parametrize("name", ["related", "contact_new", "notes", "prospect", "validity"])
def test_small_forms_open_in_a_dialog_and_on_a_page_of_their_own(cast, he, now, name):
    made = customer(cast.he, now)
    url = reverse(f"customers:{name}", args=[made.pk])
    assert he.get(url, headers={"HX-Request": "true"}).status_code == 200
    plain = he.get(url)
    assert plain.status_code == 200
    assert "<html" in text_of(plain)


def test_the_head_hands_over_and_the_salesperson_is_told_who_may(cast, he, now):
    made = customer(cast.he, now)
    url = reverse("customers:owner", args=[made.pk])
    refused = he.get(url)
    assert refused.status_code == 403
    lin = Client()
    lin.force_login(cast.lin)
    assert lin.post(url, {"owner": cast.zhou.pk, "reason": "区域调整"}, headers={"HX-Request": "true"}).status_code == 204
    made.refresh_from_db()
    assert made.owner == cast.zhou


def test_contacts_are_written_left_and_consented_in_dialogs(cast, he, now):
    made = customer(cast.he, now)
    new = reverse("customers:contact_new", args=[made.pk])
    wrong = he.post(new, {"name": "沈立", "mobile": "123"})
    assert wrong.status_code == 422
    assert "11 位" in text_of(wrong)
    assert he.post(new, {"name": "沈立", "mobile": "15951283360"}).status_code == 302
    person = Contact.objects.get()
    url = reverse("customers:consents", args=[person.pk])
    assert he.post(url, {"channel": "sms", "given": "on", "how": "当面"}).status_code == 302
    assert he.post(reverse("customers:contact_left", args=[person.pk])).status_code == 302
    person.refresh_from_db()
    assert not person.is_active


def test_other_modules_add_tabs_and_figures(cast, he, now):
    made = customer(cast.he, now)
    with page.ADDED.temporarily():
        page.register_tab(Tab(key="visits", title="回访", template="customers/card_notes.html", context=lambda *_: {"notes": []}))
        page.register_figures("visits", lambda *_: [Figure(label="未收款", value=412600)])
        found = text_of(he.get(reverse("customers:detail", args=[made.pk])))
    assert "回访" in found
    assert "412,600" in found


def test_a_day_that_is_written_stands_in_its_form(cast, he, now):
    firm = customer(cast.he, now, first_contact_on=date(2025, 5, 6))
    assert 'value="2025-05-06"' in text_of(he.get(f"/customers/{firm.pk}/edit"))
