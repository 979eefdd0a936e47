"""The quotation on paper (F68.2, F05.11): what is offered, never what it costs; each version is a file of its own."""

from decimal import Decimal

import pytest

from gendan.modules.quotes.papers import QUOTATION
from gendan.modules.quotes.tests import story
from gendan.spine.documents import papering
from gendan.spine.documents.tests.shapes import check_shape
from gendan.spine.procedures import engine


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def quote(cast, now):
    story.product()
    return story.sent(cast.he, now, story.at("820.5", quantity="12.5", factory="700"))


def test_f68_2_the_quotation_says_what_is_offered_exactly(quote):
    said = check_shape(QUOTATION, quote)
    assert said["lines"][0]["amount"] == Decimal("10256.25")
    assert (said["total"], said["capitals"]) == (Decimal("10256.25"), "人民币壹万零贰佰伍拾陆元贰角伍分")
    assert said["customer"]["name"] == "岚石液压科技有限公司"
    assert "700" not in str(said)


def test_f05_11_the_file_is_called_as_the_version(quote, cast, now):
    made = papering.make(quote, paper="quotation", actor=cast.he, now=now)
    assert made.name == quote.current.file_name == "轴承座 SNL518 price-岚石液压科技"
    assert made.number == quote.number
    assert papering.content_of(made).startswith(b"%PDF-")


def test_f68_3_the_next_version_is_a_file_of_its_own(quote, cast, now):
    first = papering.make(quote, paper="quotation", actor=cast.he, now=now)
    engine.perform(quote, "revise", actor=cast.he, data={"why": "客户加量", "is_round": ""}, now=now)
    second = papering.make(story.fresh(quote), paper="quotation", actor=cast.he, now=now)
    assert (second.version, second.name) == (2, "轴承座 SNL518 price-岚石液压科技-2 草稿")
    assert papering.content_of(first) != papering.content_of(second)


def test_f68_2_an_english_quotation_in_dollars(cast, now):
    story.product()
    story.dollar(now)
    quote = story.asked(cast.he, now, currency="USD", incoterm="FOB", incoterm_place="Shanghai")
    quote = story.priced(quote, story.at("120.40", quantity="3"), actor=cast.he, now=now)
    made = papering.make(quote, paper="quotation", actor=cast.he, now=now, language="en")
    assert made.language == "en"
    assert check_shape(QUOTATION, quote)["total"] == Decimal("361.20")
