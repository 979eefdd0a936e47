"""Form fields that many modules need."""

from typing import Any

from django import forms

SHAPES = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")


def moment_field(**options: Any) -> forms.DateTimeField:
    """A date with a time, as the browser's own picker writes it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=SHAPES[0])
    return forms.DateTimeField(widget=widget, input_formats=SHAPES, **options)
