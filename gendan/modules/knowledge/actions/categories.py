"""The tree of categories."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.knowledge.actions.writing import require_may_manage
from gendan.modules.knowledge.models import Article, Category
from gendan.modules.knowledge.rules import require_no_circle
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole


@whole
def save_category(category: Category | None, *, values: Mapping[str, Any], actor: Employee) -> Category:
    """Add a node or change one; a child may be added under any, also where articles stand already (PM-20)."""
    require_may_manage(actor)
    row = category or Category()
    require_no_circle(row, parent=values.get("parent", row.parent))
    for name, value in values.items():
        setattr(row, name, value)
    beside = Category.objects.filter(parent=row.parent, name=row.name).exclude(pk=row.pk)
    if beside.exists():
        raise ValidationError({"name": _("There is a category of this name here already.")})
    row.save()
    return row


@whole
def remove_category(category: Category, *, actor: Employee) -> None:
    """Take away a node that holds nothing."""
    require_may_manage(actor)
    if category.children.exists():
        raise Refusal(_("There are categories under it; move or remove them first."))
    if Article.objects.filter(category=category).exists():
        raise Refusal(_("There are articles in it, perhaps in the recycle bin; move them first."))
    category.delete()
