"""F68.1, F68.2 and F52: costs in writing, the price the same day, and the opportunity that walks along."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from gendan.modules.opportunities.tests.story import registered
from gendan.modules.quotes import actions
from gendan.modules.quotes.models import Version
from gendan.modules.quotes.tests import story
from gendan.spine.messages.models import Message
from gendan.spine.procedures import engine, escalate
from gendan.spine.refusal import NotAllowed, Refusal, Stale
from gendan.spine.timeline.models import Entry

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def _goods(db):
    story.product()


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def export(cast, now, **terms):
    story.dollar(now)
    return story.asked(cast.he, now, market="export", currency="USD", **terms)


def test_f68_1_for_export_the_factory_s_price_is_needed_with_tax_and_in_writing(cast, now):
    quote = story.priced(export(cast, now), story.at("120"), actor=cast.he, now=now)
    with pytest.raises(Refusal, match="含税"):
        engine.perform(quote, "send", actor=cast.he, data=story.BY_MAIL, now=now)
    quote = story.priced(quote, story.at("120", factory="600"), actor=cast.he, now=now)
    with pytest.raises(Refusal, match="书面"):
        engine.perform(quote, "send", actor=cast.he, data=story.BY_MAIL, now=now)
    given = {"factory": "砺川一厂", "quoted_on": now.date()}
    actions.add_factory_offer(quote, values=given, paper=story.paper(), actor=cast.he, now=now)
    engine.perform(quote, "send", actor=cast.he, data=story.BY_MAIL, now=now)
    assert quote.state == "sent"


def test_f68_1_where_freight_is_prepaid_carrier_and_freight_are_written(cast, now):
    quote = story.priced(export(cast, now, incoterm="CIF"), story.at("150", factory="600"), actor=cast.he, now=now)
    actions.add_factory_offer(quote, values={"factory": "一厂", "quoted_on": now.date()}, paper=story.paper(), actor=cast.he, now=now)
    with pytest.raises(Refusal, match="CIF"):
        engine.perform(quote, "send", actor=cast.he, data=story.BY_MAIL, now=now)
    actions.write_terms(quote, values={"freight": Decimal(900), "carrier": "中远海运"}, actor=cast.he, now=now)
    engine.perform(story.fresh(quote), "send", actor=cast.he, data=story.BY_MAIL, now=now)


def test_f68_1_the_price_bears_factory_price_domestic_costs_freight_company_costs_and_profit(cast, now):
    quote = story.priced(export(cast, now, incoterm="CIF"), story.at("1", factory="600"), actor=cast.he, now=now)
    costs = {"domestic_costs": 300, "freight": 900, "company_costs": 300, "profit_percent": 10, "carrier": "中远海运"}
    actions.write_terms(quote, values={name: Decimal(x) if isinstance(x, int) else x for name, x in costs.items()}, actor=cast.he, now=now)
    version = actions.price_by_costs(quote, actor=cast.he, now=now)
    assert version.lines.get().price == Decimal("117.3800")  # (6000 + 1500) / 10 / 0.9 / 7.1
    assert version.cost == 7500
    assert version.margin_percent == Decimal("10.01")


def test_f68_1_freight_that_the_customer_pays_is_no_cost_of_ours(cast, now):
    quote = story.priced(export(cast, now, incoterm="FOB"), story.at("120", factory="600"), actor=cast.he, now=now)
    version = actions.write_terms(quote, values={"freight": Decimal(900)}, actor=cast.he, now=now)
    assert (version.cost, version.amount, version.amount_cny) == (6000, 1200, 8520)


@pytest.mark.parametrize(
    ("asked", "due"),
    [("2026-09-24T09:00", "2026-09-24"), ("2026-09-24T20:00", "2026-09-28"), ("2026-10-03T10:00", "2026-10-08")],
)
def test_f68_2_the_price_is_due_by_the_end_of_the_same_day_at_work(cast, asked, due):
    quote = story.asked(cast.he, moment(asked))
    assert quote.due_on == date.fromisoformat(due)
    assert timezone.localtime(quote.case.due_at).date() == date.fromisoformat(due)


def test_f68_2_a_price_that_is_late_goes_up_to_the_manager(cast, now):
    quote = story.asked(cast.he, now)
    late = quote.case.due_at + timedelta(minutes=1)
    escalate.tick(late)
    assert Message.objects.filter(recipient=cast.lin, title="何苗 逾期：核价并当日报出").exists()


def test_f68_2_whether_it_was_sent_the_same_day_is_kept_of_the_first_price(cast, now):
    quote = story.sent(cast.he, now)
    assert (quote.same_day, quote.first_sent_at) == (True, now)
    late = story.priced(story.asked(cast.he, now, of=quote.customer), actor=cast.he, now=now)
    actions.write_terms(late, values={}, actor=cast.he, now=now)
    engine.perform(late, "send", actor=cast.he, data=story.BY_MAIL, now=now + timedelta(days=1))
    assert story.fresh(late).same_day is False


def test_f52_a_sent_quotation_takes_its_opportunity_along_and_never_back(cast, now):
    customer = story.customer(cast.he, now)
    opportunity = registered(customer, actor=cast.he, reviewer=cast.lin, now=now)
    quote = story.sent(cast.he, now, of=customer, opportunity=opportunity)
    opportunity.refresh_from_db()
    assert (opportunity.state, opportunity.amount) == ("quote", quote.amount_cny)
    engine.perform(quote, "ask_cut", actor=cast.he, data={"percent": "3", "words": "贵", "supplier": "不能再低"}, now=now)
    opportunity.refresh_from_db()
    assert opportunity.state == "price"
    story.sent(cast.he, now, of=customer, opportunity=opportunity)
    opportunity.refresh_from_db()
    assert opportunity.state == "price"


def test_f52_an_accepted_quotation_brings_the_opportunity_to_signing(cast, now):
    customer = story.customer(cast.he, now)
    opportunity = registered(customer, actor=cast.he, reviewer=cast.lin, now=now)
    quote = story.sent(cast.he, now, of=customer, opportunity=opportunity)
    engine.perform(quote, "accept", actor=cast.he, data={"accepted_by": "高建平"}, now=now)
    opportunity.refresh_from_db()
    assert opportunity.state == "sign"
    assert story.fresh(quote).accepted_at == now
    assert Entry.objects.get(verb="opportunity.quote_accepted").data["number"] == quote.number


def test_the_customer_s_own_list_and_the_floor_stand_on_each_line(cast, now):
    quote = story.priced(story.asked(cast.he, now), actor=cast.he, now=now)
    line = quote.current.lines.get()
    assert (line.price, line.list_price, line.floor, line.unit, line.amount) == (860, 860, 817, "件", 8600)
    assert (quote.amount, quote.current.depth) == (8600, 0)


def test_a_sent_version_is_never_changed_by_anybody(cast, now):
    quote = story.sent(cast.he, now)
    with pytest.raises(Refusal):
        story.priced(quote, story.at("1"), actor=cast.he, now=now)
    for harm in (
        lambda: Version.objects.filter(pk=quote.current_id).update(amount=1),
        lambda: quote.current.lines.update(price=1),
        lambda: quote.current.lines.all().delete(),
        lambda: Version.objects.filter(pk=quote.current_id).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            harm()


def test_two_people_on_one_quotation_meet_the_comparison(cast, now):
    quote = story.asked(cast.he, now)
    revision = quote.revision
    story.priced(quote, actor=cast.he, now=now)
    with pytest.raises(Stale):
        actions.write_lines(quote, rows=[story.at("5")], actor=cast.he, now=now, revision=revision)


def test_others_do_not_write_it_and_costs_are_for_those_who_read_them(cast, now):
    quote = story.asked(cast.he, now)
    with pytest.raises(NotAllowed):
        story.priced(quote, actor=cast.ma, now=now)
    with pytest.raises(NotAllowed):
        story.priced(quote, story.at("900", factory="500"), actor=cast.gao, now=now)
    story.priced(quote, story.at("900", factory="500"), actor=cast.he, now=now)
    story.priced(quote, story.at("880"), actor=cast.gao, now=now)
    assert story.fresh(quote).current.lines.get().factory_price == 500


def test_an_opportunity_of_another_customer_does_not_fit(cast, now):
    opportunity = registered(story.customer(cast.he, now), actor=cast.he, reviewer=cast.lin, now=now)
    other = story.customer(cast.he, now, "远汀泵业有限公司")
    with pytest.raises(Refusal) as refused:
        story.asked(cast.he, now, of=other, opportunity=opportunity)
    assert refused.value.field == "opportunity"
