"""Views that people saved: theirs, and those that others share with them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.spine.access.queries import viewer_of
from gendan.spine.refusal import NotAllowed
from gendan.ui.models import SavedView

KEY = "s"
VIEWS = """
SELECT v.*, e.name AS owner_name FROM ui_savedview v JOIN org_employee e ON e.id = v.owner_id
WHERE v.listing = %s AND (v.owner_id = %s OR v.shared = 'everybody' OR v.shared = 'people' AND %s = ANY(v.people_ids)
    OR v.shared = 'department' AND EXISTS (
    SELECT 1 FROM org_department its, org_department mine
    WHERE its.id = v.department_id AND mine.id = ANY(%s) AND starts_with(its.path, mine.path)))
ORDER BY v.owner_id <> %s, v.id
"""


def views_for(user: Any, listing: str) -> list[SavedView]:
    """The saved views of a list that this person may open, own ones first; each with its `owner_name`."""
    mine = [user.department_id, *viewer_of(user).departments]
    return list(SavedView.objects.raw(VIEWS, [listing, user.pk, user.pk, mine, user.pk]))


def key_of(view: SavedView) -> str:
    """How an address names a saved view."""
    return f"{KEY}{view.pk}"


def save_view(
    listing: str, *, name: str, query: str, shared: str = "", people: Iterable[Any] = (), pinned: bool = True, actor: Any,
    now: datetime,
) -> SavedView:
    """Keep a list as it stands under a name; `people` see it where it is shared with named people."""
    view = SavedView(
        owner=actor, listing=listing, name=name.strip(), query=query, shared=shared, pinned=pinned,
        department_id=actor.department_id, changed_at=now, people_ids=_readers(shared, people),
    )
    view.full_clean(validate_constraints=False)
    if SavedView.objects.filter(owner=actor, listing=listing, name=view.name).exists():
        raise ValidationError({"name": _("You have a view of this name already.")})
    view.save()
    return view


def change_view(view: SavedView, *, actor: Any, now: datetime, **values: Any) -> SavedView:
    """Change a view of one's own: its query, name, readers, or whether it is a tab."""
    _require_own(view, actor)
    if "shared" in values:
        view.people_ids = _readers(values["shared"], values.pop("people", ()))
    for field, value in values.items():
        setattr(view, field, value)
    view.changed_at = now
    view.full_clean(validate_constraints=False)
    view.save()
    return view


def _readers(shared: str, people: Iterable[Any]) -> list[int]:
    """Those who are named, where it is shared by name; nobody named is an error at the field."""
    named = [one.pk for one in people] if shared == SavedView.Shared.PEOPLE else []
    if shared == SavedView.Shared.PEOPLE and not named:
        raise ValidationError({"people": _("Choose who sees it.")})
    return named


def delete_view(view: SavedView, *, actor: Any) -> None:
    """Drop a view of one's own."""
    _require_own(view, actor)
    view.delete()


def _require_own(view: SavedView, actor: Any) -> None:
    if view.owner_id != actor.pk:
        raise NotAllowed(_("Only the person who saved a view may change it."), who=str(view.owner))
