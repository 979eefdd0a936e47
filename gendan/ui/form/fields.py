"""Fields, and small forms, that many modules need."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Employee
from gendan.spine.org.queries import at_work

SHAPES = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")

#: The browser's own picker of a day, which knows this one shape in every language.
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Unwritten(forms.ModelForm):
    """A form of a record that the action writes and checks, never the form."""

    def _post_clean(self) -> None:
        """Nothing is put into the record here; a number that its column cannot hold is said at its field."""
        for field in self._meta.model._meta.concrete_fields:
            if isinstance(field, models.IntegerField) and isinstance(self.cleaned_data.get(field.name), int):
                try:
                    field.run_validators(self.cleaned_data[field.name])
                except ValidationError as error:
                    self.add_error(field.name, error)


def moment_field(**options: Any) -> forms.DateTimeField:
    """A date with a time, as the browser's own picker writes it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=SHAPES[0])
    return forms.DateTimeField(widget=widget, input_formats=SHAPES, **options)


class _Found(forms.widgets.ChoiceWidget):
    """A choice among thousands: where scripts run, one types name, department, pinyin or initials."""

    option_inherits_attrs = False

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {"data-find": _("name, department or pinyin"), **super().build_attrs(*args, **kwargs)}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        person = getattr(value, "instance", None)
        if person is not None:
            option["attrs"]["data-keys"] = f"{person.pinyin} {person.initials}"
        return option


class PersonSelect(_Found, forms.Select):
    """One of them."""


class PeopleChecks(_Found, forms.CheckboxSelectMultiple):
    """Several of them."""

    template_name = "ui/form/people.html"

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().build_attrs(*args, **kwargs), "class": "check-list"}


class _Person:
    """Who works here, named with the department."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"queryset": at_work().select_related("department"), **options})

    def label_from_instance(self, employee: Employee) -> str:
        return f"{employee.name} · {employee.department.name}"


class PersonField(_Person, forms.ModelChoiceField):
    """Somebody who works here."""

    widget = PersonSelect


class PeopleField(_Person, forms.ModelMultipleChoiceField):
    """Several who work here."""

    widget = PeopleChecks


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
