"""A customer of Lin's, with files of its own for each test."""

from typing import Any

import pytest

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.knowledge.models import Article


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def customer(cast: Any, now: Any) -> Customer:
    return register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.lin, now=now)


@pytest.fixture
def empty_shelf(db: Any) -> None:
    """Without the texts that the house brings along."""
    Article.objects.all().delete()
