"""Carries out an action with a form's values; what the action refuses stands at the field."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gendan.spine.refusal import NotAllowed, Refusal


def carried_out(form: forms.BaseForm, act: Callable[[dict[str, Any]], Any]) -> bool:
    """Whether the form was valid and the action happened; otherwise the form knows why not."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except ValidationError as error:
        _place(form, error)
    except NotAllowed:
        raise
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, " ".join(str(part) for part in (refusal.reason, refusal.who) if part))
    return form.is_valid()


def _place(form: forms.BaseForm, error: ValidationError) -> None:
    """Messages for fields that this form does not have stand above it."""
    messages = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, texts in messages.items():
        form.add_error(field if field in form.fields else None, texts)
