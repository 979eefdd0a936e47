"""Reads of numbering rules: the company's rows over the declared ones, and what comes next."""

from collections.abc import Mapping
from datetime import datetime

from gendan.spine.documents import patterns
from gendan.spine.documents.declarations import all_declared
from gendan.spine.documents.models import NumberCounter, NumberRule


def rules() -> list[NumberRule]:
    """All declared rules, each as the company has it; unsaved where nobody needed it yet."""
    rows = {row.key: row for row in NumberRule.objects.all()}
    listed = []
    for rule in all_declared():
        row = rows.get(rule.key) or NumberRule(key=rule.key, pattern=rule.pattern, period=rule.period)
        row.name = str(rule.name)
        listed.append(row)
    return listed


def preview(rule: NumberRule, *, at: datetime, parts: Mapping[str, object]) -> str:
    """The number that the next paper would get."""
    return preview_many(rule, at=at, parts=parts, count=1)[0]


def preview_many(rule: NumberRule, *, at: datetime, parts: Mapping[str, object], count: int) -> list[str]:
    """The next numbers; nothing is given out."""
    period = patterns.period_of(rule.period, at)
    counter = NumberCounter.objects.filter(rule_id=rule.pk, period=period).first() if rule.pk else None
    last = counter.last if counter else 0
    return patterns.render_many(rule.pattern, at=at, numbers=range(last + 1, last + count + 1), parts=parts)
