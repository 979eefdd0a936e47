"""Categories, articles, their links to records, and who read what."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gendan.spine.access.models import Scoped
from gendan.spine.access.viewer import Viewer
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.access.ways import Way
from gendan.spine.org.models import Employee


def in_language(own: str, english: str) -> str:
    """The text in the language of the page; where it was written in one only, that one."""
    return (english or own) if get_language() == "en" else (own or english)


class Category(models.Model):
    """A node of the tree; every node may hold articles, and take children at any time (PM-19, PM-20)."""

    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("under")
    )
    position = models.PositiveSmallIntegerField(pgettext_lazy("order", "position"), default=0)

    class Meta:
        verbose_name = _("category")
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


def readers(viewer: Viewer) -> Iterator[Way]:
    """Without a data role everybody reads it (PM-17), with some only who holds one of them (PM-18); drafts nobody."""
    yield Way(
        "everybody", Q(is_published=True, data_roles=[]), lambda row: row.is_published and not row.data_roles
    )
    roles = set(viewer.roles)
    yield Way(
        "member", Q(is_published=True, data_roles__overlap=sorted(roles)),
        lambda row: row.is_published and not roles.isdisjoint(row.data_roles),
    )


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(),
    exclude=["pinyin", "initials"],
    meta={"indexes": [models.Index(fields=["pgh_obj_id", "-pgh_id"])]},
    obj_field=pghistory.ObjForeignKey(db_index=False, related_name="history"),
)
class Article(Scoped):
    """A piece of knowledge in Chinese, English or both (F41); the text is Markdown, each saved revision is kept.

    `data_roles` are keys of roles: who may read it. `moments` say where in the work it is offered.
    """

    title = models.CharField(pgettext_lazy("article", "title"), max_length=120, blank=True)
    body = models.TextField(_("text"), blank=True)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    body_en = models.TextField(_("text in English"), blank=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="articles", verbose_name=_("category"))
    data_roles = ArrayField(models.CharField(max_length=40), verbose_name=_("data roles"), default=list, blank=True)
    moments = ArrayField(models.CharField(max_length=80), verbose_name=_("shown at"), default=list, blank=True)
    flow = models.CharField(_("procedure"), max_length=40, blank=True)
    is_published = models.BooleanField(_("published"), default=True)
    position = models.PositiveSmallIntegerField(pgettext_lazy("order", "position"), default=0)
    note = models.CharField(_("what was changed"), max_length=200, blank=True)
    pinyin = models.CharField(max_length=400, editable=False, default="")
    initials = models.CharField(max_length=120, editable=False, default="")
    created_at = models.DateTimeField(_("written at"), editable=False)
    updated_at = models.DateTimeField(_("changed at"), editable=False)
    updated_by = models.ForeignKey(
        Employee, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("changed by")
    )
    revision = models.PositiveIntegerField(_("version"), default=1, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    history: Any  # the rows that the triggers keep
    readers: ClassVar[Any] = staticmethod(readers)

    class Meta(Scoped.Meta):
        verbose_name = _("article")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            GinIndex(fields=["moments"], name="knowledge_moments"),
            models.Index(fields=["-updated_at", "-id"], name="knowledge_newest"),
            models.Index(fields=["category", "position", "id"], name="knowledge_in_category"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title="") | ~Q(title_en=""), name="knowledge_has_title"),
        ]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def text(self) -> str:
        """The text in the language of the page."""
        return in_language(self.body, self.body_en)


class Link(models.Model):
    """An article that belongs to a record, as a customer; linking is no right to read it (PM-09 … PM-12)."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="links", verbose_name=_("article"))
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    linked_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("linked by"))
    linked_at = models.DateTimeField(_("linked at"))

    class Meta:
        verbose_name = _("linked knowledge")
        verbose_name_plural = _("linked knowledge")
        ordering: ClassVar = ["-linked_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "kind", "object_id"], name="knowledge_linked_once")
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "object_id"], name="knowledge_of_record")]


class Reading(models.Model):
    """Somebody opened an article on this day, so many times: the access log of knowledge, and its usage."""

    main_field: ClassVar[str] = "article"

    article = models.ForeignKey(Article, models.CASCADE, related_name="readings", verbose_name=_("article"))
    reader = models.ForeignKey(Employee, models.CASCADE, related_name="+", verbose_name=_("reader"))
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(_("times"), default=1)
    at_work = models.PositiveIntegerField(_("while working"), default=0)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "reader", "day"], name="knowledge_read_once_a_day")
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="knowledge_read_on")]


class Laid(models.Model):
    """A text or category that the house brought along, by its key: it is laid once, and then the company's own."""

    key = models.CharField(max_length=60, unique=True)
