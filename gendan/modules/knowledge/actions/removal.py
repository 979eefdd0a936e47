"""The recycle bin of articles: thirty days by default, then gone with comments, files and links."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from gendan.modules.knowledge.access import KIND
from gendan.modules.knowledge.actions.writing import held
from gendan.modules.knowledge.models import Article
from gendan.modules.knowledge.numbers import BIN_DAYS
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def move_to_bin(article: Article, *, reason: str, actor: Employee, now: datetime) -> None:
    """Take it out of every list (PM-13); where it was linked it is no longer shown."""
    row = held(article)
    require(actor, "delete", row)
    Article.objects.filter(pk=row.pk).update(deleted_at=now)
    timeline.record("article.binned", row, actor=actor, at=now, text=reason)


@whole
def restore(article: Article, *, actor: Employee, now: datetime) -> Article:
    """Take it out of the bin again, to where it was linked."""
    row = held(article)
    require(actor, "delete", row)
    if row.deleted_at is None:
        raise Refusal(_("This article is not in the recycle bin."))
    Article.objects.filter(pk=row.pk).update(deleted_at=None)
    row.deleted_at = None
    timeline.record("article.restored", row, actor=actor, at=now)
    return row


@whole
def remove_finally(article: Article, *, actor: Employee | None, now: datetime) -> None:  # noqa: ARG001
    """Remove for ever what lies in the bin, with its comments, files, links and timeline."""
    row = held(article)
    if actor is not None:
        require(actor, "delete", row)
    if row.deleted_at is None:
        raise Refusal(_("Only what lies in the recycle bin can be removed for ever."))
    pk = row.pk
    row.delete()
    timeline.remove_all_of(KIND, [pk])


def bin_days(now: datetime) -> int:
    """How many days an article lies in the bin."""
    return BIN_DAYS.whole_at(now)


def empty_bin(*, now: datetime) -> int:
    """Remove what has lain in the bin longer than the company's number of days."""
    old = list(Article.objects.filter(deleted_at__lt=now - timedelta(days=bin_days(now))).order_by("deleted_at")[:500])
    for one in old:
        remove_finally(one, actor=None, now=now)
    return len(old)
