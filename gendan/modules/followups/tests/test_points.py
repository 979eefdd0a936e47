"""Check-lists that a procedure names are ticked while the follow-up is written, and kept with it (F01.3, F02.10, F61, F66)."""

from datetime import timedelta
from html import unescape

import pytest

from gendan.modules.customers.actions import register_customer
from gendan.modules.followups import reports
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.followups.models import Activity, Tick
from gendan.modules.knowledge.models import Article

KIND = "customers.customer"


@pytest.fixture
def customer(cast, now):
    return register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.lin, now=now, state="visit")


def _form(now, **values):
    given = {"way": "visit", "text": "看了产线", "next_title": "送样", "next_due_at": f"{now + timedelta(days=3650):%Y-%m-%dT%H:%M}"}
    return given | values


def test_f02_10_the_six_points_of_the_visit_are_ticked_with_the_follow_up_and_kept(cast, now, customer, client):
    client.force_login(cast.lin)
    address = f"/followups/log/{KIND}/{customer.pk}"
    page = unescape(client.get(address).content.decode())
    assert "自身形象" in page
    assert page.count('name="checked"') == 6
    points = ["准备完整性", "自编的一条"]
    assert client.post(address, _form(now, checked=points)).status_code == 302
    assert Activity.objects.get().checked == points
    story = client.get(f"/timeline/{KIND}/{customer.pk}").content.decode()
    assert "data-checked" in story
    assert "自编的一条" in story


def test_f02_10_what_was_ticked_in_this_stage_stays_ticked(cast, now, customer, client):
    client.force_login(cast.lin)
    page = unescape(client.get(f"/customers/{customer.pk}").content.decode())
    point = page.split('name="checked" value="')[1].split('"')[0]
    log_activity(customer, actor=cast.lin, now=now, text="谈了", checked=[point], next_step=NextStep("送样", now + timedelta(days=1)))
    page = unescape(client.get(f"/customers/{customer.pk}").content.decode())
    assert f'value="{point}" form="composer" checked disabled' in page
    assert "<small>1/6</small>" in page


def test_f66_the_points_of_an_article_are_boxes_of_the_form_beside_it(cast, client):
    one = Article.objects.get(flow="F66")
    client.force_login(cast.lin)
    boxes = client.get(f"/knowledge/{one.pk}/hint?form=composer").content.decode()
    assert 'name="checked" value="问了现在方便不方便" form="composer"' in boxes
    assert "<input" not in client.get(f"/knowledge/{one.pk}/hint?form=nonsense").content.decode()


def test_points_over_the_api(cast, now, customer, client):
    client.force_login(cast.lin)
    body = {"customer_id": customer.pk, "way": "visit", "text": "看了产线", "no_next_reason": "等客户", "checked": ["成功案例"]}
    answer = client.post("/api/v1/followups", body, content_type="application/json")
    assert answer.json()["checked"] == ["成功案例"]


def test_f61_f65_points_are_ticked_in_the_dialog_of_a_stage_and_kept(cast, now, customer, client):
    client.force_login(cast.lin)
    address = f"/do/{KIND}/{customer.pk}/visited"
    page = unescape(client.get(address, headers={"HX-Request": "true"}).content.decode())
    assert 'id="move"' in page
    point = page.split('name="checked" value="')[1].split('"')[0]
    assert client.post(address, {"checked": [point], "situation": "两条产线", "analysis": "要备件", "rating": "4"}).status_code == 302
    customer.refresh_from_db()
    assert customer.state == "follow"
    assert point in unescape(client.get(f"/timeline/{KIND}/{customer.pk}").content.decode())
    tick = Tick.objects.get()
    assert (tick.moment, tick.point, tick.by) == ("customer_tracking.visit", point, cast.lin)


def test_report_48_points_say_what_is_minded_at_which_stage(cast, now, customer, client):
    for point in ("自编要点一", "自编要点一", "资质"):
        log_activity(customer, actor=cast.lin, now=now, text="谈了", checked=[point], next_step=NextStep("送样", now + timedelta(days=1)))
    rows = reports.points_ticked(Tick.objects.all())
    assert [(row["point"], row["moment"], row["times"], row["people"]) for row in rows] == [("自编要点一", "customer_tracking.visit", 2, 1), ("资质", "customer_tracking.visit", 1, 1)]
    for person, seen in ((cast.lin, True), (cast.ma, False)):
        client.force_login(person)
        assert ("自编要点一" in client.get("/reports/points?period=all").content.decode()) is seen
