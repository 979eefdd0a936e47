"""Questions about rights: may this person do this, why, and who could change it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from gendan.spine.access.declarations import SUPERVISOR, hidden_behind, label_of
from gendan.spine.access.models import Grant, Participant
from gendan.spine.access.scopes import Scope
from gendan.spine.access.viewer import Viewer, once, viewer_of
from gendan.spine.access.visibility import has_field
from gendan.spine.access.ways import Way, ways
from gendan.spine.org.models import Employee, Role
from gendan.spine.records import kind_of
from gendan.spine.refusal import NotAllowed
from gendan.spine.rows import KEY, Reading

__all__ = [
    "Answer", "explain", "mask_text", "masked", "may", "may_any", "participants_of", "require", "require_any",
    "seen", "supervisors", "viewer_of",
]

BIN_ACTIONS = ("delete", "restore")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something is allowed, why or why not, and who can help; true where it is allowed."""

    allowed: bool
    reason: str = ""
    who: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def may_any(user: Any, action: str, kind: str | type[Model]) -> bool:
    """Whether the person may do `action` to any record of the kind at all: for menus and buttons."""
    name = kind if isinstance(kind, str) else kind_of(kind)
    return viewer_of(user).scope(name, action) > Scope.NONE


def _way(viewer: Viewer, action: str, record: Any) -> Way | None:
    open_ways = ways(viewer, model=type(record), action=action)
    return next((way for way in open_ways if way.holds(record)), None)


def _in_bin(record: Any, action: str) -> bool:
    return getattr(record, "deleted_at", None) is not None and action not in BIN_ACTIONS


def allows(user: Any, action: str, record: Any) -> bool:
    """The bare answer for one record, equal to what the list shows (PM-22)."""
    viewer = viewer_of(user)
    if _in_bin(record, action):
        return False
    if has_field(type(record), "owner"):
        return _way(viewer, action, record) is not None
    if hasattr(record, "main_field"):
        main = getattr(record, record.main_field)
        return main is not None and allows(viewer, action if action in ("view", "read") else "edit", main)
    return viewer.scope(kind_of(record), action) > Scope.NONE


def seen(model: type[Model], pk: int, user: Any, *, beside: tuple[str, ...] = ()) -> Any:
    """The row that `visible_to(user)` holds under this key, or None; with the records `beside` it.

    The row is read by its key and its ways are tried one by one, which costs less than one condition of all ways.
    """
    row = _reading(model, beside).one(pk)
    return row if row is not None and allows(user, "view", row) else None


@cache
def _reading(model: type[Model], beside: tuple[str, ...]) -> Reading:
    return Reading(model._base_manager.select_related(*beside).filter(pk=KEY))


def may(user: Any, action: str, record: Any) -> Answer:
    """Whether the person may do `action` to this record, with the reason and who can change it."""
    if allows(user, action, record):
        return Answer(True)
    return Answer(False, refusal_reason(user, action, record), who_can_help(record))


def require(user: Any, action: str, record: Any) -> None:
    """Refuse where `may` says no."""
    answer = may(user, action, record)
    if not answer:
        raise NotAllowed(answer.reason, who=answer.who)


def require_any(user: Any, action: str, kind: str | type[Model]) -> None:
    """Refuse where no role of the person gives `action` on the kind at all."""
    if not may_any(user, action, kind):
        name = kind if isinstance(kind, str) else kind_of(kind)
        reason = _("None of your roles may do this: %(action)s, %(kind)s.")
        raise NotAllowed(
            reason % {"action": action_label(action), "kind": label_of(name)}, who="、".join(map(str, supervisors()))
        )


def participants_of(record: Any, *, stage_role: str | None) -> list[Employee]:
    """Who takes part in a stage with this business role; without one, who was added without one (PM-35, PM-36)."""
    rows = Participant.objects.filter(kind=kind_of(record), object_id=record.pk)
    rows = rows.filter(role__key=stage_role) if stage_role else rows.filter(role=None)
    return [row.employee for row in rows.select_related("employee").order_by("added_at", "id")]


# -- words ----------------------------------------------------------------------------------------------------


def action_label(action: str) -> str:
    """The name of an action for people."""
    return {
        "read": pgettext("right", "read"), "view": pgettext("right", "view"), "create": pgettext("right", "create"), "edit": pgettext("right", "edit"),
        "delete": pgettext("right", "delete"), "assign": pgettext("right", "assign"),
        "import": pgettext("right", "import"), "export": pgettext("right", "export"),
        "review": pgettext("right", "review"), "follow": pgettext("right", "follow"),
        "merge": pgettext("right", "merge"), "claim": pgettext("right", "claim"),
        "costs": pgettext("right", "see costs and margins"),
        "approve": pgettext("right", "approve"), "audit": pgettext("right", "read the access log"),
    }.get(action, action)


def supervisors() -> list[Employee]:
    """The CRM supervisors, who assign permissions (PM-37)."""
    return once("supervisors", lambda: _supervisors().of(None))


@cache
def _supervisors() -> Reading:
    found = Employee.objects.filter(held_roles__role__key=SUPERVISOR).exclude(status=Employee.Status.LEFT)
    return Reading(found.distinct().only("name", "pinyin"))


def who_can_help(record: Any) -> str:
    """The responsible employee and the CRM supervisor, by name."""
    owner = getattr(record, "owner", None)
    people = ([owner] if owner else []) + [person for person in supervisors() if person != owner]
    return "、".join(str(person) for person in people)


def _role_name(viewer: Viewer, key: str) -> str:
    name, english = viewer.titles.get(key, (key, ""))
    return (english if get_language() == "en" else "") or name


def role_label(role: Role) -> str:
    """The role's name in the language of the page."""
    return (role.name_en if get_language() == "en" else "") or role.name


def refusal_reason(user: Any, action: str, record: Any) -> str:
    """Why not, in one sentence."""
    viewer = viewer_of(user)
    if _in_bin(record, action):
        return _("It lies in the recycle bin.")
    if not viewer.roles:
        return _("You hold no role yet, and without a role nothing is visible.")
    kind = kind_of(record)
    role, scope = viewer.widest_role(kind, action), viewer.scope(kind, action)
    facts = {"role": _role_name(viewer, role), "action": action_label(action), "kind": label_of(kind), "scope": scope.label}
    if scope == Scope.NONE:
        return _("Your role %(role)s has no right to %(action)s: %(kind)s.") % facts
    return _("Your role %(role)s may %(action)s within the scope “%(scope)s”, and you have no such tie to it.") % facts


def tie(key: str) -> str:
    """The relation by which a person sees a record, as a clause."""
    return {
        "all": _("your scope is all records"),
        "grant": _("it was opened to you personally"),
        "assigned": _("somebody gave you work on it"),
        "owner": _("you are responsible for it, or stand in for the person who is"),
        "related": _("you are a related person of it"),
        "creator": _("you wrote it"),
        "department": _("your department is responsible for it"),
        "related_department": _("your department is a related department of it"),
        "main_grant": _("its customer was opened to you personally"),
        "main_owner": _("you are responsible for its customer"),
        "main_related": _("you are a related person of its customer"),
        "main_department": _("your department is responsible for its customer"),
        "superior": _("it belongs to a person who works under you"),
        "everybody": _("it is open to everybody"),
        "member": _("it is open to one of your roles"),
    }[key]


def explain(user: Any, record: Any, action: str = "view") -> str:
    """One sentence: by which role, scope and tie the person may do this, or why not; and who can change it."""
    viewer = viewer_of(user)
    who = who_can_help(record) or "-"
    if hasattr(record, "main_field") and not has_field(type(record), "owner"):
        return explain(viewer, getattr(record, record.main_field), "view" if action == "view" else "edit")
    if not allows(viewer, action, record):
        reason = refusal_reason(viewer, action, record)
        return _("You may not %(action)s this. %(reason)s This can be changed by: %(who)s.") % {
            "action": action_label(action), "reason": reason, "who": who,
        }
    kind = kind_of(record)
    way = _way(viewer, action, record) if has_field(type(record), "owner") else None
    sentence = _(
        "You may %(action)s this, because %(tie)s (role %(role)s, scope “%(scope)s”). This can be changed by: %(who)s."
    )
    return sentence % {
        "action": action_label(action), "tie": tie(way.key if way else "all"), "who": who,
        "role": _role_name(viewer, viewer.widest_role(kind, action)) or "-", "scope": viewer.scope(kind, action).label,
    }


def explain_unseen(user: Any, kind: str) -> str:
    """What a person may be told of a record that he does not see: his own rights on the kind, and whom to ask."""
    viewer = viewer_of(user)
    if not viewer.roles:
        return _("You hold no role yet, and without a role nothing is visible.")
    facts = {
        "kind": label_of(kind), "role": _role_name(viewer, viewer.widest_role(kind, "view")),
        "scope": viewer.scope(kind, "view").label, "who": "、".join(map(str, supervisors())) or "-",
    }
    return _(
        "There is no such record within what you may see: %(kind)s, role %(role)s, scope “%(scope)s”. "
        "This can be changed by: %(who)s."
    ) % facts


def grants_of(record: Any) -> QuerySet[Grant]:
    """To whom a record was opened, newest first."""
    return newest_grants().filter(kind=kind_of(record), object_id=record.pk)


def newest_grants() -> QuerySet[Grant]:
    """Every opened record, newest first."""
    return Grant.objects.select_related("employee", "granted_by").order_by("-granted_at", "-pk")


# -- masks ----------------------------------------------------------------------------------------------------


def masked(user: Any, kind: str, field: str) -> bool:
    """Whether the person sees asterisks: where every role that shows the kind masks the field, or none opens it."""
    viewer = viewer_of(user)
    behind = hidden_behind(kind, field)
    if behind and viewer.scope(kind, behind) == Scope.NONE:
        return True
    showing = [role for role in viewer.roles if viewer.role_scope(role, kind, "view") > Scope.NONE]
    return all((role, kind, field) in viewer.masks for role in showing or viewer.roles)


def mask_text(value: Any) -> str:
    """A phone as 138****4426, another text by its first two characters, of a number nothing; empty stays empty."""
    if isinstance(value, Decimal | float):
        return "****"
    text = str(value or "").strip().removeprefix("+86").strip()
    digits = sum(character.isdigit() for character in text)
    if digits >= 7 and digits >= len(text) - 4:
        return f"{text[:3]}****{text[-4:]}"
    return f"{text[:2]}****" if text else ""
