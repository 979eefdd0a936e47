"""Orders on paper: the notice (订单通知书) and the record of a returned one (退单记录)."""

from decimal import Decimal

import pytest

from gendan.modules.orders.models import ReturnRecord
from gendan.modules.orders.papers import NOTICE, RETURN, REVIEW
from gendan.modules.orders.tests import factories
from gendan.spine.documents import papering
from gendan.spine.documents.tests.shapes import check_shape
from gendan.spine.refusal import Refusal


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def test_f12_7_the_notice_says_what_is_made_by_when_and_no_price(cast, now, works):
    order = factories.noticed(factories.order(cast, now), works, cast, now)
    said = check_shape(NOTICE, order)
    assert said["number"] == order.notice_number
    assert said["lines"] == [{"name": "轴承座", "specification": said["lines"][0]["specification"], "quantity": Decimal(100), "unit": "件"}]
    assert said["promised_on"] == order.promised_on
    assert str(order.amount) not in str(said)
    made = papering.make(order, paper="order_notice", actor=works.tao, now=now)
    assert made.name == f"订单通知书 {order.notice_number}"
    assert made.number == order.notice_number


def test_f12_4_the_return_record_is_printed_with_its_reason(cast, now):
    order = factories.order(cast, now)
    for paper in ("order_notice", "order_return"):
        with pytest.raises(Refusal):
            papering.make(order, paper=paper, actor=cast.he, now=now)
    ReturnRecord.objects.create(
        number="TD2609-0001", order=order, reason="交期无法满足", returned_on=now.date(), returned_by=cast.he
    )
    assert check_shape(RETURN, order)["reason"] == "交期无法满足"
    assert papering.make(order, paper="order_return", actor=cast.he, now=now).name == "退单记录 TD2609-0001"


def test_f12_1_the_review_form_shows_six_opinions_side_by_side(cast, now, works):
    order = factories.order(cast, now, (factories.product(price="2000"), Decimal(100), None))
    with pytest.raises(Refusal, match="提交"):
        papering.make(order, paper="order_review", actor=cast.he, now=now)
    factories.move(order, "submit", cast.he, now)
    factories.move(order, "organise", works.tao, now)
    factories.sign_all(order, now, against=("production",), opinion="产能不足")
    said = check_shape(REVIEW, order)
    assert [row["party"] for row in said["opinions"]][:2] == ["订单中心", "生产中心"]
    assert "产能不足" in {row["opinion"] for row in said["opinions"]}
    made = papering.make(order, paper="order_review", actor=works.tao, now=now)
    assert made.name == f"订单评审表 {order.number}"
