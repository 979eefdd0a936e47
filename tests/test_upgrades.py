"""A company that was kept with an earlier version is brought up to date: sound, whole to the last cent, and at work."""

import gzip
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from gendan.demo.company import PASSWORD
from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity
from gendan.spine.procedures import doctor
from gendan.spine.timeline.models import Attachment
from tests.neighbours import elsewhere

KEPT = sorted((Path(__file__).parent / "upgrades").glob("*.sql.gz"))
#: Django's own, which count migrations and models.
OTHERS = {"django_migrations", "django_content_type", "auth_permission"}
COLUMNS = """
SELECT c.table_name, array_agg(c.column_name::text) FILTER (WHERE c.data_type = 'numeric')
FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' GROUP BY 1
"""


@pytest.fixture(params=KEPT, ids=lambda path: path.name.removesuffix(".sql.gz"))
def company(request: Any, db: None) -> Iterator[str]:
    """The address of a database in which that company stands as it was kept."""
    told = connection.get_connection_params()
    address = {key: told[key] for key in ("user", "password", "host", "port") if told.get(key)}
    name = f"{told['dbname']}_kept"
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'")
        with psycopg.connect(**address, dbname=name) as new:
            new.execute(gzip.decompress(request.param.read_bytes()))
        yield "postgres://{user}:{password}@/{name}?{rest}".format(
            user=address.get("user", ""), password=address.get("password", ""), name=name,
            rest="&".join(f"{key}={address[key]}" for key in ("host", "port") if key in address),
        )
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def figures() -> dict[str, list[int | Decimal]]:
    """How many rows each table has, and the sum of each of its columns of money and measures."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        tables = {table: columns or [] for table, columns in cursor.fetchall() if table not in OTHERS}
        found = {}
        for table, columns in tables.items():
            sums = "".join(f', coalesce(sum("{column}"), 0)' for column in sorted(columns))
            cursor.execute(f'SELECT count(*){sums} FROM "{table}"')
            found |= dict(zip((table, *(f"{table}.{column}" for column in sorted(columns))), cursor.fetchone(), strict=True))
    return found


def test_a_company_of_an_earlier_version_goes_on(company: str, now: datetime, tmp_path: Path, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    settings.MEDIA_ROOT = tmp_path
    with elsewhere(company):
        before = figures()
        assert before["customers_customer"] > 20
        call_command("migrate", verbosity=0)
        assert {key: value for key, value in figures().items() if key in before} == before
        for name in Attachment.objects.values_list("file", flat=True):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        assert [str(finding) for finding in doctor.run()] == []
        work_goes_on(Customer.objects.exclude(owner=None).order_by("pk").first())


def work_goes_on(customer: Customer) -> None:
    """Somebody logs in with the old password, looks around, and writes something down."""
    client = Client()
    assert client.login(username=customer.owner.username, password=PASSWORD)
    for address in ("/", "/customers", f"/customers/{customer.pk}", "/reports"):
        assert client.get(address).status_code == 200
    note = {"customer_id": customer.pk, "way": "call", "text": "升级以后照常工作", "no_next_reason": "等客户"}
    answer = client.post("/api/v1/followups", note, content_type="application/json")
    assert answer.status_code in (200, 201), answer.content.decode()
    assert Activity.objects.get(text=note["text"]).customer_id == customer.pk
