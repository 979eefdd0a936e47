"""Fixtures of every test: the named cast of a small company and a fixed moment in its life."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import connection
from django.utils.translation.reloader import translation_file_changed
from hypothesis import HealthCheck, settings

from gendan.messages_compile import compile_stale
from tests.cast import Cast, found_company

SHANGHAI = ZoneInfo("Asia/Shanghai")

# How fast examples are made depends on what else the machine does; no test may fail of that.
settings.register_profile("gendan", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gendan")


def pytest_configure(config: pytest.Config) -> None:
    """Compile translations that changed; the workers of a parallel run find them ready.

    Django may have read the old ones by now, so it is told, as its own server is when a file changes.
    """
    if not hasattr(config, "workerinput"):
        for po in compile_stale():
            translation_file_changed(sender=None, file_path=po.with_suffix(".mo"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are called by their argument: each worker makes its own, and a zip among them tells the second it was made."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:  # noqa: ARG001
    """Jobs are emptied with everything else after a test that commits, though Django does not make their tables.

    In the end the sessions that a server process of a test may still hold are ended, so that the database can be dropped.
    """
    for model in apps.get_app_config("procrastinate").get_models():
        model._meta.managed = True
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def now() -> datetime:
    """Thursday 2026-09-24, 10:20 in Shanghai: the day before the Mid-Autumn holiday."""
    return datetime(2026, 9, 24, 10, 20, tzinfo=SHANGHAI)


@pytest.fixture
def cast(db) -> Cast:
    """A company of eleven people in six departments, each with a role."""
    return found_company()
