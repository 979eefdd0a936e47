"""Input of opportunities; parses and validates, never writes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Competitor, Opportunity
from gendan.spine.org.models import Employee

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OpportunityForm(forms.ModelForm):
    """Registration and change; which of the fields are mandatory is said at submission (F38.2)."""

    next_title = forms.CharField(label=_("next step"), max_length=200, required=False)
    next_due_at = forms.DateTimeField(
        label=_("by"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    customer_name = forms.CharField(label=_("customer"), max_length=160, required=False)
    products = forms.ModelMultipleChoiceField(
        label=_("products"), queryset=Product.objects.filter(is_active=True), required=False
    )
    rivals = forms.ModelMultipleChoiceField(label=_("competitors"), queryset=Competitor.objects.all(), required=False)

    class Meta:
        model = Opportunity
        fields = [
            "customer", "contact_name", "phone", "name", "amount", "expected_on", "source", "region",
            "initiation", "current_supplier", "duplicate_reason",
        ]
        widgets = {"expected_on": _DAY, "initiation": forms.Textarea(attrs={"rows": 3}), "customer": forms.HiddenInput}

    def __init__(self, *args: Any, viewer: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.visible_to(viewer)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("customer") and not data.get("customer_name"):
            self.add_error("customer_name", _("Who wants to buy?"))
        if bool(data.get("next_title")) != bool(data.get("next_due_at")):
            field = "next_due_at" if data.get("next_title") else "next_title"
            self.add_error(field, _("A next step needs both what and by when."))
        return data


class ReturnForm(forms.Form):
    """What the submitter has to correct (F38.6)."""

    reason = forms.CharField(label=_("what is missing or wrong"), max_length=200)


class WinForm(forms.Form):
    """A success needs its contract and a summary (F39.7, F39.8)."""

    contract_number = forms.CharField(label=_("contract number"), max_length=60)
    contract_amount = forms.DecimalField(label=_("contract amount"), max_digits=14, decimal_places=2, min_value=0)
    signed_on = forms.DateField(label=_("signed on"), widget=_DAY)
    summary = forms.CharField(label=_("project summary"), widget=forms.Textarea(attrs={"rows": 3}))


class LoseForm(forms.Form):
    """A failure needs its reason, the competitor where there was one, and what was learned (F39, D)."""

    loss_reason = forms.CharField(label=_("reason of the loss"), max_length=200)
    lost_to = forms.ModelChoiceField(label=_("lost to"), queryset=Competitor.objects.all(), required=False)
    lesson = forms.CharField(label=_("lesson"), widget=forms.Textarea(attrs={"rows": 2}))
    summary = forms.CharField(label=_("project summary"), widget=forms.Textarea(attrs={"rows": 3}))


class CompetitorMetForm(forms.Form):
    """A competitor met on the way (F39.5); a new name is added to the list."""

    competitor = forms.ModelChoiceField(label=_("competitor"), queryset=Competitor.objects.all(), required=False)
    name = forms.CharField(label=_("or a new one"), max_length=120, required=False)
    note = forms.CharField(label=_("what they offer"), max_length=200, required=False)
    countermeasure = forms.CharField(label=_("our answer"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("competitor") and not data.get("name"):
            self.add_error("competitor", _("Choose a competitor or write a new name."))
        return data


class LineForm(forms.Form):
    """A product wanted."""

    product = forms.ModelChoiceField(label=_("product"), queryset=Product.objects.filter(is_active=True))
    quantity = forms.DecimalField(label=_("quantity"), max_digits=14, decimal_places=3, min_value=0, initial=1)
    price = forms.DecimalField(label=_("unit price"), max_digits=14, decimal_places=2, min_value=0, required=False)


class AssignForm(forms.Form):
    """Who takes it over, and why."""

    owner = forms.ModelChoiceField(label=_("new owner"), queryset=Employee.objects.filter(status="active"))
    reason = forms.CharField(label=_("reason"), max_length=200)


class ChooseCustomerForm(forms.Form):
    """The customer of an opportunity that came without one."""

    customer = forms.ModelChoiceField(label=_("customer"), queryset=Customer.objects.none())

    def __init__(self, *args: Any, viewer: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.visible_to(viewer)
