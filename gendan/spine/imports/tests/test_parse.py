"""How cells become values."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.spine.imports import parse


class Answer(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("13812345678.0", "13812345678"), ("1.3812345678E+10", "13812345678"), ("００２１", "0021"), (" 021-5555 ", "021-5555")],
)
def test_phones_and_codes_keep_their_digits(cell, kept):
    assert parse.digits(cell) == kept


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,234.5", "1234.50"), ("¥ 3", "3.00"), ("3.2万", "32000.00"), ("１２元", "12.00"), ("-5", "-5.00")],
)
def test_amounts(cell, value):
    assert parse.money(cell) == Decimal(value)


@pytest.mark.parametrize(
    "cell", ["2016-10-20", "2016/10/20", "2016年10月20日", "20161020", "10/20/2016", "20.10.2016", "2016-10-20 00:00:00"]
)
def test_dates_in_their_many_shapes(cell):
    assert parse.day(cell) == date(2016, 10, 20)


def test_empty_cells_are_nothing():
    assert [parse.money(" "), parse.integer(""), parse.day("")] == [None, None, None]


@pytest.mark.parametrize(
    ("function", "cell"),
    [(parse.money, "abc"), (parse.money, "nan"), (parse.money, "1e30"), (parse.integer, "1.5"), (parse.day, "2016-13-40"),
     (parse.boolean, "maybe"), (parse.email, "x@"), (parse.limited(3), "abcd")],
)
def test_what_cannot_be_read_is_refused(function, cell):
    with pytest.raises(ValidationError):
        function(cell)


def test_choices_by_value_and_by_label_in_both_languages():
    read = parse.choice(Answer, also={"对": "yes"})
    assert [read(cell) for cell in ("yes", "Yes", "是", "对", "")] == ["yes", "yes", "yes", "yes", ""]
    with pytest.raises(ValidationError):
        read("perhaps")


@pytest.mark.parametrize("text", ["2026-09-24 14:05", "2026/9/24 14:05", "2026年9月24日 14：05", "20260924 14:05", "2026.9.24 14时05分", "2026-09-24T06:05:00Z"])
def test_a_moment_is_read_by_the_clock_on_the_wall(text):
    assert parse.moment(text) == timezone.make_aware(datetime(2026, 9, 24, 14, 5))


def test_a_moment_without_a_time_is_midnight_and_nonsense_is_refused():
    assert parse.moment("2026/9/24") == timezone.make_aware(datetime(2026, 9, 24))
    assert parse.moment(" ") is None
    for text in ("2026-9-24 25:00", "昨天 14:05"):
        with pytest.raises(ValidationError):
            parse.moment(text)
