"""Knowledge at records: linking and unlinking never touches the article (PM-09 … PM-12); and who read what."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.knowledge.models import Article, Link
from gendan.modules.knowledge.queries import links_of
from gendan.modules.knowledge.rules import require_may_link
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.records import Main, kind_of, main_of
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole, write

READ = """
INSERT INTO knowledge_reading (article_id, reader_id, day, times, at_work) VALUES (%s, %s, %s, 1, %s)
ON CONFLICT (article_id, reader_id, day)
DO UPDATE SET times = knowledge_reading.times + 1, at_work = knowledge_reading.at_work + excluded.at_work
"""


@whole
def link(article: Article, *, record: Any, actor: Employee, now: datetime) -> Link:
    """Attach an article that the actor may read to a record that the actor owns or may edit (PM-09, PM-10)."""
    require(actor, "view", record)
    require_may_link(actor, record)
    require(actor, "read", article)
    found, made = Link.objects.get_or_create(
        article=article, kind=kind_of(record), object_id=record.pk, defaults={"linked_by": actor, "linked_at": now}
    )
    if made:
        _tell("article.linked", article, record, actor, now)
    return found


@whole
def unlink(article: Article, *, record: Any, actor: Employee, now: datetime) -> None:
    """Take the article off the record; the article itself stays (PM-09)."""
    require(actor, "view", record)
    require_may_link(actor, record)
    require(actor, "read", article)
    gone, _per_model = links_of(record).filter(article=article).delete()
    if not gone:
        raise Refusal(_("This article is not linked here."))
    _tell("article.unlinked", article, record, actor, now)


def _tell(verb: str, article: Article, record: Any, actor: Employee, now: datetime) -> None:
    """Told about the article under the record's main object, so that only who sees the article is told."""
    main = main_of(record) or Main(kind_of(record), record.pk, str(record))
    timeline.record(verb, article, actor=actor, at=now, data={"record": str(record)}, system=True, main=main)


@whole
def unlink_removed(*, kind: str, ids: Iterable[int]) -> None:
    """Records are gone for ever: their links go, the knowledge stays (PM-11)."""
    Link.objects.filter(kind=kind, object_id__in=list(ids)).delete()


@whole
def note_reading(article: Article, *, reader: Employee, now: datetime, at_work: bool = False) -> None:
    """Count that somebody opened it today, `at_work` where it was offered beside a form."""
    write(READ, [article.pk, reader.pk, timezone.localdate(now), int(at_work)])
