"""The input of each type of field."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gendan.spine.fields import values
from gendan.spine.fields.models import OwnField, Type
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import at_work
from gendan.spine.records import model_of
from gendan.spine.timeline.models import Attachment
from gendan.ui.form.fields import PersonField
from gendan.ui.records import record_url


def input_of(field: OwnField, *, user: Any, raw: str | None) -> forms.Field:
    """The form field; `raw` is what stands there now, so that it can stay."""
    options = {"label": field.title, "help_text": field.help, "required": field.required and not field.shown_field}
    return _INPUTS[Type(field.type)](field, user, raw, options)


def initial_of(field: OwnField, raw: str | None) -> Any:
    """What the input begins with."""
    value = values.read(field, raw)
    if value is not None and field.type == Type.RECORD:
        return RecordField.written(model_of(field.target)._base_manager.filter(pk=value).first())
    return File.of(value) if value is not None and field.type == Type.FILE else value


class File:
    """A file as the input shows it: its name, and where it lies."""

    def __init__(self, name: str, url: str) -> None:
        self.name, self.url = name, url

    @classmethod
    def of(cls, pk: int) -> "File | None":
        found = Attachment.objects.filter(pk=pk).first()
        return cls(found.name, reverse("attachment_download", args=[pk])) if found else None

    def __str__(self) -> str:
        return self.name


class RecordField(forms.CharField):
    """A record by its name and number, as "远汀泵业 #12": one types a part and chooses."""

    def __init__(self, *, kind: str, user: Any, **options: Any) -> None:
        super().__init__(max_length=200, **options)
        self.kind, self.user = kind, user
        self.widget.attrs |= {"data-record-find": reverse("lists:records", args=[kind]), "autocomplete": "off"}

    @staticmethod
    def written(record: Any) -> str:
        return f"{record} #{record.pk}" if record is not None else ""

    def clean(self, value: Any) -> Model | None:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        _name, _sign, number = text.rpartition("#")
        rows = model_of(self.kind).objects.visible_to(self.user)
        found = rows.filter(pk=int(number)).first() if number.isdigit() and len(number) < 19 else None
        if found is None:
            raise ValidationError(_("Type a part of the name and choose one of those found."))
        return found  # type: ignore[no-any-return]


def _text(field: OwnField, user: Any, raw: str | None, options: dict[str, Any]) -> forms.Field:  # noqa: ARG001
    return forms.CharField(max_length=values.LONGEST, **options)


def _number(field: OwnField, user: Any, raw: str | None, options: dict[str, Any]) -> forms.Field:  # noqa: ARG001
    places = 2 if field.type == Type.MONEY else 6
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.DecimalField(max_digits=15 + places, decimal_places=places, widget=widget, **options)


def _date(field: OwnField, user: Any, raw: str | None, options: dict[str, Any]) -> forms.Field:  # noqa: ARG001
    widget = forms.DateInput(attrs={"type": "date", "max": date(2999, 12, 31).isoformat()}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


def _choice(field: OwnField, user: Any, raw: str | None, options: dict[str, Any]) -> forms.Field:  # noqa: ARG001
    offered = dict(field.offered)
    if raw is not None:
        offered.setdefault(raw, field.labels.get(raw, raw))
    return forms.ChoiceField(choices=[("", "---------"), *offered.items()], **options)


def _employee(field: OwnField, user: Any, raw: str | None, options: dict[str, Any]) -> forms.Field:  # noqa: ARG001
    people = at_work() if raw is None else at_work() | Employee.objects.filter(pk=int(raw))
    return PersonField(queryset=people.select_related("department"), **options)


def _record(field: OwnField, user: Any, raw: str | None, options: dict[str, Any]) -> forms.Field:  # noqa: ARG001
    return RecordField(kind=field.target, user=user, **options)


def _file(field: OwnField, user: Any, raw: str | None, options: dict[str, Any]) -> forms.Field:  # noqa: ARG001
    return forms.FileField(**options)


_INPUTS = {
    Type.TEXT: _text, Type.NUMBER: _number, Type.MONEY: _number, Type.DATE: _date, Type.CHOICE: _choice,
    Type.EMPLOYEE: _employee, Type.RECORD: _record, Type.FILE: _file,
}


def address_of(field: OwnField, raw: str | None) -> str:
    """Where a value leads; empty where it leads nowhere."""
    if raw is None or field.type not in (Type.RECORD, Type.FILE):
        return ""
    return reverse("attachment_download", args=[int(raw)]) if field.type == Type.FILE else record_url(field.target, int(raw))
