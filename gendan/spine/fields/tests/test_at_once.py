"""Two people at the same moment: the same unique value, and the same field."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.spine.fields import actions, indexes
from gendan.spine.fields.models import Index, OwnField
from gendan.spine.refusal import Refusal

KIND = "customers.customer"


@pytest.fixture(autouse=True)
def _swept(transactional_db):
    """Indexes outlive a database that is emptied; other tests meet none of them."""
    yield
    OwnField.objects.all().delete()
    indexes.sweep()


def together(*verbs):
    """Run the verbs at once, each on a connection of its own; what each gave, or raised."""

    def run(verb):
        try:
            return verb()
        except (ValidationError, Refusal) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


@pytest.mark.parametrize("index_stands", [True, False])
def test_of_two_who_give_the_same_unique_value_one_is_told(cast, now, index_stands):
    values = {"title": "许可证号", "unique": True}
    field = actions.add_field(kind=KIND, type="text", key="license", values=values, actor=cast.fang, now=now)
    if not index_stands:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX own_{field.pk}_once")
    records = [customer(cast.he, now, name) for name in ("远汀泵业有限公司", "青屿重工有限公司", "柏舟数控机床有限公司")]
    results = together(*(
        lambda record=record: actions.put(record, {"license": "L-1"}, actor=cast.he, now=now) for record in records
    ))
    assert sum(isinstance(result, ValidationError) for result in results) == 2
    assert Customer.objects.filter(own__license="L-1").count() == 1


def test_two_administrators_who_add_the_same_field_get_one(cast, now):
    def add():
        return actions.add_field(kind=KIND, type="text", values={"title": "渠道"}, actor=cast.fang, now=now)

    results = together(add, add)
    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert OwnField.objects.filter(title="渠道").count() == 1


def test_a_large_table_is_indexed_beside_the_work(cast, now, monkeypatch):
    monkeypatch.setattr("gendan.spine.fields.indexes.SMALL", -2)
    values = {"title": "许可证号", "unique": True, "indexed": True}
    field = actions.add_field(kind=KIND, type="text", key="license", values=values, actor=cast.fang, now=now)
    assert field.index_state == Index.BUILDING
    field = actions.build_indexes(field)
    assert (field.index_state, field.index_note) == (Index.READY, "")
