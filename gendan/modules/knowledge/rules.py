"""What a piece of knowledge must be, and who may attach it."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.knowledge.models import Category
from gendan.modules.knowledge.queries import owns, with_all_below
from gendan.spine.access.queries import may, who_can_help
from gendan.spine.org.models import Employee, Role
from gendan.spine.refusal import NotAllowed

TEXTS = ("title", "body", "title_en", "body_en")


def require_words(values: dict[str, Any]) -> None:
    """A title and a text, both in one language at least."""
    chinese, english = bool(values["title"]), bool(values["title_en"])
    if not chinese and not english:
        raise ValidationError({"title": _("Give it a title, in Chinese or in English.")})
    for name, there in (("body", chinese), ("body_en", english)):
        if there and not values[name].strip():
            raise ValidationError({name: _("A title needs its text.")})


def require_roles(keys: list[str]) -> None:
    """Data roles are roles that there are."""
    unknown = set(keys) - set(Role.objects.filter(key__in=keys).values_list("key", flat=True))
    if unknown:
        raise ValidationError({"data_roles": _("There is no such role: %(names)s.") % {"names": "、".join(sorted(unknown))}})


def require_may_link(actor: Employee, record: Any) -> None:
    """The responsible person, and whoever may edit the record (PM-09)."""
    if not owns(actor, record) and not may(actor, "edit", record):
        reason = _("Only the responsible person and those who may edit the record link knowledge to it.")
        raise NotAllowed(reason, who=who_can_help(record))


def require_no_circle(category: Category, *, parent: Category | None) -> None:
    """Nothing stands under itself."""
    if parent is not None and category.pk is not None and parent.pk in with_all_below([category.pk]):
        raise ValidationError({"parent": _("A category cannot stand under itself.")})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison; `mark` is "+", "-" or a blank."""

    mark: str
    text: str


def comparison(old: str, new: str) -> Iterator[Line]:
    """Line by line what went and what came, with one unchanged line around it."""
    for text in difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=1):
        if not text.startswith(("---", "+++", "@@")):
            yield Line(text[:1], text[1:])
