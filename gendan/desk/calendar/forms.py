"""Input of a next step planned from a day."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gendan.desk.search.records import find_customers
from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Employee


class StepForm(forms.Form):
    """What, when, and for which customer: by name, number or pinyin initials."""

    customer = forms.CharField(label=_("customer"), max_length=160, help_text=_("name, number, phone or pinyin initials"))
    title = forms.CharField(label=_("what to do"), max_length=200)
    due_at = forms.DateTimeField(
        label=_("when"), input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, user: Employee, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_customer(self) -> Customer:
        """The one customer that is meant; several are named, so that the person can choose."""
        typed = self.cleaned_data["customer"].strip()
        found = find_customers(self.user, typed, limit=6)
        exact = [one for one in found if typed in (one.name, one.short_name, one.code)]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(_("No customer of this name that you may see."))
        raise ValidationError(_("Several are meant: %(names)s."), params={"names": "、".join(one.name for one in found)})
