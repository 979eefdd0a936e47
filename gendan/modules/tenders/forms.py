"""Input of strategic bids."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Competitor, Opportunity
from gendan.modules.samples.models import SampleRequest
from gendan.modules.tenders.models import PublicPrice, Stakeholder, Task, Tender
from gendan.modules.tenders.words import Trip
from gendan.ui.form.fields import DAY, PersonField, Unwritten, moment_field

_ROWS = {"rows": 2}


def _text(**options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs=_ROWS), **options)


def _points(**options: Any) -> forms.DecimalField:
    return forms.DecimalField(min_value=0, max_value=100, max_digits=5, decimal_places=2, **options)


class TenderForm(Unwritten):
    """What is put out to tender."""

    class Meta:
        model = Tender
        fields = ("name", "reference", "opportunity", "contact", "submit_on", "scope", "evaluation", "needs_mock_up")
        widgets: ClassVar = {"submit_on": DAY, "scope": forms.Textarea(attrs=_ROWS), "evaluation": forms.Textarea(attrs=_ROWS)}

    def __init__(self, *args: Any, customer: Customer, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Opportunity.objects.visible_to(viewer).filter(customer=customer, state_kind="open")
        self.fields["contact"].queryset = customer.contacts.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["opportunity"].queryset = found  # type: ignore[attr-defined]


class TaskForm(forms.Form):
    """A task is done, or left out with the reason."""

    state = forms.ChoiceField(label=_("state"), choices=[one for one in Task._meta.get_field("state").choices if one[0] != "open"])  # type: ignore[union-attr]
    note = _text(label=_("what was done"), help_text=_("Where it is left out: why."))
    hours = forms.DecimalField(label=_("hours"), min_value=0, max_digits=6, decimal_places=1, initial=0)


class CriterionForm(forms.Form):
    """What the bids are scored by, how much it weighs, and how we stand."""

    name = forms.CharField(label=_("criterion"), max_length=80)
    weight = _points(label=_("weight"))
    estimate = _points(label=_("our estimate"), required=False)


class ScoresForm(forms.Form):
    """The result, criterion by criterion."""

    def __init__(self, *args: Any, record: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in record.criteria.all():
            self.fields[f"score_{row.pk}"] = _points(label=row.name, initial=row.score)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {"scores": {int(name.removeprefix("score_")): value for name, value in data.items()}}


class StakeholderForm(Unwritten):
    """Somebody who has a say."""

    class Meta:
        model = Stakeholder
        fields = ("name", "department", "title", "influence", "attitude", "is_hub", "contact", "introduced_by", "note")
        labels: ClassVar = {"name": pgettext_lazy("person", "name")}

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = tender.stakeholders.exclude(pk=self.instance.pk)
        self.fields["contact"].queryset = tender.customer.contacts.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["introduced_by"].queryset = others  # type: ignore[attr-defined]


class PriceForm(Unwritten):
    """What a competitor asks, from a public source (U6)."""

    class Meta:
        model = PublicPrice
        fields = ("competitor", "low", "high", "source", "place", "seen_on")
        widgets: ClassVar = {"seen_on": DAY}
        help_texts: ClassVar = {"place": _("Only what everybody may read: title and day, or the web address.")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("low") is not None and data.get("high") is not None and data["high"] < data["low"]:
            self.add_error("high", _("This is below the lower end."))
        return data


class DocumentForm(forms.Form):
    """A paper that the tender asks for."""

    name = forms.CharField(label=_("paper"), max_length=120)
    responsible = PersonField(label=_("who sees to it"))
    due_on = forms.DateField(label=_("needed by"), widget=DAY)
    needed = forms.BooleanField(label=_("without it the bid is not valid"), required=False, initial=True)
    note = forms.CharField(label=_("note"), max_length=200, required=False)


class AttachForm(forms.Form):
    """The file that will be handed in."""

    upload = forms.FileField(label=_("file"))


class VisitForm(forms.Form):
    """F18.H: invite them to a project or to the factory, or go there."""

    kind = forms.ChoiceField(label=_("kind"), choices=Trip)
    at = moment_field(label=_("appointment"))
    focus = forms.CharField(label=_("contact focus"), max_length=200)


class MockUpForm(forms.Form):
    """The sample that serves as the mock-up."""

    mock_up = forms.ModelChoiceField(label=_("mock-up"), queryset=SampleRequest.objects.none())

    def __init__(self, *args: Any, record: Tender, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = SampleRequest.objects.visible_to(viewer).filter(customer=record.customer_id)
        self.fields["mock_up"].queryset = rows.exclude(state_kind="lost")  # type: ignore[attr-defined]


class ShortlistForm(forms.Form):
    """They want a quotation, by a day."""

    submit_on = forms.DateField(label=_("quotation due on"), widget=DAY)
    evaluation = _text(label=_("how it is evaluated"), required=False)
    needs_mock_up = forms.BooleanField(label=_("a mock-up is wanted"), required=False)

    @classmethod
    def for_record(cls, record: Tender, *, actor: Any, data: Any) -> "ShortlistForm":  # noqa: ARG003
        """What is known stands there already."""
        return cls(data, initial={name: getattr(record, name) for name in cls.base_fields})


class OfferForm(forms.Form):
    """A round of the quotation; from the second on what changed."""

    amount = forms.DecimalField(label=_("amount"), min_value=0, max_digits=16, decimal_places=2)
    offered_on = forms.DateField(label=_("offered on"), widget=DAY, initial=timezone.localdate)
    change = forms.CharField(label=_("what changed, and why"), max_length=300, required=False)

    def __init__(self, *args: Any, record: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change"].required = record.round_no > 0
        self.fields["amount"].initial = record.amount

    @classmethod
    def for_record(cls, record: Tender, *, actor: Any, data: Any) -> "OfferForm":  # noqa: ARG003
        """From the second round on it says what changed."""
        return cls(data, record=record)

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if amount <= 0:
            raise forms.ValidationError(_("More than nothing, please."))
        return amount


class EvaluatedForm(forms.Form):
    """What the evaluation said."""

    result = _text(label=_("result of the evaluation"))


class WonForm(forms.Form):
    """What was learned from winning."""

    lesson = _text(label=_("lesson"))


class LostForm(forms.Form):
    """A lost bid needs its reason and its lesson; the opportunity is lost with it."""

    loss_reason = forms.CharField(label=_("reason of the loss"), max_length=200)
    lost_to = forms.ModelChoiceField(label=_("lost to"), queryset=Competitor.objects.all(), required=False)
    lesson = _text(label=pgettext_lazy("tender", "lesson for the next time"))


class RemoveForm(forms.Form):
    """Nothing to say but yes."""
