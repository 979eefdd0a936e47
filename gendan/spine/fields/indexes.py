"""The indexes of a field: at once on small tables, beside the running work on large ones.

With them go statistics of the value: of indexes that leave out rows the planner takes none, and it would guess.
"""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.utils import Error

from gendan.spine.fields.expressions import sql_of
from gendan.spine.fields.models import Index, OwnField, Type
from gendan.spine.records import model_of
from gendan.spine.whole import ask

#: Up to so many rows an index is built within the action that asks for it.
SMALL = 50_000
SIZE = "SELECT reltuples FROM pg_class WHERE oid = %s::regclass"
STANDING = "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relname = ANY(%s) AND i.indisvalid"
OURS = """
SELECT 'INDEX', c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'i' AND n.nspname = current_schema() AND c.relname ~ '^own_[0-9]+_'
UNION ALL SELECT 'STATISTICS', s.stxname FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE n.nspname = current_schema() AND s.stxname ~ '^own_[0-9]+_'
"""
EQUAL = frozenset({Type.CHOICE, Type.EMPLOYEE, Type.RECORD})
KEY, ORDER, WORDS, ONCE = "key", "order", "words", "once"
FACTS, FACTS_OF_WORDS = "facts", "wfacts"


def name_of(field: OwnField, part: str) -> str:
    """The name of one index of a field."""
    return f"own_{field.pk}_{part}"


def wanted(field: OwnField) -> dict[str, str]:
    """Index → what follows its name, as the field stands now; none for an archived one.

    ORDER serves sorting and ranges. KEY, for what is asked by equality, gives the rows of one value in the order of
    urgency, in which the list shows them. Both leave out the rows in which nothing stands, and cost those nothing.
    """
    if field.archived_at is not None:
        return {}
    return dict(_wanted(field))


def _wanted(field: OwnField) -> Iterator[tuple[str, str]]:
    table, value = connection.ops.quote_name(_table(field)), sql_of(field)
    filled = f"WHERE {value} IS NOT NULL"
    if field.unique:
        yield ONCE, f"ON {table} ({value}) {filled}"
    if not field.indexed:
        return
    yield ORDER, f"ON {table} ({value}, id) {filled}"
    if field.type in EQUAL and _has_urgency(field):
        yield KEY, f"ON {table} ({value}, next_due_at, id) {filled}"
    if field.type == Type.TEXT:
        yield WORDS, f"ON {table} USING gin (gendan_doubled({value}) gin_trgm_ops)"


def facts(field: OwnField) -> dict[str, str]:
    """Statistics → the expression that the planner shall know the values of."""
    value, words = sql_of(field), f"gendan_doubled({sql_of(field)})"
    both = {FACTS: value, FACTS_OF_WORDS: words} if field.type == Type.TEXT else {FACTS: value}
    return both if field.indexed and field.archived_at is None else {}


def _table(field: OwnField) -> str:
    return str(model_of(field.kind)._meta.db_table)


def _has_urgency(field: OwnField) -> bool:
    return any(column.name == "next_due_at" for column in model_of(field.kind)._meta.fields)


def is_large(field: OwnField) -> bool:
    """Whether the table is so large that building would hold up those who work."""
    return bool(ask(SIZE, [connection.ops.quote_name(_table(field))])[0][0] > SMALL)


def state_of(field: OwnField) -> Index:
    """Whether every wanted index stands."""
    names = [name_of(field, part) for part in wanted(field)]
    if not names:
        return Index.NONE
    return Index.READY if ask(STANDING, [names])[0][0] == len(names) else Index.BUILDING


def stands(field: OwnField, part: str) -> bool:
    """Whether one index of the field is there and whole."""
    return bool(ask(STANDING, [[name_of(field, part)]])[0][0])


def settle() -> None:
    """Check now what the transaction has written, which else waits for its end: only then may indexes change."""
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    _run("SET CONSTRAINTS ALL DEFERRED")


def sweep() -> None:
    """Let go of what belongs to no field any more, as after a database was emptied: a new field may get the number."""
    known = {str(pk) for pk in OwnField.objects.values_list("pk", flat=True)}
    for kind, name in ask(OURS):
        if name.split("_")[1] not in known:
            _run(f"DROP {kind} IF EXISTS {name}")


def tidy(field: OwnField) -> None:
    """Let go of what the field no longer wants, and ask for the statistics that it wants; takes a moment's lock."""
    for part in {KEY, ORDER, WORDS, ONCE} - set(wanted(field)):
        _run(f"DROP INDEX IF EXISTS {name_of(field, part)}")
    for part in {FACTS, FACTS_OF_WORDS} - set(facts(field)):
        _run(f"DROP STATISTICS IF EXISTS {name_of(field, part)}")
    for part, value in facts(field).items():
        name, table = name_of(field, part), connection.ops.quote_name(_table(field))
        _run(f"CREATE STATISTICS IF NOT EXISTS {name} ON ({value}) FROM {table}")


def build_here(field: OwnField) -> None:
    """Build what is missing in the caller's transaction."""
    for part, rest in wanted(field).items():
        _run(f"CREATE {_kind(part)} IF NOT EXISTS {name_of(field, part)} {rest}")


def build_beside(field: OwnField) -> str:
    """Build what is missing without holding anybody up; outside of transactions. Answers why it failed, else nothing."""
    assert not connection.in_atomic_block, "beside the running work means outside of transactions"
    for part, rest in wanted(field).items():
        name = name_of(field, part)
        if stands(field, part):
            continue
        try:
            _run(f"DROP INDEX IF EXISTS {name}")
            _run(f"CREATE {_kind(part).replace('INDEX', 'INDEX CONCURRENTLY')} {name} {rest}")
        except Error as error:
            _run(f"DROP INDEX IF EXISTS {name}")
            return str(error)[:300]
    with transaction.atomic():
        _run(f"ANALYZE {connection.ops.quote_name(_table(field))}")
    return ""


def _kind(part: str) -> str:
    return "UNIQUE INDEX" if part == ONCE else "INDEX"


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
