"""Administrators add, change, archive and restore fields; nothing that was filled in is ever lost by it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from gendan.spine.access import viewer
from gendan.spine.fields import indexes, queries
from gendan.spine.fields.expressions import text_of
from gendan.spine.fields.jobs import defer
from gendan.spine.fields.models import Index, OwnField, Type
from gendan.spine.fields.options import settled, written
from gendan.spine.org.models import Employee
from gendan.spine.org.names import pinyin
from gendan.spine.org.rules import require_administrator
from gendan.spine.records import model_of
from gendan.spine.refusal import Refusal, Stale
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import ask, whole

CHANGEABLE = (
    "title", "help", "required", "unique", "indexed", "section", "position", "on_form", "on_card", "on_list", "on_board",
    "view_roles", "edit_roles", "shown_field", "shown_values",
)
LOCK = "SELECT pg_advisory_xact_lock(hashtext('fields of ' || %s))"
MOST_INDEXED = 12
SAMPLE = 3


@whole
def add_field(
    *, kind: str, type: str, values: Mapping[str, Any], actor: Employee | None, now: datetime,  # noqa: A002
    options: Sequence[str] = (), target: str = "", key: str = "",
) -> OwnField:
    """Add a field to a kind of record; two who add at once wait for each other, and each field gets a key of its own."""
    require_administrator(actor)
    if kind not in queries.kinds():
        raise Refusal(_("Fields cannot be added to this kind of record."), field="kind")
    ask(LOCK, [kind])
    indexes.settle()
    indexes.sweep()
    field = OwnField(kind=kind, type=type, target=target if type == Type.RECORD else "", created_by=actor, created_at=now)
    _set(field, values)
    field.key = key or _free_key(kind, field.title)
    field.options = settled([], options) if type == Type.CHOICE else []
    if "position" not in values:
        field.position = (OwnField.objects.filter(kind=kind).aggregate(last=Max("position"))["last"] or 0) + 10
    _save(field)
    timeline.record("field.added", field, actor=actor, at=now, data={"title": field.title})
    return field


@whole
def change_field(
    field: OwnField, *, values: Mapping[str, Any], actor: Employee | None, now: datetime, revision: int | None = None,
    options: Sequence[str] | None = None,
) -> OwnField:
    """Write what differs. Stale where another administrator saved since `revision`; the type stays what it was."""
    require_administrator(actor)
    ask(LOCK, [field.kind])
    row = OwnField.objects.select_for_update().get(pk=field.pk)
    _require_same_type(row, values)
    if revision is not None and revision != row.revision:
        current = {name: getattr(row, name) for name in CHANGEABLE}
        current |= {"options": written(row.options), "revision": row.revision}
        raise Stale(_("Another administrator has changed this field meanwhile."), current=current)
    before = {name: getattr(row, name) for name in (*CHANGEABLE, "options")}
    _set(row, values)
    if options is not None and row.type == Type.CHOICE:
        row.options = settled(row.options, options)
    changed = [name for name, old in before.items() if getattr(row, name) != old]
    if changed:
        _save(row)
        facts = [{"field": name, "old": before[name], "new": getattr(row, name)} for name in changed]
        timeline.record("field.changed", row, actor=actor, at=now, data={"title": row.title, "changes": facts})
    return row


@whole
def archive_field(field: OwnField, *, actor: Employee | None, now: datetime) -> OwnField:
    """Take a field out of use; what was filled in stays, and comes back with it."""
    return _archived(field, now, "field.archived", actor=actor, now=now)


@whole
def restore_field(field: OwnField, *, actor: Employee | None, now: datetime) -> OwnField:
    """Bring an archived field back with everything that was filled in."""
    return _archived(field, None, "field.restored", actor=actor, now=now)


def _archived(field: OwnField, at: datetime | None, verb: str, *, actor: Employee | None, now: datetime) -> OwnField:
    require_administrator(actor)
    ask(LOCK, [field.kind])
    row = OwnField.objects.select_for_update().get(pk=field.pk)
    if (row.archived_at is None) != (at is None):
        row.archived_at = at
        _save(row)
        timeline.record(verb, row, actor=actor, at=now, data={"title": row.title})
    return row


def build_indexes(field: OwnField) -> OwnField:
    """Build what a field on a large table wants, beside the running work; the body of the background job."""
    why = indexes.build_beside(field)
    state = Index.FAILED if why else indexes.state_of(field)
    OwnField.objects.filter(pk=field.pk).update(index_state=state, index_note=why)
    field.refresh_from_db()
    return field


# -- what every verb does ---------------------------------------------------------------------------------------


def _set(field: OwnField, values: Mapping[str, Any]) -> None:
    for name in CHANGEABLE:
        if name in values:
            setattr(field, name, values[name])


def _require_same_type(row: OwnField, values: Mapping[str, Any]) -> None:
    if values.get("type", row.type) != row.type or values.get("target", row.target) != row.target:
        reason = _(
            "The type stays “%(type)s”: what was filled in was entered as this, and would be lost or mean something"
            " else. Add a new field, and archive this one; nothing in it is lost."
        )
        raise Refusal(reason % {"type": row.get_type_display()}, field="type")


def _save(field: OwnField) -> None:
    """Check, write, and see to the indexes; everybody reads the definitions anew."""
    _require_sense(field)
    field.revision += 0 if field._state.adding else 1
    try:
        with transaction.atomic():
            field.save()
    except IntegrityError as error:
        raise Refusal(_("This kind of record has a field of this name already."), field="title") from error
    _see_to_indexes(field)
    viewer.forget()


def _require_sense(field: OwnField) -> None:
    field.clean_fields(exclude=["created_at", "created_by"])
    errors = {}
    if field.type == Type.CHOICE and not field.offered:
        errors["options"] = _("A choice needs something to choose from.")
    if field.type == Type.RECORD and not field.target:
        errors["target"] = _("Which records can be chosen?")
    if field.unique and field.type == Type.FILE:
        errors["unique"] = _("Files are not compared.")
    if field.shown_field == field.name:
        errors["shown_field"] = _("A field cannot depend on itself.")
    if bool(field.shown_field) != bool(field.shown_values):
        errors["shown_values"] = _("A condition names a field and what stands in it.")
    others = OwnField.objects.filter(kind=field.kind, indexed=True, archived_at=None).exclude(pk=field.pk)
    if field.indexed and field.archived_at is None and others.count() >= MOST_INDEXED:
        errors["indexed"] = _("%d fields are indexed already; each makes every saving slower.") % MOST_INDEXED
    if errors:
        raise ValidationError(errors)


def _see_to_indexes(field: OwnField) -> None:
    _require_single(field)
    indexes.settle()
    indexes.tidy(field)
    state = indexes.state_of(field)
    if state == Index.BUILDING and not indexes.is_large(field):
        indexes.build_here(field)
        state = Index.READY
    elif state == Index.BUILDING:
        transaction.on_commit(lambda: defer(field.pk))
    field.index_state, field.index_note = state, ""
    field.save(update_fields=["index_state", "index_note"])


def _require_single(field: OwnField) -> None:
    """What is to be unique must be so already; the doubles are named."""
    if not field.unique or field.archived_at is not None or indexes.stands(field, indexes.ONCE):
        return
    rows = model_of(field.kind)._base_manager.annotate(raw=text_of(field)).exclude(raw=None).order_by()
    double = rows.values("raw").annotate(times=Count("pk")).filter(times__gt=1)
    found = list(double.values_list("raw", flat=True)[: SAMPLE + 1])
    if found:
        words = "、".join(found[:SAMPLE]) + (" …" if len(found) > SAMPLE else "")
        raise ValidationError({"unique": _("Several records have the same: %s. Change these first.") % words})


def _free_key(kind: str, title: str) -> str:
    """A key from the reading of the name; numbered where it is taken, also by an archived field."""
    reading = pinyin(title)[:30].lower()
    stem = reading if reading[:1].isalpha() else f"f{reading}"
    taken = set(OwnField.objects.filter(kind=kind, key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}_{number}" for number in range(2, 10_000))) if key not in taken)
