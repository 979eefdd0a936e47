"""Reads of knowledge: the tree, what helps at a moment, what belongs to a record, and the kept versions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from gendan.modules.knowledge import moments
from gendan.modules.knowledge.models import Article, Category, Link
from gendan.spine.access.queries import supervisors
from gendan.spine.access.viewer import viewer_of
from gendan.spine.org.models import Employee, Role
from gendan.spine.records import kind_of


@dataclass(frozen=True, slots=True)
class Branch:
    """A category in the tree, `depth` steps below the root, with how many articles it and all below it hold."""

    category: Category
    depth: int
    count: int
    below: frozenset[int]

    @property
    def label(self) -> str:
        """The name, moved in by its depth."""
        return "\u3000" * self.depth + str(self.category)


def tree(articles: QuerySet[Article] | None = None) -> list[Branch]:
    """All categories, children under their parents in their order; counted are the given articles."""
    children: dict[int | None, list[Category]] = defaultdict(list)
    for row in Category.objects.all():
        children[row.parent_id].append(row)
    counted = articles.order_by().values_list("category").annotate(Count("pk")) if articles is not None else ()
    own = dict(counted)
    branches: list[Branch] = []
    for root in children[None]:
        _grow(root, 0, children, own, branches)
    return branches


def _grow(
    category: Category, depth: int, children: dict[int | None, list[Category]], own: dict[int, int], into: list[Branch]
) -> frozenset[int]:
    """Add the category and all below it in their order; answers their ids."""
    place = len(into)
    ids = {category.pk}
    for child in children[category.pk]:
        ids |= _grow(child, depth + 1, children, own, into)
    into.insert(place, Branch(category, depth, sum(own.get(pk, 0) for pk in ids), frozenset(ids)))
    return frozenset(ids)


def category_choices() -> list[tuple[str, str]]:
    """Every node and every leaf (PM-19)."""
    return [(str(branch.category.pk), branch.label) for branch in tree()]


def with_all_below(ids: Iterable[int]) -> set[int]:
    """The categories and everything under them."""
    wanted = set(ids)
    return {pk for branch in tree() if branch.category.pk in wanted for pk in branch.below}


def role_choices() -> list[tuple[str, str]]:
    """The roles that may be attached as data roles."""
    return [(role.key, role.name) for role in Role.objects.all()]


@dataclass(frozen=True, slots=True)
class Hint:
    """An article that helps here; `ways` are the ways of contact at which it does, none of them means always."""

    article: Article
    ways: str


def hints(user: Any, *, ways: Sequence[str] = (), record: Any = None) -> list[Hint]:
    """What this person may read and what helps where the record stands now, then with these ways of contact."""
    state = moments.at_state(record) if record is not None else ""
    wanted = [*ways, state] if state else list(ways)
    rows = Article.objects.visible_to(user, "read").filter(moments__overlap=wanted).order_by("position", "pk")
    found = [
        Hint(one, "" if state in one.moments else " ".join(way for way in ways if way in one.moments))
        for one in rows.only("title", "title_en", "moments")
    ]
    return sorted(found, key=lambda hint: hint.ways != "")


def links_of(record: Any) -> QuerySet[Link]:
    """Everything that is linked to a record, whoever may read it."""
    return Link.objects.filter(kind=kind_of(record), object_id=record.pk)


def shown_links(user: Any, record: Any) -> QuerySet[Link]:
    """What is linked and this person may read: of the rest not even the title is shown (PM-12)."""
    readable = Article.objects.visible_to(user, "read")
    return links_of(record).filter(article__in=readable).select_related("article__category", "linked_by")


def linkable(user: Any, record: Any) -> QuerySet[Article]:
    """What this person may read and is not linked yet (PM-10)."""
    linked = links_of(record).values("article")
    return Article.objects.visible_to(user, "read").exclude(pk__in=linked).order_by("category__position", "position", "pk")


def owns(user: Employee, record: Any) -> bool:
    """Whether the person is responsible for the record, or stands in for who is."""
    return getattr(record, "owner_id", None) in viewer_of(user).owners


def binned_for(user: Employee) -> QuerySet[Article]:
    """The recycle bin as this person may empty or restore it."""
    return Article.objects.in_bin().visible_to(user, "delete").select_related("owner", "department").order_by("-pk")


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it stood in one revision."""

    number: int
    at: datetime
    by: str
    note: str
    row: Any


def versions_of(article: Article) -> list[Version]:
    """Every revision with its text, the newest first; taken from the history that the database keeps."""
    rows = list(article.history.order_by("revision", "-pgh_id").distinct("revision"))[::-1]
    people = Employee.objects.in_bulk({row.updated_by_id for row in rows if row.updated_by_id})
    return [
        Version(row.revision, row.updated_at, str(people.get(row.updated_by_id, "")), row.note, row) for row in rows
    ]


def version_of(article: Article, number: int) -> Any:
    """The kept row of one revision, or None."""
    return article.history.filter(revision=number).order_by("-pgh_id").first()


def searched(text: str) -> Q:
    """Title by word, pinyin or initials; the text by word."""
    letters = text.replace(" ", "").lower()
    found = Q()
    for word in text.split():
        found &= Q(title__icontains=word) | Q(title_en__icontains=word) | Q(body__icontains=word) | Q(body_en__icontains=word)
    if letters.isascii() and letters.isalpha() and len(letters) > 1:
        found |= Q(pinyin__startswith=letters) | Q(initials__startswith=letters)
    return found


def who_helps() -> str:
    """Who gives the right to manage knowledge."""
    return "、".join(str(person) for person in supervisors())
