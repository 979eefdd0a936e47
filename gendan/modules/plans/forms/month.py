"""Input of plans."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Customer
from gendan.modules.customers.queries import text_condition
from gendan.modules.followups.models import Way
from gendan.modules.plans.models import Action, Plan, Result
from gendan.ui.form.fields import DAY

TICKS = ((Result.DONE, Result.DONE.label), (Result.NOT_DONE, Result.NOT_DONE.label))


def day_field(**options: Any) -> forms.DateField:
    """A day, as the browser's own picker writes it."""
    return forms.DateField(widget=DAY, **options)


class ActionForm(forms.Form):
    """An action with one of the plan's customers: by name, number or pinyin initials."""

    customer = forms.CharField(label=_("customer"), max_length=160, help_text=_("name, number, phone or pinyin initials"))
    day = day_field(label=_("day"))
    way = forms.ChoiceField(label=_("way"), choices=Way, initial=Way.VISIT)
    title = forms.CharField(label=_("action"), max_length=120, required=False)

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plan = plan

    def clean_customer(self) -> Customer:
        """The one customer of the plan's owner that is meant; several are named."""
        typed = self.cleaned_data["customer"].strip()
        rows = Customer.objects.filter(text_condition(typed), owner=self.plan.owner, deleted_at=None)
        found = list(rows.order_by("pk")[:6])
        exact = [one for one in found if typed in (one.name, one.short_name, one.code)]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(_("No customer of this name under %(name)s."), params={"name": self.plan.owner})
        raise ValidationError(_("Several are meant: %(names)s."), params={"names": "、".join(one.name for one in found)})


class MoveForm(forms.Form):
    """An action before its month is approved: another day, way or words."""

    day = day_field(label=_("day"))
    way = forms.ChoiceField(label=_("way"), choices=Way)
    title = forms.CharField(label=_("action"), max_length=120, required=False)

    def __init__(self, *args: Any, action: Action, **options: Any) -> None:
        initial = {"day": action.day, "way": action.way, "title": action.title}
        super().__init__(*args, **(options | {"initial": initial}))


class TickForm(MoveForm):
    """What became of an action: done, or why not; or another day."""

    result = forms.ChoiceField(label=_("result"), choices=(("", _("still to be done")), *TICKS), required=False)
    note = forms.CharField(label=_("what came of it, or why not"), max_length=300, required=False)
    field_order = ("result", "note", "day", "way", "title")


class DropForm(forms.Form):
    """Why an action is dropped."""

    reason = forms.CharField(label=_("reason"), max_length=200)


class AnalysisForm(forms.Form):
    """The preparation of the month."""

    analysis = forms.CharField(label=_("market, brand and customers"), widget=forms.Textarea(attrs={"rows": 6}), required=False)


class BeginForm(forms.Form):
    """Which month is begun: this one or the next."""

    month = forms.TypedChoiceField(label=_("month"), coerce=date.fromisoformat)

    def __init__(self, *args: Any, months: list[date], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["month"].choices = [(f"{month:%Y-%m-%d}", f"{month:%Y-%m}") for month in months]  # type: ignore[attr-defined]
