"""Order changes against a simple model: a dictionary of lines, and a table of what stages allow."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.modules.orders import actions, revising
from gendan.modules.orders.models import Order
from gendan.modules.orders.revising import Content, Item, Wish
from gendan.modules.orders.tests.factories import move, noticed, order, product, sign_all
from gendan.modules.orders.words import STAGES, TABLE, ChangeKind
from gendan.spine.procedures import doctor
from gendan.spine.refusal import Refusal

CENTS = Decimal("0.01")
START = date(2026, 11, 27)
quantities = st.integers(1, 400).map(Decimal)
prices = st.decimals("0.0001", "9999", places=4)
WISHES = st.one_of(
    st.tuples(st.just("add"), st.none(), quantities, prices),
    st.tuples(st.sampled_from(["more", "less"]), st.integers(1, 4), quantities, st.none()),
    st.tuples(st.just("swap"), st.integers(1, 4), st.none(), prices),
    st.tuples(st.sampled_from(["earlier", "later"]), st.none(), st.integers(-30, 30), st.none()),
    st.tuples(st.sampled_from(["structure", "packaging"]), st.none(), st.sampled_from(["", "木箱", "加长"]), st.none()),
)


class Model:
    """What the order should say: lines by key as (quantity, price), a day, two texts, and how many versions there are."""

    def __init__(self):
        self.lines = {1: (Decimal(100), Decimal(100))}
        self.day, self.texts, self.versions = START, {"structure": "", "packaging": ""}, 1

    @property
    def amount(self):
        return sum(((q * p).quantize(CENTS, ROUND_HALF_UP) for q, p in self.lines.values()), Decimal(0))

    def take(self, kind, key, value, price):
        """Whether the change is one; the model follows."""
        if kind == "add":
            self.lines[max(self.lines) + 1] = (value, price)
        elif kind in ("more", "less"):
            if key not in self.lines or not (value > self.lines[key][0] if kind == "more" else value < self.lines[key][0]):
                return False
            self.lines[key] = (value, self.lines[key][1])
        elif kind == "swap":
            if key not in self.lines:
                return False
            self.lines[key] = (self.lines[key][0], price)
        elif kind in ("earlier", "later"):
            day = START + timedelta(days=value)
            if not (day < self.day if kind == "earlier" else day > self.day):
                return False
            self.day = day
        else:
            if not value:
                return False
            self.texts[kind] = value
        self.versions += 1
        return True


def wish_of(kind, key, value, price, *, new):
    item = Item(key=0, name="新品", quantity=Decimal(1), price=price or Decimal(1), product_id=new) if kind in ("add", "swap") else None
    return Wish(
        kind=kind, line_key=key, item=item, quantity=value if kind in ("add", "more", "less") else None, price=price,
        new_on=START + timedelta(days=value) if kind in ("earlier", "later") else None,
        text=value if kind in ("structure", "packaging") else "",
    )


@given(st.lists(WISHES, max_size=25))
def test_f21_4_content_follows_the_model(wishes):
    model, content, key = Model(), Content((Item(1, "轴承座", Decimal(100), Decimal(100)),), promised_on=START), 2
    for number, (kind, line, value, price) in enumerate(wishes, 1000):
        before = content
        try:
            content = revising.changed(content, wish_of(kind, line, value, price, new=number), next_key=key)
        except Refusal:
            content = before
            assert not model.take(kind, line, value, price)
        else:
            assert model.take(kind, line, value, price)
            key += kind == "add"
        assert {one.key: (one.quantity, one.price) for one in content.items} == model.lines
        assert (content.amount, content.promised_on) == (model.amount, model.day)
        assert (content.requirement, content.packaging) == (model.texts["structure"], model.texts["packaging"])


@given(st.sampled_from(ChangeKind.values), st.lists(st.sampled_from(["", *STAGES]), max_size=6))
def test_f21_4_the_furthest_stage_decides(kind, stages):
    standing = revising.standing_of(stages)
    known = [STAGES.index(one) for one in stages if one]
    assert standing == (STAGES[max(known)] if known else "")
    assert revising.is_possible(kind, standing) == (TABLE[kind][standing] != "no")
    assert not revising.is_possible(kind, "shipped")


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(wishes=st.lists(WISHES, min_size=1, max_size=4))
def test_f21_4_orders_follow_the_model_through_their_verbs(cast, works, now, wishes):
    with transaction.atomic():
        _follow(cast, works, now, wishes)
        transaction.set_rollback(True)


def _follow(cast, works, now, wishes):
    made, model = noticed(order(cast, now), works, cast, now, on=START), Model()
    for number, (kind, line, value, price) in enumerate(wishes):
        wish = wish_of(kind, line, value, price, new=None)
        new = product(f"N{made.pk}-{number}", "新品") if wish.item else None
        values = {"line_key": wish.line_key, "product": new, "quantity": wish.quantity, "price": wish.price, "new_on": wish.new_on, "text": wish.text}
        expected = model.take(kind, line, value, price)
        try:
            change = actions.ask_change(made, kind=kind, reason="模型", actor=cast.he, now=now, **values)
        except Refusal:
            assert not expected
            continue
        assert expected
        move(change, "review", works.tao, now)
        sign_all(change, now)
        move(change, "confirm", cast.he, now, confirmed_by="高", confirmed_how="电话")
        made = Order.objects.get(pk=made.pk)
        assert (made.amount, made.version, made.promised_on) == (model.amount, model.versions, model.day)
    assert not doctor.run()
