"""Write articles; each saved text is a version, and no version is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.knowledge.access import KIND
from gendan.modules.knowledge.models import Article
from gendan.modules.knowledge.queries import version_of
from gendan.modules.knowledge.rules import TEXTS, require_roles, require_words
from gendan.spine.access.queries import require, require_any
from gendan.spine.org import names
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal, Stale
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

FIELDS = (*TEXTS, "category", "data_roles", "moments", "flow", "is_published", "position")


def held(article: Article) -> Article:
    """The article as it stands now, locked until the transaction ends."""
    row: Article | None = Article.objects.select_for_update(of=("self",)).filter(pk=article.pk).first()
    if row is None:
        raise Refusal(_("This article no longer exists."), code="gone")
    return row


def require_may_manage(actor: Employee) -> None:
    """Whoever has the management menu (PM-13)."""
    require_any(actor, "edit", KIND)


@whole
def write_article(
    article: Article | None, *, values: Mapping[str, Any], actor: Employee, now: datetime, revision: int | None = None
) -> Article:
    """Write a new article or change one (PM-13, PM-14); raises Stale where somebody saved since `revision`."""
    if article is None:
        require_any(actor, "create", KIND)
        row = Article(owner=actor, department=actor.department, created_at=now, revision=0)
    else:
        row = held(article)
        require(actor, "edit", row)
        _require_revision(row, revision)
    given = {name: values[name] for name in FIELDS if name in values}
    changed = [name for name, value in given.items() if getattr(row, name, None) != value]
    if article is not None and not changed:
        return row
    for name, value in given.items():
        setattr(row, name, value)
    require_words({name: getattr(row, name) for name in TEXTS})
    require_roles(row.data_roles)
    _save(row, note=str(values.get("note") or ""), actor=actor, now=now)
    verb = "article.added" if article is None else "article.changed"
    timeline.record(verb, row, actor=actor, at=now, text=row.note, data={"revision": row.revision}, system=article is not None)
    return row


def _require_revision(row: Article, revision: int | None) -> None:
    if revision is not None and revision != row.revision:
        current = {name: getattr(row, name) for name in FIELDS}
        raise Stale(_("Somebody else has changed this meanwhile."), current={**current, "revision": row.revision})


def _save(row: Article, *, note: str, actor: Employee, now: datetime) -> None:
    letters = row.title or row.title_en
    row.pinyin, row.initials = names.pinyin(letters)[:400], names.initials(letters)[:120]
    row.note, row.updated_at, row.updated_by = note, now, actor
    row.revision += 1
    row.save()


@whole
def take_back(article: Article, *, number: int, actor: Employee, now: datetime) -> Article:
    """Let the article say again what it said in an earlier version; that is a new version."""
    kept = version_of(article, number)
    if kept is None:
        raise Refusal(_("There is no version %(number)d.") % {"number": number})
    values = {name: getattr(kept, name) for name in TEXTS}
    note = _("as in version %(number)d") % {"number": number}
    return write_article(article, values=values | {"note": note}, actor=actor, now=now)


@whole
def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """The articles of somebody who leaves go to the successor."""
    Article.objects.filter(owner=employee).update(owner=successor, department=successor.department)
