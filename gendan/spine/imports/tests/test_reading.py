"""Files of every encoding and shape become rows of text."""

from datetime import date

import pytest

from gendan.spine.imports import reading, texts
from gendan.spine.imports.tests.sheets import csv_bytes, xlsx
from gendan.spine.refusal import Refusal

SIMPLE = [["客户名称", "电话"], ["苏州砺川传动设备有限公司", "0512-66668888"], ["远山机械", "13812345678"]]
TRADITIONAL = [["客戶名稱", "電話"], ["臺北遠山機械股份有限公司", "02-22223333"], ["高雄傳動設備廠", "0912345678"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_simplified_text_in_any_encoding(encoding):
    assert list(reading.Source(csv_bytes(*SIMPLE, encoding=encoding)).rows()) == SIMPLE


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "utf-16"])
def test_traditional_text_in_any_encoding(encoding):
    assert list(reading.Source(csv_bytes(*TRADITIONAL, encoding=encoding)).rows()) == TRADITIONAL


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(delimiter):
    assert reading.Source(csv_bytes(*SIMPLE, delimiter=delimiter)).head() == SIMPLE


def test_a_quoted_cell_may_hold_a_line_break():
    rows = list(reading.Source(b'name,note\r\nA,"one\ntwo, three"\r\n').rows())
    assert rows[1] == ["A", "one\ntwo, three"]


def test_numbers_in_sheets_keep_their_digits():
    data = xlsx(["phone", "price", "day"], [13812345678, 12.5, date(2026, 9, 24)], ["0512", 0, ""])
    assert list(reading.Source(data).rows())[1:] == [["13812345678", "12.5", "2026-09-24"], ["0512", "0", ""]]


def test_a_sheet_is_chosen_by_name_and_lines_are_counted_from_the_top():
    data = xlsx(["a"], more={"客户": [[], [], ["name"], ["A"]]})
    source = reading.Source(data, sheet="客户")
    assert source.sheets == ["Sheet1", "客户"]
    assert list(source.rows()) == [[""], [""], ["name"], ["A"]]
    with pytest.raises(Refusal):
        reading.Source(data, sheet="无")


@pytest.mark.parametrize(
    "data", [b"", b"  \n ", b"PK\x03\x04 not a zip", b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 20]
)
def test_what_is_no_table_is_refused_with_a_sentence(data):
    with pytest.raises(Refusal) as caught:
        list(reading.Source(data).rows())
    assert str(caught.value)


def test_limits_are_said_clearly(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 100)
    with pytest.raises(Refusal):
        list(reading.Source(b"a,b\n" * 200).rows())
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(Refusal):
        reading.Source(b"a,b\n" * 200)


def test_one_column_is_no_delimiter_trouble():
    assert reading.Source("名称\n甲\n乙\n".encode()).head() == [["名称"], ["甲"], ["乙"]]
    assert texts.guess_delimiter("") in texts.DELIMITERS
