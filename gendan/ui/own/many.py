"""One of the company's own fields filled in on many records at once: the action that every list with such fields has."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gendan.spine.fields import actions, queries
from gendan.spine.fields.models import PREFIX, Type
from gendan.spine.records import model_of
from gendan.ui.listing.declare import Bulk, Result
from gendan.ui.listing.each import results_of
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
    return Bulk(key="own", title=_("Fill in a field"), icon="forms", run=partial(_fill, kind), form=partial(_form, kind), piece=2000)


def _form(kind: str, data: Any, *, actor: Any) -> FillForm:
    return FillForm(data, kind=kind, actor=actor)


def _fill(kind: str, ids: Iterable[int], *, actor: Any, data: dict[str, Any], now: datetime) -> list[Result]:
    chosen, model = list(ids), model_of(kind)
    try:
        refused = actions.fill_many(model, chosen, key=data["key"], value=data["value"], actor=actor, now=now)
    except ValidationError as error:
        refused = dict.fromkeys(chosen, error)
    return results_of(chosen, refused, titles={row.pk: str(row) for row in model._base_manager.filter(pk__in=chosen)})
