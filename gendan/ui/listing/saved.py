"""Views that people saved: theirs, and those that others share with them."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from gendan.spine.access.queries import viewer_of
from gendan.spine.refusal import NotAllowed
from gendan.ui.models import SavedView

KEY = "s"


def views_for(user: Any, listing: str) -> list[SavedView]:
    """The saved views of a list that this person may open, own ones first."""
    everybody = Q(shared=SavedView.Shared.EVERYBODY)
    department = Q(shared=SavedView.Shared.DEPARTMENT, department__in=[user.department_id, *viewer_of(user).below])
    found = SavedView.objects.filter(Q(owner=user) | everybody | department, listing=listing).select_related("owner")
    return sorted(found, key=lambda view: (view.owner_id != user.pk, view.pk))


def key_of(view: SavedView) -> str:
    """How an address names a saved view."""
    return f"{KEY}{view.pk}"


def save_view(
    listing: str, *, name: str, query: str, shared: str = "", pinned: bool = True, actor: Any, now: datetime,
) -> SavedView:
    """Keep a list as it stands under a name."""
    view = SavedView(
        owner=actor, listing=listing, name=name.strip(), query=query, shared=shared, pinned=pinned,
        department_id=actor.department_id, changed_at=now,
    )
    view.full_clean(validate_constraints=False)
    if SavedView.objects.filter(owner=actor, listing=listing, name=view.name).exists():
        raise ValidationError({"name": _("You have a view of this name already.")})
    view.save()
    return view


def change_view(view: SavedView, *, actor: Any, now: datetime, **values: Any) -> SavedView:
    """Change a view of one's own: its query, name, readers, or whether it is a tab."""
    _require_own(view, actor)
    for field, value in values.items():
        setattr(view, field, value)
    view.changed_at = now
    view.full_clean(validate_constraints=False)
    view.save()
    return view


def delete_view(view: SavedView, *, actor: Any) -> None:
    """Drop a view of one's own."""
    _require_own(view, actor)
    view.delete()


def _require_own(view: SavedView, actor: Any) -> None:
    if view.owner_id != actor.pk:
        raise NotAllowed(_("Only the person who saved a view may change it."), who=str(view.owner))
