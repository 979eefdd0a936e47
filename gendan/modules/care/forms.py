"""Input of care."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.care.models import CareDate
from gendan.modules.care.words import Relation
from gendan.modules.customers.models import Customer
from gendan.modules.customers.queries import contacts_of
from gendan.modules.followups.models import Way


class DateForm(forms.ModelForm):
    """A day to remember."""

    month = forms.IntegerField(label=_("month"), min_value=1, max_value=12)
    day = forms.IntegerField(label=_("day"), min_value=1, max_value=31)
    budget = forms.DecimalField(label=_("budget"), min_value=0, max_digits=10, decimal_places=2, required=False)
    data_consent = forms.CharField(label=_("how the person agreed to personal notes"), max_length=120, required=False)

    class Meta:
        model = CareDate
        fields = ("contact", "kind", "relation", "name", "month", "day", "lunar", "leap", "gift", "budget")
        help_texts: ClassVar = {
            "contact": _("Without a person it is the customer's own day."),
            "name": _("the child's name, “wedding”, “founding” …"),
            "lunar": _("Month and day are then those of the lunar calendar."),
        }

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [person.pk for person in contacts_of(customer)]
        self.fields["contact"].queryset = customer.contacts.filter(pk__in=people)  # type: ignore[attr-defined]
        self.fields["relation"].choices = Relation.choices  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The record is written by the action."""


class DoneForm(forms.Form):
    """What was done on the day."""

    way = forms.ChoiceField(label=_("way"), choices=Way.choices)
    outcome = forms.CharField(label=_("what was done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class NothingForm(forms.Form):
    """Nothing to say but yes."""
