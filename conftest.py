"""Fixtures of every test: the named cast of a small company and a fixed moment in its life."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Cast, found_company

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def now() -> datetime:
    """Thursday 2026-09-24, 10:20 in Shanghai: the day before the Mid-Autumn holiday."""
    return datetime(2026, 9, 24, 10, 20, tzinfo=SHANGHAI)


@pytest.fixture
def cast(db) -> Cast:
    """A company of eleven people in six departments, each with a role."""
    return found_company()
