"""Small fields that several forms of complaints share."""

from typing import Any

from django import forms

ROWS = {"rows": 3}


def text(**options: Any) -> forms.CharField:
    """Some lines of text."""
    return forms.CharField(widget=forms.Textarea(attrs=ROWS), **options)


def choice(choices: Any, *, blank: bool = True, **options: Any) -> forms.ChoiceField:
    """One of the words, or none."""
    return forms.ChoiceField(choices=[("", "—"), *choices.choices] if blank else choices.choices, **options)
