"""Fills any form as a person would: what is asked for, and what the answer says is missing."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

TEXTS = ("已与客户电话确认，按约定推进。", "现场看过，照片已存，等回复。", "客户要求本周内答复，已安排。", "资料齐全，数量与单据一致。")
TRIES = 4
Data = dict[str, Any]


def required(form: forms.BaseForm | None, *, dice: Random, now: datetime) -> Data:
    """Values for what cannot be left empty."""
    fields = form.fields if form is not None else {}
    return {name: value(field, dice=dice, now=now) for name, field in fields.items() if field.required}


def missing(error: ValidationError, form: forms.BaseForm | None, data: Data, *, dice: Random, now: datetime) -> Data:
    """Values for the fields that were found wrong and were empty before; nothing where there is nothing to add."""
    named = error.error_dict if hasattr(error, "error_dict") else {}
    found: Data = {"reason": dice.choice(TEXTS)} if "reason" in named and "reason" not in data else {}
    for name in named:
        field = form.fields.get(name) if form is not None else None
        if field is not None and name not in data:
            found[name] = value(field, dice=dice, now=now)
    return found


def value(field: forms.Field, *, dice: Random, now: datetime) -> Any:
    """Something plausible for a field, as a browser would send it."""
    if isinstance(field, forms.ModelMultipleChoiceField | forms.ModelChoiceField):
        keys = list(field.queryset.values_list("pk", flat=True)[:20]) if field.queryset is not None else []
        one = str(dice.choice(keys)) if keys else ""
        return [one] if isinstance(field, forms.ModelMultipleChoiceField) else one
    if isinstance(field, forms.ChoiceField):
        listed = _flat(field.choices)
        one = dice.choice(listed) if listed else ""
        return [one] if isinstance(field, forms.MultipleChoiceField) else one
    for kind, fill in FILLERS:
        if isinstance(field, kind):
            return fill(field, dice, now)
    return dice.choice(TEXTS)[: getattr(field, "max_length", None) or 100]


def _flat(choices: Any) -> list[str]:
    found: list[str] = []
    for key, label in choices:
        found += _flat(label) if isinstance(label, list | tuple) else [str(key)] if key not in ("", None) else []
    return found


def _number(field: Any, dice: Random, _now: datetime) -> str:
    least = 1 if field.min_value is None else max(field.min_value, 1 if field.max_value is None or field.max_value >= 1 else field.min_value)
    most = field.max_value if field.max_value is not None else 50
    return str(dice.randint(int(least), max(int(least), min(int(most), 50))))


def _moment(_field: Any, dice: Random, now: datetime) -> str:
    return (now + timedelta(days=dice.randint(1, 10))).strftime("%Y-%m-%dT%H:%M")


def _day(_field: Any, dice: Random, now: datetime) -> str:
    return (now + timedelta(days=dice.randint(0, 20))).strftime("%Y-%m-%d")


FILLERS: tuple[tuple[Any, Any], ...] = (
    (forms.BooleanField, lambda field, dice, now: "on" if field.required or dice.random() < 0.5 else ""),
    (forms.DateTimeField, _moment),
    (forms.DateField, _day),
    (forms.EmailField, lambda field, dice, now: f"kefu{dice.randint(1, 99)}@example.com"),
    (forms.IntegerField, _number),  # decimals and floats are of this kind too
)
