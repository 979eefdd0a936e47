"""Numbers never repeat and never skip."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from gendan.spine.documents import actions, declarations, patterns


@pytest.fixture(autouse=True)
def _rules():
    declarations.register("test.invoice", "PI", "PI{yy}{mm}{dd}{letter}{customer}", "day")
    declarations.register("test.contract", "contract", "HT{yyyy}-{seq:04}", "year")
    declarations.register("test.price", "quotation", "{product}-price-{customer}", "never")


def test_appendix_c_pi_is_date_letter_customer(db, now):
    given = [actions.next_number("test.invoice", at=now, customer="砺川") for _ in range(3)]
    assert given == ["PI260924a砺川", "PI260924b砺川", "PI260924c砺川"]
    assert actions.next_number("test.invoice", at=now + timedelta(days=1), customer="砺川") == "PI260925a砺川"


def test_letters_go_on_after_z():
    assert [patterns.letters(n) for n in (1, 26, 27, 52, 53, 703)] == ["a", "z", "aa", "az", "ba", "aaa"]


def test_a_contract_serial_starts_anew_each_year(db, now):
    assert actions.next_number("test.contract", at=now) == "HT2026-0001"
    assert actions.next_numbers("test.contract", count=3, at=now) == ["HT2026-0002", "HT2026-0003", "HT2026-0004"]
    assert actions.next_number("test.contract", at=now + timedelta(days=365)) == "HT2027-0001"


def test_a_pattern_without_a_counter_never_repeats(db, now):
    first = actions.next_number("test.price", at=now, product="轴承", customer="远山")
    second = actions.next_number("test.price", at=now, product="轴承", customer="远山")
    assert (first, second) == ("轴承-price-远山", "轴承-price-远山-2")


def test_the_year_turns_by_the_companys_clock(db, now):
    late_utc = now.replace(month=12, day=31, hour=23, minute=59)
    assert actions.next_number("test.contract", at=late_utc + timedelta(minutes=2)) == "HT2027-0001"


def test_a_rule_that_would_repeat_is_refused(db, now):
    with pytest.raises(ValidationError) as caught:
        actions.change_rule("test.contract", pattern="HT{seq:03}", period="month")
    assert "pattern" in caught.value.message_dict
    actions.change_rule("test.contract", pattern="HT{yy}{mm}{seq:03}", period="month")
    assert actions.next_number("test.contract", at=now) == "HT2609001"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given(now):
    with pytest.raises(transaction.TransactionManagementError):
        actions.next_number("test.contract", at=now)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_some_rolling_back_neither_repeat_nor_skip(now):
    kept: list[str] = []

    def take(number: int) -> None:
        try:
            with transaction.atomic():
                given = actions.next_number("test.contract", at=now)
                if number % 5 == 0:
                    raise RuntimeError
            kept.append(given)
        except RuntimeError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(n,)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kept) == [f"HT2026-{n:04}" for n in range(1, 41)]
