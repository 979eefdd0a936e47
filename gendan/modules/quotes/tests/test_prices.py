"""F68.3: whose authority a low price wants, price cuts, rounds, repeats, expiry and the customer's answer."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.catalog.models import Authority
from gendan.modules.quotes import actions
from gendan.modules.quotes.models import Decision, PriceCut
from gendan.modules.quotes.tests import story
from gendan.spine import events
from gendan.spine.org.models import Role
from gendan.spine.procedures import engine
from gendan.spine.refusal import NotAllowed, Refusal

CUT = {"percent": "8", "words": "友商低 8%", "supplier": "工厂书面答复不能再降"}


@pytest.fixture(autouse=True)
def _goods(db):
    story.product(price="1000")


def low(cast, now, price):
    """A quotation below its floor of 950."""
    quote = story.priced(story.asked(cast.he, now), story.at(price), actor=cast.he, now=now)
    with pytest.raises(Refusal):
        engine.perform(quote, "send", actor=cast.he, data=story.BY_MAIL, now=now)
    engine.perform(quote, "submit", actor=cast.he, now=now)
    return quote


def offered(record, actor, now, key):
    return next(one for one in engine.available(record, actor=actor, now=now) if one.transition.key == key)


def test_f68_3_within_policy_nobody_is_asked(cast, now):
    quote = story.priced(story.asked(cast.he, now), story.at("950"), actor=cast.he, now=now)
    with pytest.raises(Refusal, match="可以直接发出"):
        engine.perform(quote, "submit", actor=cast.he, now=now)
    engine.perform(quote, "send", actor=cast.he, data=story.BY_MAIL, now=now)


def test_f68_3_below_the_floor_it_says_whose_authority_it_is(cast, now):
    quote = story.priced(story.asked(cast.he, now), story.at("920"), actor=cast.he, now=now)
    assert "林叙" in offered(quote, cast.he, now, "send").reason
    quote = story.priced(quote, story.at("850"), actor=cast.he, now=now)
    assert "方致远" in offered(quote, cast.he, now, "send").reason


def test_f68_3_the_sales_head_decides_within_his_authority(cast, now):
    quote = low(cast, now, "900")
    assert quote.approver == cast.lin
    engine.perform(quote, "approve", actor=cast.lin, data={"opinion": "老客户"}, now=now)
    engine.perform(quote, "send", actor=cast.he, data=story.BY_MAIL, now=now)
    decision = Decision.objects.get()
    assert (decision.person, decision.role, decision.depth, decision.authority) == (cast.lin, "sales_head", 10, 10)
    assert story.fresh(quote).current.approved_by == cast.lin


def test_f68_3_what_goes_beyond_is_passed_on_up_the_ladder(cast, now):
    quote = low(cast, now, "800")
    refused = offered(quote, cast.lin, now, "approve")
    assert not refused.allowed
    assert "方致远" in refused.reason
    engine.perform(quote, "pass_on", actor=cast.lin, data={"opinion": "战略客户，建议同意"}, now=now)
    assert quote.approver == cast.fang
    engine.perform(quote, "approve", actor=cast.fang, now=now)
    assert [one.verdict for one in Decision.objects.all()] == ["passed_on", "approved"]


def test_f68_3_the_company_sets_the_ladder(cast, now):
    Authority.objects.create(role=Role.objects.get(key="sales_head"), percent=Decimal(25))
    quote = low(cast, now, "800")
    engine.perform(quote, "approve", actor=cast.lin, now=now)
    assert quote.state == "approved"


def test_f68_3_nobody_approves_a_price_of_his_own(cast, now):
    quote = story.priced(story.asked(cast.lin, now), story.at("800"), actor=cast.lin, now=now)
    engine.perform(quote, "submit", actor=cast.lin, now=now)
    assert quote.approver == cast.gu  # another sales head
    with pytest.raises(NotAllowed):
        engine.perform(quote, "approve", actor=cast.lin, now=now)


def test_f68_3_within_one_s_own_authority_one_sends(cast, now):
    quote = story.priced(story.asked(cast.lin, now), story.at("910"), actor=cast.lin, now=now)
    engine.perform(quote, "send", actor=cast.lin, data=story.BY_MAIL, now=now)
    assert story.fresh(quote).current.approved_by == cast.lin


def test_f68_3_a_returned_price_comes_back_with_the_reason(cast, now):
    quote = low(cast, now, "900")
    with pytest.raises(ValidationError):
        engine.perform(quote, "return", actor=cast.lin, now=now)
    engine.perform(quote, "return", actor=cast.lin, data={"reason": "按 940 报"}, now=now)
    assert quote.state == "draft"
    story.priced(quote, story.at("960"), actor=cast.he, now=now)
    engine.perform(story.fresh(quote), "send", actor=cast.he, data=story.BY_MAIL, now=now)


def test_f68_3_an_approval_counts_for_the_prices_it_was_given_for(cast, now):
    quote = low(cast, now, "900")
    engine.perform(quote, "approve", actor=cast.lin, now=now)
    with pytest.raises(Refusal):
        story.priced(quote, story.at("700"), actor=cast.he, now=now)
    engine.perform(quote, "reopen", actor=cast.he, now=now)
    story.priced(quote, story.at("700"), actor=cast.he, now=now)
    with pytest.raises(Refusal):
        engine.perform(story.fresh(quote), "send", actor=cast.he, data=story.BY_MAIL, now=now)


def test_f68_3_a_price_cut_that_the_supplier_cannot_give_is_the_manager_s_to_decide(cast, now):
    quote = story.sent(cast.he, now, story.at("1000"))
    with pytest.raises(ValidationError):
        engine.perform(quote, "ask_cut", actor=cast.he, data=CUT | {"supplier": ""}, now=now)
    engine.perform(quote, "ask_cut", actor=cast.he, data=CUT, now=now)
    cut = PriceCut.objects.get()
    assert (quote.approver, cut.depth) == (cast.lin, 8)


def test_f68_3_a_granted_cut_makes_a_new_round_at_that_price_without_asking_again(cast, now):
    quote = story.sent(cast.he, now, story.at("1000"))
    engine.perform(quote, "ask_cut", actor=cast.he, data=CUT, now=now)
    with pytest.raises(Refusal):
        engine.perform(quote, "grant_cut", actor=cast.lin, data={"percent": "9"}, now=now)
    engine.perform(quote, "grant_cut", actor=cast.lin, data={"percent": "7"}, now=now)
    engine.perform(quote, "next_round", actor=cast.he, now=now)
    quote = story.fresh(quote)
    assert (quote.round, quote.current.number, quote.amount) == (2, 2, 9300)
    engine.perform(quote, "send", actor=cast.he, data=story.BY_MAIL, now=now)
    assert [one.amount for one in quote.versions.order_by("number")] == [10000, 9300]


def test_f68_3_a_refused_cut_is_answered_in_writing_in_time(cast, now):
    quote = story.sent(cast.he, now, story.at("1000"))
    engine.perform(quote, "ask_cut", actor=cast.he, data=CUT, now=now)
    engine.perform(quote, "refuse_cut", actor=cast.lin, data={"reason": "已是最低"}, now=now)
    assert (quote.state, quote.next_title) == ("reply", "书面答复客户")
    with pytest.raises(Refusal):
        engine.perform(quote, "next_round", actor=cast.he, now=now)
    engine.perform(quote, "answer", actor=cast.he, data=story.BY_MAIL, now=now)
    assert (quote.state, quote.current.sendings.count()) == ("sent", 2)


def test_f68_3_a_cut_beyond_the_head_s_authority_goes_up(cast, now):
    quote = story.sent(cast.he, now, story.at("1000"))
    engine.perform(quote, "ask_cut", actor=cast.he, data=CUT | {"percent": "30"}, now=now)
    with pytest.raises(Refusal):
        engine.perform(quote, "grant_cut", actor=cast.lin, data={"percent": "30"}, now=now)
    engine.perform(quote, "pass_cut_on", actor=cast.lin, now=now)
    engine.perform(quote, "grant_cut", actor=cast.fang, data={"percent": "12"}, now=now)
    assert PriceCut.objects.get().granted_percent == 12


def test_f06_3_a_repeated_quotation_is_counted_and_stays_as_it_was(cast, now):
    quote = story.sent(cast.he, now)
    for day in (3, 6):
        engine.perform(quote, "repeat", actor=cast.he, data=story.BY_MAIL, now=now + timedelta(days=day))
    assert (quote.repeats, quote.current.number) == (2, 1)
    assert [one.is_repeat for one in quote.current.sendings.all()] == [True, True, False]


def test_f05_11_the_file_is_called_product_price_customer(cast, now):
    quote = story.sent(cast.he, now)
    assert quote.current.file_name == "轴承座 SNL518 price-岚石液压科技"
    engine.perform(quote, "revise", actor=cast.he, data={"why": "改交期", "is_round": ""}, now=now)
    engine.perform(quote, "send", actor=cast.he, data=story.BY_MAIL, now=now)
    quote = story.fresh(quote)
    assert quote.current.file_name.endswith("-2")
    assert (quote.round, quote.current.number) == (1, 2)


def test_it_expires_by_the_clock_and_may_be_renewed(cast, now):
    quote = story.sent(cast.he, now)
    assert actions.expire_due(now=now + timedelta(days=30)) == 0
    late = now + timedelta(days=31)
    assert actions.expire_due(now=late) == 1
    assert actions.expire_due(now=late) == 0
    quote = story.fresh(quote)
    assert quote.state == "expired"
    engine.perform(quote, "revise", actor=cast.he, data={"why": "客户又问", "is_round": "on"}, now=late)
    assert story.fresh(quote).valid_until > late.date()


def test_what_is_no_longer_valid_is_not_sent(cast, now):
    quote = story.priced(story.asked(cast.he, now), actor=cast.he, now=now)
    with pytest.raises(Refusal):
        engine.perform(quote, "send", actor=cast.he, data=story.BY_MAIL, now=now + timedelta(days=40))


def test_an_accepted_quotation_is_told_to_others_once(cast, now, monkeypatch):
    heard = []
    monkeypatch.setitem(events._listeners, "quotes.accepted", (lambda **facts: heard.append(facts["quote"].pk),))
    quote = story.sent(cast.he, now)
    engine.perform(quote, "accept", actor=cast.he, data={"accepted_by": "高建平", "words": "请发合同"}, now=now)
    assert heard == [quote.pk]
    with pytest.raises(Refusal):
        engine.perform(quote, "accept", actor=cast.he, data={"accepted_by": "高建平"}, now=now)


def test_a_declined_one_says_why_and_may_begin_anew(cast, now):
    quote = story.sent(cast.he, now)
    engine.perform(quote, "decline", actor=cast.he, data={"words": "预算没批"}, now=now)
    assert (quote.state, quote.answer) == ("declined", "预算没批")
    engine.perform(quote, "revise", actor=cast.he, data={"why": "预算批了", "is_round": "on"}, now=now)
    assert (quote.state, quote.answer) == ("draft", "")
