"""The library: clerks authorised by the system operator, kinds, samples, pictures and master records (F45)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.samples import queries, rules
from gendan.modules.samples.access import SAMPLE
from gendan.modules.samples.models import EntryPermit, Picture, Sample, SampleKind
from gendan.modules.samples.procedure import LIBRARY
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline import files
from gendan.spine.whole import whole

MASTER = ("specification", "material", "colour", "size", "unit", "note")
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})


def _require_operator(actor: Employee) -> None:
    if not actor.is_administrator:
        raise NotAllowed(_("Only the system operator says who may enter samples."), who=queries.operators())


@whole
def authorise_clerk(
    employee: Employee, *, reason: str, actor: Employee, now: datetime, until: date | None = None
) -> EntryPermit:
    """F45.1: the system operator writes the record by which somebody may enter samples; a new one takes the old one's place."""
    _require_operator(actor)
    if until is not None and until < timezone.localdate(now):
        raise ValidationError({"until": _("This day has passed.")})
    EntryPermit.objects.filter(employee=employee, revoked_at=None).update(revoked_at=now, revoked_by=actor)
    row = EntryPermit.objects.create(employee=employee, reason=reason, until=until, given_by=actor, given_at=now)
    facts = {"name": employee.name, "until": until.isoformat() if until else ""}
    timeline.record("samples.authorised", row, actor=actor, at=now, text=reason, data=facts, system=True)
    return row


@whole
def revoke_clerk(permit: EntryPermit, *, actor: Employee, now: datetime) -> None:
    """Take the record back; what was entered stays."""
    _require_operator(actor)
    changed = EntryPermit.objects.filter(pk=permit.pk, revoked_at=None).update(revoked_at=now, revoked_by=actor)
    if changed:
        timeline.record("samples.revoked", permit, actor=actor, at=now, data={"name": str(permit)}, system=True)


@whole
def write_kind(kind: SampleKind | None, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> SampleKind:
    """F45.3: define a product kind, or change one."""
    rules.require_clerk(actor, on=timezone.localdate(now))
    row = kind or SampleKind()
    for name in ("name", "position", "is_active"):
        setattr(row, name, values.get(name, getattr(row, name)))
    row.save()
    timeline.record("samples.kind", row, actor=actor, at=now, data={"title": row.name}, system=True)
    return row


@whole
def enter_sample(*, values: Mapping[str, Any], actor: Employee, now: datetime, picture: Any = None) -> Sample:
    """F45.1: the authorised clerk enters a sample; picture, kind and master record may follow within days."""
    rules.require_clerk(actor, on=timezone.localdate(now))
    row = Sample(
        **dict(values), number=next_number(SAMPLE, at=now), owner=actor, department=actor.department, created_at=now, updated_at=now,
    )
    row.save()
    engine.start(row, procedure=LIBRARY, actor=actor, now=now, owner=actor)
    timeline.record("samples.entered", row, actor=actor, at=now, data={"title": row.name, "number": row.number})
    if picture is not None:
        add_picture(row, upload=picture, actor=actor, now=now)
    return row


def _held(sample: Sample, *, actor: Employee, now: datetime) -> Sample:
    """The row under lock, for somebody who is authorised."""
    rules.require_clerk(actor, on=timezone.localdate(now))
    rows = Sample.objects.select_for_update(no_key=True, of=("self",)).select_related("kind", "product", "case", "owner", "department")
    row: Sample = rows.get(pk=sample.pk)
    return row


def _complete(row: Sample, *, actor: Employee, now: datetime) -> None:
    """It stands in the library as soon as nothing is missing."""
    if row.state == "entered" and not rules.missing_in(row):
        engine.perform(row, "complete", actor=None, now=now)


@whole
def change_sample(sample: Sample, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Sample:
    """Another name, kind, product, number of pieces, or place."""
    row = _held(sample, actor=actor, now=now)
    for name, value in values.items():
        setattr(row, name, value)
    row.updated_at = now
    row.save(update_fields=[*values, "updated_at"])
    timeline.record("samples.changed", row, actor=actor, at=now, data={"title": row.name}, system=True)
    _complete(row, actor=actor, now=now)
    return row


@whole
def write_master(sample: Sample, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Sample:
    """F45.4: the product master record."""
    row = _held(sample, actor=actor, now=now)
    given = {name: values[name] for name in MASTER if name in values}
    for name in ("specification", "unit"):
        if not str(given.get(name, getattr(row, name))).strip():
            raise ValidationError({name: _("The master record needs this.")})
    for name, value in given.items():
        setattr(row, name, value)
    row.master_by, row.master_at, row.updated_at = actor, now, now
    row.save(update_fields=[*given, "master_by", "master_at", "updated_at"])
    timeline.record("samples.master", row, actor=actor, at=now, data={"title": row.name})
    _complete(row, actor=actor, now=now)
    return row


@whole
def add_picture(sample: Sample, *, upload: Any, actor: Employee, now: datetime, caption: str = "") -> Picture:
    """F45.2: a checked picture; it is locked, so that nobody takes it away but by the library's own verb."""
    row = _held(sample, actor=actor, now=now)
    file = timeline.keep_file(row, upload=upload, uploader=actor, now=now)
    if file.media_type not in PICTURES:
        files.discard(str(file.file.name))
        raise ValidationError({"picture": _("This is no picture. PNG, JPEG, WebP and GIF are taken.")})
    file.locked_by, file.locked_at = actor, now
    file.save(update_fields=["locked_by", "locked_at"])
    last = row.pictures.aggregate(last=Max("position"))["last"]
    made = Picture.objects.create(sample=row, file=file, caption=caption, position=0 if last is None else last + 1)
    timeline.record("samples.pictured", row, actor=actor, at=now, data={"title": row.name, "attachment": file.pk})
    _complete(row, actor=actor, now=now)
    return made


@whole
def remove_picture(picture: Picture, *, actor: Employee, now: datetime) -> None:
    """Take a picture away; a sample in the library keeps one at least."""
    row = _held(picture.sample, actor=actor, now=now)
    if row.state == "listed" and row.pictures.count() == 1:
        raise Refusal(_("A sample in the library has a picture: add another one first."), code="last_picture")
    files.delete_after_commit([picture.file.file.name])
    picture.file.delete()
    timeline.record("samples.unpictured", row, actor=actor, at=now, data={"title": row.name}, system=True)


@whole
def show_first(picture: Picture, *, actor: Employee, now: datetime) -> None:
    """This picture stands for the sample."""
    row = _held(picture.sample, actor=actor, now=now)
    others = [one.pk for one in row.pictures.exclude(pk=picture.pk)]
    for position, pk in enumerate((picture.pk, *others)):
        Picture.objects.filter(pk=pk).update(position=position)


@whole
def retire_sample(sample: Sample, *, reason: str, actor: Employee, now: datetime) -> Sample:
    """Take a sample out of the library; it can come back."""
    row = _held(sample, actor=actor, now=now)
    engine.perform(row, "retire", actor=None, data={"reason": reason}, now=now)
    return row


@whole
def return_sample(sample: Sample, *, actor: Employee, now: datetime) -> Sample:
    """Back into the library."""
    row = _held(sample, actor=actor, now=now)
    engine.perform(row, "return", actor=None, now=now)
    return row
