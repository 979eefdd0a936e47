"""F39 and F52: the funnel, what must be kept up to date, and how an opportunity ends."""

from datetime import UTC, date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.customers.actions import register_customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.opportunities import actions, queries, reports
from gendan.modules.opportunities.listing import chances
from gendan.modules.opportunities.models import STAGES, Competitor, Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Stay, Todo
from gendan.spine.refusal import Refusal, Stale
from gendan.spine.timeline.models import Entry

WON = {"contract_number": "HT2609-01", "contract_amount": "318000", "signed_on": "2026-09-24", "summary": "三轮报价后签约。"}
LOST = {"loss_reason": "价格", "lesson": "早一点给样件。", "summary": "对手低百分之八。"}


@pytest.fixture
def opportunity(cast, now) -> Opportunity:
    customer = register_customer({"name": "岚石液压科技有限公司"}, actor=cast.he, now=now)
    return registered(customer, actor=cast.he, reviewer=cast.lin, now=now, amount=Decimal(318000))


def _through(opportunity, stages, actor, now):
    for stage in stages:
        engine.perform(opportunity, f"to_{stage}", actor=actor, now=now)
    opportunity.refresh_from_db()


def test_f52_stages_from_wide_to_narrow(cast, now, opportunity):
    _through(opportunity, STAGES[1:], cast.he, now)
    assert opportunity.state == "sign"
    stays = Stay.objects.filter(case=opportunity.case, state__in=STAGES).values_list("state", flat=True)
    assert tuple(stays) == STAGES


def test_f52_each_stage_has_a_todo_for_the_owner(cast, now, opportunity):
    _through(opportunity, ["won_chance", "need"], cast.he, now)
    todo = Todo.objects.get(record_kind="opportunities.opportunity", record_id=opportunity.pk, status="open")
    assert (todo.assignee, todo.due_at > now) == (cast.he, True)


def test_f52_a_stage_back_needs_the_reason(cast, now, opportunity):
    _through(opportunity, ["need"], cast.he, now)
    with pytest.raises((Refusal, ValidationError)):
        engine.perform(opportunity, "back_to_target", actor=cast.he, data={}, now=now)
    engine.perform(opportunity, "back_to_target", actor=cast.he, data={"reason": "预算没批"}, now=now)


def test_f52_no_quote_without_amount(cast, now, opportunity):
    actions.change_opportunity(opportunity, actor=cast.he, now=now, amount=None)
    with pytest.raises(Refusal):
        engine.perform(opportunity, "to_quote", actor=cast.he, now=now)


def test_f52_funnel_counts_amounts_and_passage(cast, now, opportunity):
    _through(opportunity, ["need"], cast.he, now)
    rows = {row["state"]: row for row in reports.funnel(Opportunity.objects.visible_to(cast.lin))}
    assert (rows["need"]["count"], rows["need"]["amount"]) == (1, Decimal(318000))
    assert rows["target"]["passed"] == 1.0
    assert set(reports.mean_stays(Opportunity.objects.visible_to(cast.lin))) == {"target"}


def test_f39_1_activities_tasks_contacts_and_competition_stand_on_one_story(cast, now, opportunity):
    log_activity(
        opportunity.customer, actor=cast.he, now=now, subject=opportunity, text="谈了交期",
        next_step=NextStep("送样", now + timedelta(days=5)),
    )
    actions.meet_competitor(opportunity, actor=cast.he, now=now, name="某进口品牌", note="交期 14 周")
    verbs = set(Entry.objects.filter(main_id=opportunity.customer_id).values_list("verb", flat=True))
    assert {"followups.call", "opportunities.competitor_met"} <= verbs


def test_f39_2_stage_too_long_is_late_and_climbs_to_the_head(cast, now, opportunity):
    assert opportunity.case.due_at is not None
    assert opportunity.case.due_at > now


def test_f39_3_expected_date_moves_and_both_values_are_kept(cast, now, opportunity):
    actions.change_opportunity(opportunity, actor=cast.he, now=now, expected_on=date(2026, 10, 20))
    actions.change_opportunity(opportunity, actor=cast.he, now=now, expected_on=date(2026, 11, 5))
    entry = Entry.objects.filter(verb="opportunities.changed", object_id=opportunity.pk).order_by("-id").first()
    assert entry.data["fields"]["expected_on"] == ["2026-10-20", "2026-11-05"]


def test_f39_3_passed_expected_date_is_shown(cast, now, opportunity):
    actions.change_opportunity(opportunity, actor=cast.he, now=now, expected_on=date(2026, 9, 1))
    found = queries.neglected(Opportunity.objects.visible_to(cast.he), today=now.date())
    assert (found["passed"], found["passed_amount"]) == (1, opportunity.amount)
    assert queries.neglected(Opportunity.objects.visible_to(cast.he), today=date(2026, 9, 1))["passed"] == 0


def test_f39_3_forecast_by_month_weighted_by_stage(cast, now, opportunity):
    actions.change_opportunity(opportunity, actor=cast.he, now=now, expected_on=date(2026, 10, 20))
    _through(opportunity, ["quote"], cast.he, now)
    row = reports.forecast(Opportunity.objects.visible_to(cast.he), chances=chances(now))[0]
    assert (row["month"], row["amount"], row["weighted"]) == (date(2026, 10, 1), Decimal(318000), Decimal("190800.00"))


def test_f39_4_two_people_on_one_opportunity_nobody_overwrites(cast, now, opportunity):
    seen = opportunity.revision
    actions.change_opportunity(opportunity, actor=cast.he, now=now, revision=seen, region="苏州")
    with pytest.raises(Stale) as stale:
        actions.change_opportunity(opportunity, actor=cast.lin, now=now, revision=seen, region="无锡")
    assert stale.value.current["region"] == "苏州"


def test_f39_5_missing_competitor_is_a_hint_until_one_is_met(cast, now, opportunity):
    _through(opportunity, ["quote"], cast.he, now)
    assert {"kind": "no_competitor"} in queries.hints(opportunity, now=now)
    actions.meet_competitor(opportunity, actor=cast.he, now=now, name="某进口品牌", countermeasure="现货")
    assert queries.hints(opportunity, now=now) == []


def test_f39_6_what_was_done_and_its_effect(cast, now, opportunity):
    activity = log_activity(
        opportunity.customer, actor=cast.he, now=now, subject=opportunity, text="演示了样件", effect="认可硬度",
        next_step=NextStep("等答复", now + timedelta(days=5)),
    )
    opportunity.refresh_from_db()
    assert (activity.effect, opportunity.last_activity_at) == ("认可硬度", now)


def test_f39_7_success_must_have_its_contract(cast, now, opportunity):
    _through(opportunity, STAGES[1:], cast.he, now)
    with pytest.raises(ValidationError) as wrong:
        engine.perform(opportunity, "win", actor=cast.he, data={"summary": "好"}, now=now)
    assert {"contract_number", "contract_amount", "signed_on"} <= set(wrong.value.message_dict)
    engine.perform(opportunity, "win", actor=cast.he, data=WON, now=now)
    opportunity.refresh_from_db()
    assert (opportunity.state, opportunity.contract_amount) == ("won", Decimal(318000))


def test_f39_8_failure_needs_reason_lesson_and_summary(cast, now, opportunity):
    rival = Competitor.objects.create(name="某进口品牌")
    with pytest.raises(ValidationError) as wrong:
        engine.perform(opportunity, "lose", actor=cast.he, data={"loss_reason": "价格"}, now=now)
    assert {"lesson", "summary"} <= set(wrong.value.message_dict)
    engine.perform(opportunity, "lose", actor=cast.he, data=LOST | {"lost_to": rival.pk}, now=now)
    opportunity.refresh_from_db()
    assert (opportunity.state, opportunity.lost_to) == ("lost", rival)


def test_f39_closed_opportunity_has_no_open_todo(cast, now, opportunity):
    engine.perform(opportunity, "lose", actor=cast.he, data=LOST, now=now)
    open_todos = Todo.objects.filter(
        record_kind="opportunities.opportunity", record_id=opportunity.pk, status__in=("open", "paused")
    )
    assert not open_todos.exists()


def test_an_opportunity_is_closed_on_the_day_that_the_company_has_then(cast, now, opportunity):
    early = (now + timedelta(days=1)).replace(hour=6).astimezone(UTC)  # the evening before, in UTC
    engine.perform(opportunity, "lose", actor=cast.he, data=LOST, now=early)
    opportunity.refresh_from_db()
    assert str(opportunity.closed_on) == "2026-09-25"


def test_f39_win_and_loss_by_competitor(cast, now, opportunity):
    actions.meet_competitor(opportunity, actor=cast.he, now=now, name="某进口品牌")
    engine.perform(opportunity, "win", actor=cast.he, data=WON, now=now)
    row = reports.by_competitor(Opportunity.objects.visible_to(cast.lin))[0]
    assert (row["met"], row["won"], row["lost"]) == (1, 1, 0)


def test_head_reassigns_with_the_open_todos(cast, now, opportunity):
    actions.assign_opportunity(opportunity, owner=cast.zhou, reason="何苗休假", actor=cast.lin, now=now)
    opportunity.refresh_from_db()
    todo = Todo.objects.get(record_kind="opportunities.opportunity", record_id=opportunity.pk, status="open")
    assert (opportunity.owner, opportunity.case.owner, todo.assignee) == (cast.zhou, cast.zhou, cast.zhou)


def test_products_make_the_amount(cast, now, opportunity):
    line = ProductLine.objects.create(name="轴承座")
    product = Product.objects.create(line=line, code="SNL518", name="轴承座 SNL 518")
    changed = actions.set_lines(
        opportunity, lines=[(product, Decimal(3), Decimal("19.99"))], actor=cast.he, now=now
    )
    assert changed.amount == Decimal("59.97")
