"""All customers of a person go over at once with everything open, or none does."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.modules.customers.models import Customer, OwnerChange
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import make_promise
from gendan.modules.followups.models import Promise
from gendan.modules.handovers import actions
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal


def test_everything_goes_over_in_one_go(cast, now):
    rows = [customer(cast.he, now, f"第{n}机械有限公司", duplicate_reason="演示", abc="AB"[n % 2]) for n in range(4)]
    registered(rows[0], actor=cast.he, reviewer=cast.lin, now=now)
    assert actions.hand_over_person(cast.he, to=cast.ma, reason="转岗", actor=cast.bai, now=now, classes=["A"]) == 2
    assert actions.hand_over_person(cast.he, to=cast.ma, reason="转岗", actor=cast.fang, now=now) == 2
    assert set(Customer.objects.values_list("owner", flat=True)) == {cast.ma.pk}
    assert Opportunity.objects.get().owner == cast.ma
    assert not Todo.objects.filter(assignee=cast.he, status="open").exists()
    assert not doctor.run()


def test_all_or_none(cast, now):
    customer(cast.he, now)
    Customer.objects.filter(pk=customer(cast.he, now, "柏舟数控机床有限公司").pk).update(department=cast.export)
    with pytest.raises(NotAllowed, match="柏舟"):
        actions.hand_over_person(cast.he, to=cast.zhou, reason="转岗", actor=cast.lin, now=now)
    assert set(Customer.objects.values_list("owner", flat=True)) == {cast.he.pk}
    with pytest.raises(Refusal):
        actions.hand_over_person(cast.he, to=cast.he, reason="转岗", actor=cast.bai, now=now)


def test_four_clicks_from_the_settings(cast, now, client):
    """The person, the button, whom, and the word."""
    customer(cast.he, now)
    client.force_login(cast.fang)
    assert f"/handovers/of/{cast.he.pk}" in client.get(f"/settings/employees/{cast.he.pk}").content.decode()
    assert "1 个客户" in client.get(f"/handovers/of/{cast.he.pk}").content.decode()
    client.post(f"/handovers/of/{cast.he.pk}", {"to": cast.zhou.pk, "reason": "转岗"})
    assert Customer.objects.get().owner == cast.zhou


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    owned=st.lists(st.tuples(st.sampled_from(["he", "zhou", "lin"]), st.integers(0, 3)), min_size=1, max_size=5),
    moves=st.lists(st.tuples(st.sampled_from(["he", "zhou", "lin"]), st.sampled_from(["he", "zhou", "lin"])), max_size=4),
)
def test_nothing_is_lost_and_nothing_doubled(cast, now, owned, moves):
    example = transaction.savepoint()
    try:
        for n, (who, what) in enumerate(owned):
            person = getattr(cast, who)
            row = customer(person, now, f"第{n}机械有限公司", duplicate_reason="演示")
            if what & 1:
                registered(row, actor=person, reviewer=cast.gao, now=now)
            if what & 2:
                make_promise(row, question="交期？", due_at=now + timedelta(days=2), actor=person, now=now)
        open_before = Todo.objects.filter(status="open").count()
        for giver, taker in moves:
            if giver != taker:
                before = Customer.objects.filter(owner=getattr(cast, giver)).count()
                given = actions.hand_over_person(
                    getattr(cast, giver), to=getattr(cast, taker), reason="调整", actor=cast.bai, now=now
                )
                assert given == before
                assert not Todo.objects.filter(assignee=getattr(cast, giver), status="open").exclude(
                    main_id__in=Customer.objects.exclude(owner=getattr(cast, taker)).values("pk")).exists()
        assert Todo.objects.filter(status="open").count() == open_before
        for model in (Opportunity, Promise):
            assert all(one.owner == one.customer.owner for one in model.objects.select_related("customer__owner", "owner"))
        assert OwnerChange.objects.filter(owner=None).count() == 0
        assert doctor.run() == []
    finally:
        transaction.savepoint_rollback(example)
