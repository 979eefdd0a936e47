"""F24: uniforms made to measure, from the need talk to the contract."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.samples import actions
from gendan.modules.samples.models import Project, SampleRequest
from gendan.modules.samples.tests.story import decided, listed, sent
from gendan.modules.samples.words import QUESTIONS, UniformType
from gendan.spine.access.models import Mask
from gendan.spine.org.models import NumberSetting, Role
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo

NEED = {"listened": "冬装两百套，要耐磨", "observed": "车间油污多", "quantity": "200", "answer_factory": "自有车间 60 人"}
FABRIC = {"fabric": "涤棉纱卡 240 g", "trimmings": "金属拉链", "colour": "藏青", "quality": "水洗 50 次不褪色", "budget": "180"}
PRICE = {"quantity": "200", "decoration": "embroidery", "style_cost": "3", "fabric_cost": "62.5", "trimmings_cost": "9",
         "decoration_cost": "6", "making_cost": "38", "price": "168"}
ORDER = {"details": "胸前绣标 6 厘米", "quantity": "2", "fee": "300"}
AGREED = {"contract_form": "ours", "contract_number": "HT-88", "payment_terms": "预付三成，货到付清"}


@pytest.fixture
def project(firm, deal, cast, now):
    values = {"name": "车间冬装", "product_type": "workwear", "opportunity": deal}
    return actions.begin_project(firm, values=values, actor=cast.he, now=now)


def go(project, cast, now, *keys):
    data = {"talk": NEED, "fix_style": {"style_source": "existing", "style": "按旧装打版"}, "fix_fabric": FABRIC, "set_price": PRICE,
            "order_sample": ORDER}
    for key in keys:
        engine.perform(project, key, actor=cast.he, data=data[key], now=now)
    return project


TO_SAMPLE = ("talk", "fix_style", "fix_fabric", "set_price", "order_sample")


def test_f24_1_the_need_talk_listens_observes_and_answers_the_eight_questions(cast, now, project):
    assert len(QUESTIONS) == 8
    assert len(UniformType.values) == 14
    work = Todo.objects.get(record_kind="samples.project", status="open")
    assert (work.assignee, work.way) == (cast.he, "visit")
    for missing in ({"listened": ""}, {"observed": ""}, {"answer_factory": ""}):
        with pytest.raises(ValidationError):
            engine.perform(project, "talk", actor=cast.he, data=NEED | missing, now=now)
    go(project, cast, now, "talk")
    assert (project.state, project.answers, project.quantity) == ("style", {"factory": "自有车间 60 人"}, 200)


def test_f24_2_style_a_from_an_existing_one_b_with_similar_samples_or_the_design_service(cast, now, project, clerk):
    go(project, cast, now, "talk")
    with pytest.raises(ValidationError):
        engine.perform(project, "fix_style", actor=cast.he, data={"style_source": "none", "style": "立领"}, now=now)
    sample = listed(clerk, now)
    engine.perform(project, "fix_style", actor=cast.he, data={"style_source": "none", "style": "立领", "offered": [sample.pk]}, now=now)
    assert list(project.offered.all()) == [sample]
    engine.perform(project, "back_to_style", actor=cast.he, data={"reason": "要高端设计"}, now=now)
    engine.perform(project, "fix_style", actor=cast.he, data={"style_source": "design", "style": "设计服务出三稿"}, now=now)
    assert (project.state, project.style_source) == ("fabric", "design")


def test_f24_3_fabric_and_colour_with_quality_against_the_budget(cast, now, project):
    go(project, cast, now, "talk", "fix_style")
    with pytest.raises(ValidationError):
        engine.perform(project, "fix_fabric", actor=cast.he, data=FABRIC | {"budget": ""}, now=now)
    go(project, cast, now, "fix_fabric")
    assert (project.state, project.fabric, project.budget) == ("price", "涤棉纱卡 240 g", 180)


def test_f24_4_the_price_knows_style_fabric_decoration_quantity_cost_and_budget(cast, now, project, client):
    go(project, cast, now, "talk", "fix_style", "fix_fabric")
    with pytest.raises(ValidationError, match="118"):
        engine.perform(project, "set_price", actor=cast.he, data=PRICE | {"price": "100"}, now=now)
    go(project, cast, now, "set_price")
    project.refresh_from_db()
    assert (str(project.unit_cost), str(project.amount)) == ("118.50", "33600.00")
    client.force_login(cast.he)
    assert client.get(f"/api/v1/uniforms/{project.pk}").json()["unit_cost"] == "118.50"
    assert "118.5" in client.get(f"/samples/uniforms/{project.pk}?tab=data").content.decode()
    Mask.objects.create(role=Role.objects.get(key="salesperson"), kind="samples.project", field="unit_cost")
    assert client.get(f"/api/v1/uniforms/{project.pk}").json()["unit_cost"] is None
    assert "118.5" not in client.get(f"/samples/uniforms/{project.pk}?tab=data").content.decode()


def test_f24_5_the_sample_is_ordered_with_its_fee_and_takes_seven_days(cast, now, project):
    go(project, cast, now, *TO_SAMPLE)
    row = SampleRequest.objects.get()
    assert (project.state, row.project, row.origin, row.fee, row.state) == ("sampling", project, "new", 300, "asked")
    later = now + timedelta(days=1)
    decided(row, cast, later)
    project.refresh_from_db()
    assert row.due_on == project.sample_due_on == date(2026, 10, 2)
    assert not doctor.run()


def test_f24_5_the_seven_days_are_the_companys_own_number(cast, now, project):
    NumberSetting.objects.create(key="sample_request.sample_days", value=10, valid_from=now, changed_at=now)
    go(project, cast, now, *TO_SAMPLE)
    row = decided(SampleRequest.objects.get(), cast, now)
    assert row.due_on == date(2026, 10, 4)


def test_f24_6_a_sample_is_confirmed_at_once_or_modified_until_it_is(cast, now, project):
    go(project, cast, now, *TO_SAMPLE)
    row = sent(decided(SampleRequest.objects.get(), cast, now), cast, now)
    project.refresh_from_db()
    assert project.state == "confirm"
    engine.perform(row, "modify", actor=cast.he, data={"wanted": "袖长加 2 厘米", "said": "试穿偏短"}, now=now)
    project.refresh_from_db()
    assert (project.state, row.round_no) == ("sampling", 2)
    sent(row, cast, now)
    engine.perform(row, "confirm", actor=cast.he, data={"accepted_by": "高鹏", "stated": "按确认样生产"}, now=now)
    project.refresh_from_db()
    assert (project.state, row.state) == ("contract", "confirmed")
    assert [one.verdict for one in row.rounds.all()] == ["modify", "confirmed"]
    assert not doctor.run()


def test_f24_6_a_sample_that_comes_to_nothing_is_ordered_anew(cast, now, project):
    go(project, cast, now, *TO_SAMPLE)
    engine.perform(SampleRequest.objects.get(), "decline", actor=cast.lin, data={"reason": "费用没谈妥"}, now=now)
    project.refresh_from_db()
    assert project.state == "order"
    assert not doctor.run()


def test_f24_7_contract_form_and_payment_terms_close_the_project(cast, now, project, client):
    go(project, cast, now, *TO_SAMPLE)
    row = sent(decided(SampleRequest.objects.get(), cast, now), cast, now)
    engine.perform(row, "confirm", actor=cast.he, data={"accepted_by": "高鹏", "stated": "按确认样生产"}, now=now)
    project.refresh_from_db()
    with pytest.raises(ValidationError):
        engine.perform(project, "agree", actor=cast.he, data=AGREED | {"payment_terms": ""}, now=now)
    engine.perform(project, "agree", actor=cast.he, data=AGREED, now=now)
    assert (project.state, project.state_kind, project.contract_number) == ("agreed", "won", "HT-88")
    assert Todo.objects.filter(record_kind="opportunities.opportunity", context__contains="预付三成").exists()
    client.force_login(cast.he)
    for tab in ("story", "data", "samples"):
        assert client.get(f"/samples/uniforms/{project.pk}?tab={tab}").status_code == 200
    assert client.get("/samples/uniforms?layout=board").status_code == 200
    assert not doctor.run()


def test_f24_pages_begin_and_change_a_project(cast, now, firm, client):
    client.force_login(cast.he)
    new = f"/samples/customers/{firm.pk}/uniforms"
    assert client.get(new).status_code == 200
    assert client.post(new, {"name": "校服", "product_type": "school"}).status_code == 302
    row = Project.objects.get()
    assert client.post(f"/samples/uniforms/{row.pk}/edit", {"name": "校服 春", "product_type": "school"}).status_code == 302
    made = {"customer_id": firm.pk, "name": "护士服", "product_type": "medical"}
    assert client.post("/api/v1/uniforms", made, content_type="application/json").json()["state"] == "need"
    form = client.get(f"/do/samples.project/{row.pk}/talk").content.decode()
    assert form.count('name="answer_') == 8
    client.force_login(cast.ma)
    assert client.get(f"/samples/uniforms/{row.pk}").status_code == 404
