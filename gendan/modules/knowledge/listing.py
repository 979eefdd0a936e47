"""The two lists: browsing, where one reads; and managing, where one writes (PM-13, PM-15)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gendan.modules.knowledge import moments, queries
from gendan.modules.knowledge.access import KIND
from gendan.modules.knowledge.rendering import plain
from gendan.ui.listing.declare import Column, Format, Lead, Listing, Order, View
from gendan.ui.listing.filters import Asked, Choice, Custom, Dates, Person


@dataclass(frozen=True, kw_only=True)
class InCategory(Choice):
    """A category with everything below it."""

    choices: Any = queries.category_choices

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        super().condition(values, asked, model)
        return Q(category__in=queries.with_all_below(int(value) for value in values))

    def say(self, values: tuple[str, ...], asked: Asked) -> str:
        return super().say(values, asked).replace("\u3000", "")


@dataclass(frozen=True, kw_only=True)
class AtMoment(Choice):
    """Offered at one of these moments."""

    choices: Any = moments.choices

    def condition(self, values: tuple[str, ...], asked: Asked, model: type[Model]) -> Q:
        super().condition(values, asked, model)
        return Q(moments__overlap=list(values))


def beginning(row: Any) -> str:
    """The first words of the text."""
    return plain(row.text, length=80)


def readers(_keys: list[list[str]]) -> Callable[[list[str]], str]:
    """The data roles by their names; everybody where there is none."""
    names = dict(queries.role_choices())
    return lambda keys: "、".join(names.get(key, key) for key in keys) or str(_("everybody"))


CATEGORY = Column(key="category", title=_("category"), width=140)
CHANGED = Column(key="updated_at", title=_("changed"), format=Format.DATE, width=88, order="newest")
COLUMNS = (
    CATEGORY,
    Column(key="beginning", title=_("begins with"), value=beginning, format=Format.MUTED, width=420),
    CHANGED,
    Column(key="flow", title=_("procedure"), format=Format.MUTED, width=88, default=False),
    Column(key="owner", title=_("written by"), format=Format.PERSON, width=96, default=False),
)

ARTICLES = Listing(
    key="knowledge",
    kind=KIND,
    title=_("Knowledge"),
    lead=Lead(title=_("article"), value=str, width=300),
    columns=COLUMNS,
    orders=(
        Order(key="tree", title=_("by category"), fields=(("category_id", "asc"), ("position", "asc"))),
        Order(key="newest", title=_("changed last"), fields=(("updated_at", "desc"),)),
    ),
    views=(
        View(key="all", title=_("All")),
        View(key="newest", title=_("Changed last"), query="sort=newest"),
    ),
    filters=(
        InCategory(key="category", title=_("category"), quick=True),
        AtMoment(key="moment", title=_("shown at")),
        Dates(key="updated_at", title=_("changed")),
    ),
    related=("category", "owner"),
    search=queries.searched,
    search_words=_("title, text, pinyin"),
    list_url="knowledge:list",
    next_step=False,
    peek=False,
    shows="read",
    aside="knowledge/tree.html",
    empty=_("Nothing is open to you here. Those who manage knowledge write it and attach the data roles."),
)

MANAGED = replace(
    ARTICLES,
    key="knowledge_managed",
    title=_("Manage knowledge"),
    columns=(
        CATEGORY,
        Column(key="data_roles", title=_("open to"), words=readers, width=200),
        Column(key="revision", title=_("version"), format=Format.NUMBER, width=64),
        Column(key="is_published", title=_("published"), format=Format.YES_NO, width=72),
        CHANGED,
        Column(key="updated_by", title=_("changed by"), format=Format.PERSON, width=96),
    ),
    filters=(
        *ARTICLES.filters,
        Custom(key="open", title=_("open to"), quick=True, meanings=(
            ("everybody", _("everybody"), lambda asked: Q(data_roles=[])),  # noqa: ARG005
            ("roles", _("data roles only"), lambda asked: ~Q(data_roles=[])),  # noqa: ARG005
        )),
        Custom(key="published", title=_("published"), quick=True, meanings=(
            ("yes", _("published"), lambda asked: Q(is_published=True)),  # noqa: ARG005
            ("no", _("draft"), lambda asked: Q(is_published=False)),  # noqa: ARG005
        )),
        Person(key="owner", title=_("responsible")),
    ),
    related=("category", "owner", "updated_by"),
    list_url="knowledge:managed",
    row_url=lambda row: reverse("knowledge:manage", args=[row.pk]),
    create=("knowledge:create", _("New article")),
    shows="edit",
    empty=_("No article yet. Write the first one."),
)
