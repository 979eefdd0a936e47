"""What becomes of complaints, returns, corrective actions and incidents with their customer and with people: nothing is lost, the doctor is content."""

import pytest

from gendan.modules.capa.models import Capa
from gendan.modules.complaints import actions
from gendan.modules.complaints.models import Complaint, Enquiry
from gendan.modules.complaints.tests.story import answered, decided, found, opinion, told, verified
from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Customer
from gendan.modules.incidents import actions as incidents
from gendan.modules.incidents.models import Notice
from gendan.modules.incidents.tests.conftest import NEWS
from gendan.modules.merges.actions import merge, unmerge
from gendan.modules.orders.actions import enter_order
from gendan.modules.privacy.tests.factories import gao_peng
from gendan.modules.privacy.tests.test_u12_erasure import erased
from gendan.modules.returns import actions as returns
from gendan.modules.returns.models import Return
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal

KINDS = (Complaint, Enquiry, Return, Capa, Notice)


@pytest.fixture
def whole(cast, now, staff, firm):
    """A complaint with corrective action and goods that came back, another call, and an accident on the way."""
    row = told(cast.he, now, firm)
    actions.ask_correction(row, actor=cast.han, now=now)
    returns.open_return(firm, values={"what": "联轴器", "quantity": 2, "reason": "裂纹"}, source=row, actor=cast.he, now=now)
    actions.take_enquiry({"matter": "demand", "subject": "样本", "customer": firm}, actor=cast.he, now=now)
    order = enter_order(firm, actor=cast.he, now=now, name="联轴器")
    incidents.open_incident(values=NEWS | {"occurred_at": now}, orders=[order], actor=cast.bai, now=now)
    return firm


def of(firm):
    return {model.__name__: model.objects.filter(customer=firm).count() for model in KINDS}


def test_all_of_it_changes_hands_with_the_customer(cast, now, whole):
    customers.change_owner(whole, owner=cast.zhou, reason="调整", actor=cast.lin, now=now)
    assert set(Complaint.objects.values_list("owner__name", flat=True)) == {cast.zhou.name}
    for model in KINDS:
        assert model.objects.visible_to(cast.zhou).filter(customer=whole).count() == of(whole)[model.__name__], model
    assert not doctor.run()


def test_all_of_it_goes_along_when_customers_are_merged_and_comes_back(cast, now, whole):
    before = of(whole)
    assert set(before.values()) == {1}
    survivor = gao_peng(cast, now, "远帆机电有限公司").customer
    done = merge(survivor, losers=[whole], values={}, reason="同一家", actor=cast.bai, now=now)[0]
    assert of(survivor) == before
    assert not any(of(whole).values())
    assert not Todo.objects.filter(status="open", main_id=whole.pk, main_kind="customers.customer").exists()
    assert not doctor.run()
    unmerge(done, actor=cast.bai, now=now)
    assert of(whole) == before
    assert not doctor.run()


def test_a_customer_whose_complaint_runs_is_not_hidden_in_the_bin(cast, now, whole):
    with pytest.raises(Refusal) as refused:
        customers.move_to_bin(whole, reason="没有业务", actor=cast.fang, now=now)
    assert (refused.value.code, refused.value.who) == ("still_open", cast.he.name)
    assert Customer.objects.get(pk=whole.pk).deleted_at is None


def test_what_has_ended_keeps_its_customer_from_being_removed_for_ever(cast, now, staff, firm):
    row = told(cast.he, now, firm)
    engine.perform(row, "withdraw", actor=cast.lin, data={"who": "沈工", "reason": "误会"}, now=now)
    customers.move_to_bin(firm, reason="没有业务", actor=cast.fang, now=now)
    Customer.objects.filter(pk=firm.pk).update(transaction_class="will")
    with pytest.raises(Refusal):
        customers.remove_finally(firm, actor=cast.fang, now=now)
    assert Complaint.objects.get() == row
    assert not doctor.run()


def test_u12_what_a_person_complained_of_is_shown_and_erased_with_him(client, cast, now, staff):
    gao = gao_peng(cast, now)
    said = {"contact": gao, "complainant_name": "高鹏", "phone": "13812345678", "text": "高鹏来电：两件开裂", "email": "gao@qingyu.example"}
    row = told(cast.xu, now, gao.customer, **said)
    found(row, cast.han, now, "assay")
    row = answered(decided(opinion(verified(row, cast.han, now), "quality", cast.han, now), cast.xu, now, needs_capa="", no_capa_reason="个案"), now)
    row.replies.update(recipient="高鹏 13812345678")
    returns.open_return(gao.customer, values={"what": "联轴器", "quantity": 2, "reason": "高鹏要求退货", "contact": gao}, source=row, actor=cast.he, now=now)
    call = actions.take_enquiry({"matter": "demand", "subject": "高鹏要样本", "caller": "高鹏", "phone": "13812345678", "customer": gao.customer}, actor=cast.xu, now=now)
    client.force_login(cast.he)
    page = client.get(f"/persons/{gao.pk}").content.decode()
    assert row.number in page
    assert call.number in page or "高鹏要样本" in page
    erased(gao, cast, now)
    row.refresh_from_db()
    call.refresh_from_db()
    assert (row.phone, row.email, call.phone) == ("", "", "")
    left = " ".join((row.complainant_name, row.text, call.caller, call.subject, row.replies.get().recipient, Return.objects.get().reason))
    assert "高鹏" not in left
    assert "13812345678" not in left
    assert not doctor.run()
