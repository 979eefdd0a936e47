"""The page of an article, for reading and for managing; and the tab that records show their knowledge in."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.knowledge import moments, queries
from gendan.modules.knowledge.access import KIND
from gendan.modules.knowledge.models import Article
from gendan.modules.knowledge.rendering import rendered
from gendan.modules.knowledge.rules import require_may_link
from gendan.spine.access.queries import may, may_any
from gendan.spine.records import kind_of
from gendan.spine.refusal import NotAllowed
from gendan.spine.timeline.queries import attachments_of
from gendan.ui.detail.declare import Button, Card, Detail, Tab
from gendan.ui.detail.files import FILES
from gendan.ui.listing.filters import Asked


def text_tab(record: Article, asked: Asked) -> dict[str, Any]:
    """The text, and its files to fetch."""
    return {"html": rendered(record.text), "files": attachments_of(record)}


def facts_card(record: Article, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """Where it stands, for whom, and where it is offered."""
    roles, places = dict(queries.role_choices()), dict(moments.choices())
    return {
        "roles": [roles.get(key, key) for key in record.data_roles],
        "places": [places[key] for key in record.moments if key in places],
    }


def versions_tab(record: Article, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """Every version, with who wrote it."""
    return {"versions": queries.versions_of(record)}


def reading_buttons(record: Article, asked: Asked) -> list[Button]:
    """Browsing is for reading; who manages knowledge finds the way there (PM-15)."""
    if not may(asked.user, "edit", record):
        return []
    url = reverse("knowledge:manage", args=[record.pk])
    return [Button(key="manage", title=_("Open in management"), icon="settings", url=url)]


def managing_buttons(record: Article, asked: Asked) -> list[Button]:
    """What the management menu offers (PM-13)."""
    delete = may(asked.user, "delete", record)
    return [
        Button(key="edit", title=_("Edit"), icon="edit", url=reverse("knowledge:edit", args=[record.pk])),
        Button(key="bin", title=_("Delete"), icon="trash", dialog=True, url=reverse("knowledge:bin", args=[record.pk]),
               allowed=delete.allowed, reason=delete.reason, who=delete.who),
    ]


def tags(record: Article) -> list[Any]:
    """What one has to know at once."""
    return [] if record.is_published else [_("draft")]


TEXT = Tab(key="text", title=gettext_lazy("Text"), template="knowledge/tab_text.html", context=text_tab)
STORY = Tab(key="story", title=gettext_lazy("Story and comments"), template="ui/detail/timeline.html")
VERSIONS = Tab(key="versions", title=gettext_lazy("Versions"), template="knowledge/tab_versions.html", context=versions_tab)
FACTS = Card(template="knowledge/card_facts.html", context=facts_card)

READ_PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Knowledge"),
    listing="knowledge",
    url_name="knowledge:detail",
    name=str,
    tags=tags,
    related=("owner", "category", "updated_by"),
    buttons=reading_buttons,
    tabs=(TEXT, STORY),
    cards=(FACTS,),
    path=False,
    next_step=False,
)

MANAGE_PAGE = replace(
    READ_PAGE,
    title=gettext_lazy("Manage knowledge"),
    listing="knowledge_managed",
    url_name="knowledge:manage",
    buttons=managing_buttons,
    tabs=(TEXT, STORY, FILES, VERSIONS),
)


# -- on other records -------------------------------------------------------------------------------------------


def record_context(record: Any, asked: Asked) -> dict[str, Any]:
    """What is linked and this person may read, and whether more may be linked (PM-09, PM-12)."""
    try:
        require_may_link(asked.user, record)
        off = None
    except NotAllowed as refused:
        off = refused
    return {
        "links": queries.shown_links(asked.user, record), "off": off,
        "link_url": reverse("knowledge:link", args=[kind_of(record), record.pk]), "record": record,
        "kind": kind_of(record), "may_write": may_any(asked.user, "create", KIND),
    }


def count_links(record: Any, asked: Asked) -> QuerySet[Any]:
    return queries.shown_links(asked.user, record)


def knowledge_tab() -> Tab:
    """The tab of a record's knowledge."""
    return Tab(
        key="knowledge", title=gettext_lazy("Knowledge"), template="knowledge/tab_record.html", context=record_context,
        count=count_links,
    )


def _helpful(record: Any, asked: Asked) -> list[Any]:
    """What helps where the record stands, looked for once a page."""
    kept: list[Any] | None = record.__dict__.get("_hints")
    if kept is None:
        kept = record.__dict__["_hints"] = queries.hints(asked.user, record=record) if moments.at_state(record) else []
    return kept


def hints_card() -> Card:
    """A card with what helps at the state of the record; for pages without a composer, which shows it already."""
    return Card(
        template="knowledge/card_hints.html", context=lambda record, asked: {"hints": _helpful(record, asked)},
        shown=lambda record, asked: bool(_helpful(record, asked)),
    )
