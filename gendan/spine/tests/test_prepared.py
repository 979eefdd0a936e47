"""Statements with a name of their own in the database: the third time they are called by it."""

import pytest
from django.db import connection, transaction

from gendan.spine.prepared import Lasting
from gendan.spine.procedures.models import Todo
from gendan.spine.rows import KEY, Reading
from gendan.spine.whole import ask, whole, write


def names(text: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", [f"%{text}%"])
        return cursor.fetchone()[0]


def test_the_third_asking_gets_a_name(db):
    sql = Lasting("SELECT %(n)s::int + 1, '100%%', %(n)s::int")
    asked = []
    for n in range(5):
        asked.append(ask(sql, {"n": n}))
        assert names("$1::int + 1, '100%', $2::int") == (n >= 2)
    assert asked == [[(n + 1, "100%", n)] for n in range(5)]


def test_a_statement_without_values_gets_a_name(db):
    sql = Lasting("SELECT 'no values'")
    assert [ask(sql) for _n in range(4)] == [[("no values",)]] * 4
    assert names("no values") == 1


def test_what_has_failed_has_no_name(db):
    sql = Lasting("SELECT %s::int * 7")

    @whole
    def fails() -> None:
        write("SELECT 1 / 0")
        ask(sql, [3])

    ask(sql, [1]), ask(sql, [2])
    for _once in range(2):
        with pytest.raises(Exception, match="zero"), transaction.atomic():
            fails()
    assert [ask(sql, [n]) for n in (3, 4)] == [[(21,)], [(28,)]]


def test_a_name_outlives_a_transaction_that_is_taken_back(db):
    sql = Lasting("SELECT %s::int * 11")
    with transaction.atomic():
        for n in range(3):
            ask(sql, [n])
        transaction.set_rollback(True)
    assert ask(sql, [3]) == [(33,)]


def test_a_reading_asks_for_its_value_only(db):
    """Constants stay in the text, so that an index of open to-dos still serves."""
    reading = Reading(Todo.objects.filter(record_kind="a%b", record_id=KEY, status__in=("open", "paused")))
    for _n in range(4):
        assert reading.of(1) == []
    assert names("'a%b' AND \"procedures_todo\".\"status\" IN ('open', 'paused')") == 1


def test_the_name_says_whether_it_writes(db):
    """Whoever watches statements, as the history does, knows a write by its name."""
    for n in range(3):
        ask(Lasting("SELECT %s::int * 13"), [n])
        ask(Lasting("UPDATE org_department SET name = name WHERE id = %s RETURNING id"), [-n])
    with connection.cursor() as cursor:
        cursor.execute("SELECT name ~ 'read', statement FROM pg_prepared_statements WHERE statement ~ 'int . 13|SET name = name'")
        assert {(reads, "UPDATE" in text) for reads, text in cursor.fetchall()} == {(True, False), (False, True)}
