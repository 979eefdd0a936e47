"""One of the company's own fields filled in on many records at once: the action that every list with such fields has."""

import json
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.spine.fields import actions, queries
from gendan.spine.fields.models import PREFIX, Type
from gendan.ui.listing.declare import Bulk
from gendan.ui.listing.each import one_by_one
from gendan.ui.own.inputs import input_of


class FillForm(forms.Form):
    """Which field, and what stands in it from now on; an empty value empties it."""

    field = forms.ChoiceField(label=_("field"))

    def __init__(self, data: Any = None, *, kind: str, actor: Any) -> None:
        super().__init__(data)
        found = [
            one for one in queries.seen_by(actor, kind)
            if one.type != Type.FILE and not one.unique and queries.fills(actor, one)
        ]
        self.fields["field"].choices = [(one.name, one.title) for one in found]  # type: ignore[attr-defined]
        for one in found:
            made = input_of(one, user=actor, raw=None)
            made.required = False
            made.widget.attrs |= {"data-asked-by": "field", "data-asked-at": json.dumps([one.name])}
            self.fields[one.name] = made

    def clean(self) -> dict[str, Any]:
        """Only the chosen field counts."""
        name = self.cleaned_data.get("field", "")
        for other in [key for key in self.errors if key not in ("field", name)]:
            del self.errors[other]
        return {"key": name.removeprefix(PREFIX), "value": self.cleaned_data.get(name)}


@lru_cache(maxsize=64)
def filling(kind: str) -> Bulk:
    """The action for a kind of record."""
    return Bulk(
        key="own", title=_("Fill in a field"), icon="forms", run=one_by_one(kind, _fill), form=partial(_form, kind),
    )


def _form(kind: str, data: Any, *, actor: Any) -> FillForm:
    return FillForm(data, kind=kind, actor=actor)


def _fill(record: Any, *, key: str, value: Any, actor: Any, now: datetime) -> None:
    actions.put(record, {key: value}, actor=actor, now=now, strict=True)
