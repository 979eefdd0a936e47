"""Verbs of documents: give out the next number, change a rule."""

from datetime import datetime

from django.db import connection, transaction

from gendan.spine.documents import patterns
from gendan.spine.documents.declarations import declared
from gendan.spine.documents.models import NumberRule
from gendan.spine.org import memory

TAKE = """
INSERT INTO documents_numbercounter (rule_id, period, last) VALUES (%s, %s, %s)
ON CONFLICT (rule_id, period) DO UPDATE SET last = documents_numbercounter.last + EXCLUDED.last
RETURNING last
"""


def next_number(key: str, *, at: datetime, **parts: object) -> str:
    """The next number of the rule; the counter stays locked until the caller's transaction ends.

    So a number is never given twice, and one whose transaction rolls back is given to the next caller.
    """
    return next_numbers(key, count=1, at=at, **parts)[0]


def next_numbers(key: str, *, count: int, at: datetime, **parts: object) -> list[str]:
    """`count` numbers in a row with one query, for imports."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is taken inside the transaction that uses it")
    rule = rule_of(key)
    if not patterns.has_counter(rule.pattern):
        return _named(rule, count, at, parts)
    last = _take(rule, patterns.period_of(rule.period, at), count)
    return patterns.render_many(rule.pattern, at=at, numbers=range(last - count + 1, last + 1), parts=parts)


def rule_of(key: str) -> NumberRule:
    """The company's rule; the declared one is written down when it is first needed."""
    row = memory.remembered(("number rule", key), lambda: NumberRule.objects.filter(key=key).first())
    if row is None:
        rule = declared(key)
        values = {"name": str(rule.name), "pattern": rule.pattern, "period": rule.period}
        row, _new = NumberRule.objects.get_or_create(key=key, defaults=values)
    return row


def change_rule(key: str, *, pattern: str, period: str) -> NumberRule:
    """Number the papers of this kind differently from now on; what was given out stays."""
    patterns.check(pattern, period=period)
    with transaction.atomic():
        rule = NumberRule.objects.select_for_update().get(pk=rule_of(key).pk)
        rule.pattern, rule.period = pattern, period
        rule.save(update_fields=["pattern", "period"])
    return rule


def _named(rule: NumberRule, count: int, at: datetime, parts: dict[str, object]) -> list[str]:
    """A pattern without a counter names a paper by its parts; from the second on, "-2" is added."""
    text = patterns.render(rule.pattern, at=at, number=0, parts=parts)
    last = _take(rule, f"={text}"[:201], count)
    return [text if number == 1 else f"{text}-{number}" for number in range(last - count + 1, last + 1)]


def _take(rule: NumberRule, period: str, count: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [rule.pk, period, count])
        return int(cursor.fetchone()[0])
