"""The figures of knowledge: what is read, by how many, where it hangs, and what nobody opens (report 48)."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone

from gendan.modules.knowledge.access import KIND
from gendan.modules.knowledge.models import Article, Link, Reading
from gendan.modules.knowledge.numbers import UNREAD_DAYS
from gendan.spine.timeline.models import Comment


def usage(readings: QuerySet[Reading]) -> list[dict[str, Any]]:
    """Each article that was opened: how often, by how many, how often beside a form; its links and comments."""
    rows = list(
        readings.order_by().values("article").annotate(
            readers=Count("reader", distinct=True), times=Sum("times"), at_work=Sum("at_work"), last=Max("day")
        ).order_by("-times", "article")
    )
    ids = [row["article"] for row in rows]
    articles = Article.objects.select_related("category").in_bulk(ids)
    links, comments = _counted(Link, "article", article__in=ids), _counted(Comment, "object_id", kind=KIND, object_id__in=ids)
    return [
        row | {
            "title": str(articles[row["article"]]), "category": str(articles[row["article"]].category),
            "links": links.get(row["article"], 0), "comments": comments.get(row["article"], 0),
        }
        for row in rows
    ]


def _counted(model: Any, column: str, **wanted: Any) -> dict[int, int]:
    rows = model.objects.filter(**wanted).order_by().values_list(column)
    return dict(rows.annotate(Count("pk")))


def unread(articles: QuerySet[Article], *, now: datetime) -> list[dict[str, Any]]:
    """Published articles that nobody opened for the company's number of days, the oldest first."""
    since = timezone.localdate(now) - timedelta(days=UNREAD_DAYS.whole_at(now))
    rows = articles.filter(is_published=True).exclude(readings__day__gte=since).annotate(last=Max("readings__day"))
    return [
        {"article": row.pk, "title": str(row), "category": str(row.category), "changed": timezone.localdate(row.updated_at),
         "last": row.last}
        for row in rows.select_related("category").order_by("updated_at", "pk")
    ]
