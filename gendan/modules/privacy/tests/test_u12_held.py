"""U12: what is held on a person, for what, shown for a reason, exported, and gone when a consent is taken back."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from python_calamine import CalamineWorkbook

from gendan.modules.care import actions as care
from gendan.modules.care.models import CareDate, Occasion
from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Contact
from gendan.modules.customers.queries import consents
from gendan.modules.mails.actions import approaching
from gendan.modules.privacy import actions
from gendan.modules.privacy.tests.factories import CONSENT, gao_peng
from gendan.spine.persons import actions as persons
from gendan.spine.persons.declarations import groups, holdings, person_of
from gendan.spine.persons.models import Look
from gendan.spine.persons.queries import all_handled, held
from gendan.spine.refusal import NotAllowed


def test_u12_every_module_says_for_what_and_on_which_ground_it_keeps_something():
    assert {one.key for one in groups()} >= {"identity", "ways", "part", "birthday", "tastes", "family", "gifts", "deals", "letters", "story", "proof"}
    assert all(str(one.purpose) and str(one.title) and one.months for one in groups())
    assert {one.key.partition(".")[0] for one in holdings()} >= {
        "customers", "followups", "opportunities", "mails", "care", "plans", "contracts", "under", "timeline", "procedures", "messages", "imports", "privacy",
    }


def test_u12_the_company_changes_purpose_basis_and_sensitivity(cast, now):
    persons.set_handling("tastes", values={"purpose": "选礼物", "sensitive": True, "months": 12}, actor=cast.fang, now=now)
    found = {one.key: one for one in all_handled()}["tastes"]
    assert (found.purpose, found.sensitive, found.months, found.by_consent) == ("选礼物", True, 12, True)
    with pytest.raises(NotAllowed):
        persons.set_handling("tastes", values={"sensitive": False}, actor=cast.he, now=now)


def test_u12_each_group_needs_its_own_consent(cast, now):
    gao = gao_peng(cast, now)
    values = {"contact": gao, "relation": "child", "name": "小宝", "month": 6, "day": 1}
    with pytest.raises(ValidationError):
        care.add_date(gao.customer, values=values, actor=cast.he, now=now)
    customers.record_consent(gao, channel="birthday", given=True, way="written", how="签字的卡片", actor=cast.he, now=now)
    with pytest.raises(ValidationError):
        care.add_date(gao.customer, values=values, actor=cast.he, now=now)
    care.add_date(gao.customer, values=values, actor=cast.he, now=now, data_consent=CONSENT)
    word = gao.consents.get(channel="family")
    assert (word.given, word.how, word.recorded_by) == (True, CONSENT, cast.he)
    with pytest.raises(ValidationError):
        customers.record_consent(gao, channel="ways", given=True, how="?", actor=cast.he, now=now)


def test_u12_a_consent_taken_back_erases_at_once_in_the_history_too(cast, now):
    gao = gao_peng(cast, now, birthday=date(1980, 9, 28), hobbies="钓鱼")
    care.add_date(
        gao.customer, values={"contact": gao, "relation": "child", "name": "小宝", "month": 9, "day": 26}, actor=cast.he, now=now, data_consent=CONSENT,
    )
    care.prepare(now=now)
    assert Occasion.objects.filter(title__contains="小宝").exists()
    customers.record_consent(gao, channel="family", given=False, how="来电", actor=cast.he, now=now)
    assert not CareDate.objects.filter(contact=gao, relation="child").exists()
    assert not Occasion.objects.filter(title__contains="小宝").exists()
    gao.refresh_from_db()
    assert gao.birthday is not None
    customers.record_consent(gao, channel="birthday", given=False, how="来电", actor=cast.he, now=now)
    gao.refresh_from_db()
    assert (gao.birthday, gao.hobbies) == (None, "钓鱼")
    assert set(gao.history.values_list("birthday", flat=True)) == {None}
    assert not CareDate.objects.filter(contact=gao).exists()


def test_u12_a_withdrawal_stops_writing_at_once(cast, now):
    gao = gao_peng(cast, now)
    customers.record_consent(gao, channel="email", given=True, way="form", how="展会登记表", actor=cast.he, now=now)
    assert not approaching.why_not(gao, channel="email", now=now)
    customers.record_consent(gao, channel="email", given=False, how="回复退订", actor=cast.he, now=now + timedelta(minutes=1))
    assert approaching.why_not(gao, channel="email", now=now + timedelta(minutes=1)) == "没有同意接收邮件"
    assert not consents(gao, channel="email")


def test_u12_sensitive_fields_are_masked_until_somebody_says_why(cast, now, client):
    gao = gao_peng(cast, now, birthday=date(1980, 9, 28))
    client.force_login(cast.he)
    for url in (f"/customers/{gao.customer_id}?tab=contacts", f"/customers/contacts/{gao.pk}", f"/persons/{gao.pk}"):
        assert "1980" not in client.get(url).content.decode()
    assert client.post(f"/persons/{gao.pk}/show/birthday", {"why": " "}).status_code == 422
    assert not Look.objects.exists()
    shown = client.post(f"/persons/{gao.pk}/show/birthday", {"why": "订生日蛋糕"})
    assert "1980-09-28" in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    look = Look.objects.get()
    assert (look.employee, look.group, look.how, look.why, look.object_id) == (cast.he, "birthday", "shown", "订生日蛋糕", gao.pk)
    assert "订生日蛋糕" in client.get(f"/persons/{gao.pk}").content.decode()


def test_u12_saving_a_contact_keeps_what_the_form_did_not_show(cast, now, client):
    gao = gao_peng(cast, now, birthday=date(1980, 9, 28))
    client.force_login(cast.he)
    url = f"/customers/contacts/{gao.pk}"
    assert client.post(url, {"name": "高鹏", "position": "厂长", "mobile": gao.mobile, "revision": gao.revision}).status_code == 302
    gao.refresh_from_db()
    assert (gao.position, gao.birthday) == ("厂长", date(1980, 9, 28))
    assert client.post(url, {"name": "高鹏", "birthday": "1981-01-02", "revision": gao.revision}).status_code == 302
    gao.refresh_from_db()
    assert gao.birthday == date(1981, 1, 2)


def test_u12_opening_a_family_day_to_change_it_is_a_look(cast, now, client):
    gao = gao_peng(cast, now)
    day = care.add_date(
        gao.customer, values={"contact": gao, "relation": "child", "name": "小宝", "month": 6, "day": 1}, actor=cast.he, now=now, data_consent=CONSENT,
    )
    client.force_login(cast.he)
    assert "小宝" not in client.get(f"/customers/{gao.customer_id}?tab=care").content.decode()
    assert client.get("/api/v1/care/dates").json()["items"][0]["month"] is None
    assert "小宝" in client.get(f"/care/dates/{day.pk}").content.decode()
    assert Look.objects.get().how == "changed"


def test_u12_one_page_shows_all_that_is_held(cast, now, client):
    gao = gao_peng(cast, now, birthday=date(1980, 9, 28), hobbies="钓鱼", note="爱喝茶")
    client.force_login(cast.he)
    page = client.get(f"/persons/{gao.pk}").content.decode()
    for text in ("高鹏的个人信息", "13812345678", "爱喝茶", "钓鱼", "当面同意", "个人同意"):
        assert text in page, text
    assert f'href="/persons/{gao.pk}"' in client.get(f"/customers/{gao.customer_id}?tab=contacts").content.decode()
    client.force_login(cast.ma)
    assert client.get(f"/persons/{gao.pk}").status_code == 404


def test_u12_everything_is_exported_as_a_table_or_for_programs_and_logged(cast, now, client):
    gao = gao_peng(cast, now, birthday=date(1980, 9, 28))
    client.force_login(cast.he)
    assert client.get(f"/persons/{gao.pk}/export").status_code == 403
    with pytest.raises(NotAllowed):
        actions.export(gao, why="看看", actor=cast.he, now=now)
    client.force_login(cast.bai)
    answer = client.post(f"/persons/{gao.pk}/export", {"why": "本人要求", "form": "json"})
    told = json.loads(answer.content)
    assert told["person"] == "高鹏"
    assert {"1980-09-28", "13812345678"} <= {one["value"] for one in told["held"]}
    assert Look.objects.filter(employee=cast.bai, how="exported", group="birthday", why="本人要求").exists()
    table = client.post(f"/persons/{gao.pk}/export", {"why": "本人要求", "form": "xlsx"})
    book = CalamineWorkbook.from_filelike(BytesIO(table.content))
    assert book.sheet_names == ["个人信息", "同意记录", "查看记录"]
    assert any("1980-09-28" in row for row in book.get_sheet_by_index(0).to_python())


def test_u12_the_access_log_is_for_the_officer_and_administrators(cast, now, client):
    gao = gao_peng(cast, now, birthday=date(1980, 9, 28))
    actions.show(gao, key="birthday", why="订蛋糕", actor=cast.he, now=now)
    for person, status in ((cast.he, 403), (cast.lin, 403), (cast.bai, 200), (cast.fang, 200)):
        client.force_login(person)
        answer = client.get("/persons/log")
        assert answer.status_code == status
        assert ("订蛋糕" in answer.content.decode()) is (status == 200)


def test_u12_counts_are_true(cast, now):
    gao = gao_peng(cast, now, birthday=date(1980, 9, 28))
    found = {one.holding.key: one.count for one in held(person_of(gao))}
    assert found["customers.contact:birthday"] == found["care.date:birthday"] == found["customers.contact:ways"] == 1
    assert "customers.contact:tastes" not in found
    assert Contact.objects.count() == 1
