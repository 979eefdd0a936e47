"""Knowledge over REST: read, write, and link to records."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from gendan.api.paging import Window, page_of
from gendan.api.records import add_story_routes, seen
from gendan.api.schemas import Page
from gendan.modules.knowledge import actions, queries
from gendan.modules.knowledge.models import Article, Category
from gendan.spine.timeline.queries import record_of

router = Router(tags=["knowledge"])


class ArticleOut(Schema):
    """An article with both texts, as Markdown; empty data roles mean everybody."""

    id: int
    title: str
    title_en: str
    body: str
    body_en: str
    category_id: int
    data_roles: list[str]
    moments: list[str]
    flow: str
    is_published: bool
    position: int
    owner_id: int | None
    revision: int
    updated_at: datetime


class ArticlePage(Page):
    items: list[ArticleOut]


class ArticleFilter(Schema):
    """Narrow the list: a category with all below it, a moment, words."""

    category_id: int | None = None
    moment: str = ""
    q: str = ""


class ArticleIn(Schema):
    """What is written; with `revision` as it was read, nobody's work is overwritten."""

    title: str = ""
    title_en: str = ""
    body: str = ""
    body_en: str = ""
    category_id: int | None = None
    data_roles: list[str] = []
    moments: list[str] = []
    flow: str = ""
    is_published: bool = True
    position: int = 0
    note: str = ""
    revision: int | None = None


class CategoryOut(Schema):
    """A node of the tree."""

    id: int
    name: str
    name_en: str
    parent_id: int | None


class LinkIn(Schema):
    """The article to link."""

    article_id: int


@router.get("", response=ArticlePage, summary="What you may read, newest first")
def articles(request: Any, window: Query[Window], wanted: Query[ArticleFilter]) -> Any:
    rows = Article.objects.visible_to(request.user, "read")
    if wanted.category_id is not None:
        rows = rows.filter(category__in=queries.with_all_below([wanted.category_id]))
    if wanted.moment:
        rows = rows.filter(moments__contains=[wanted.moment])
    return page_of(rows.filter(queries.searched(wanted.q)), window)


@router.get("/categories", response=list[CategoryOut], summary="The tree of categories")
def categories(request: Any) -> Any:  # noqa: ARG001
    return [branch.category for branch in queries.tree()]


@router.post("", response={201: ArticleOut}, summary="Write an article")
def write(request: Any, payload: ArticleIn) -> Any:
    row = actions.write_article(None, values=_values(payload), actor=request.user, now=timezone.now())
    return Status(201, row)


@router.get("/{pk}", response=ArticleOut, summary="One article")
def article(request: Any, pk: int) -> Any:
    return seen(Article, request, pk)


@router.patch("/{pk}", response=ArticleOut, summary="Change an article")
def change(request: Any, pk: int, payload: ArticleIn) -> Any:
    values = _values(payload, unset=False)
    return actions.write_article(
        seen(Article, request, pk), values=values, revision=payload.revision, actor=request.user, now=timezone.now()
    )


@router.delete("/{pk}", response={204: None}, summary="Move an article to the recycle bin")
def remove(request: Any, pk: int, reason: str = "") -> Any:
    actions.move_to_bin(seen(Article, request, pk), reason=reason, actor=request.user, now=timezone.now())
    return Status(204, None)


def _values(payload: ArticleIn, *, unset: bool = True) -> dict[str, Any]:
    values = payload.dict(exclude_unset=not unset, exclude={"revision"})
    if "category_id" in values:
        values["category"] = get_object_or_404(Category, pk=values.pop("category_id"))
    return values


@router.get("/on/{kind}/{pk}", response=list[ArticleOut], summary="What is linked to a record, as far as you may read it")
def linked(request: Any, kind: str, pk: int) -> Any:
    return [link.article for link in queries.shown_links(request.user, _record(request, kind, pk))]


@router.post("/on/{kind}/{pk}", response={201: ArticleOut}, summary="Link an article to a record")
def link(request: Any, kind: str, pk: int, payload: LinkIn) -> Any:
    row = seen(Article, request, payload.article_id, "read")
    actions.link(row, record=_record(request, kind, pk), actor=request.user, now=timezone.now())
    return Status(201, row)


@router.delete("/on/{kind}/{pk}/{article_id}", response={204: None}, summary="Take an article off a record")
def unlink(request: Any, kind: str, pk: int, article_id: int) -> Any:
    row = seen(Article, request, article_id, "read")
    actions.unlink(row, record=_record(request, kind, pk), actor=request.user, now=timezone.now())
    return Status(204, None)


def _record(request: Any, kind: str, pk: int) -> Any:
    try:
        return record_of(request.user, kind, pk)
    except LookupError:
        raise Http404 from None


add_story_routes(router, Article)
