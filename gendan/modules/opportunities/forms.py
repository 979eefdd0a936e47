"""Input of opportunities; parses and validates, never writes."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Competitor, Delivery, Line, Opportunity, Payment
from gendan.spine.access.queries import seen
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import active
from gendan.ui.form.fields import DAY, PersonField, Unwritten


class CustomerField(forms.ModelChoiceField):
    """A customer by id, as far as the viewer sees it: one row by its key, and no condition of all rights."""

    viewer: Employee

    def to_python(self, value: Any) -> Customer | None:
        if value in self.empty_values:
            return None
        found: Customer | None = seen(Customer, int(value), self.viewer) if str(value).isdecimal() else None
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return found


class OpportunityForm(Unwritten):
    """Registration and change; which of the fields are mandatory is said at submission (F38.2)."""

    customer = CustomerField(Customer.objects.none(), label=_("customer"), required=False, widget=forms.HiddenInput)
    next_title = forms.CharField(label=_("next step"), max_length=200, required=False)
    next_due_at = forms.DateTimeField(
        label=_("by"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    customer_name = forms.CharField(label=_("customer"), max_length=160, required=False)
    products = forms.ModelMultipleChoiceField(
        label=_("products"), queryset=Product.objects.filter(is_active=True), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "check-list"}),
    )
    rivals = forms.ModelMultipleChoiceField(
        label=_("competitors"), queryset=Competitor.objects.all(), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "check-list"}),
    )

    class Meta:
        model = Opportunity
        fields = [
            "customer", "contact_name", "phone", "name", "amount", "expected_on", "source", "region",
            "initiation", "current_supplier", "duplicate_reason",
        ]
        widgets = {"expected_on": DAY, "initiation": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, viewer: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].viewer = viewer  # type: ignore[attr-defined]
        for name in ("name", "contact_name", "phone", "source", "region", "initiation"):
            self.fields[name].required = True
        if self.instance.pk:
            self.fields["revision"].initial = self.instance.revision
            self.fields["customer_name"].initial = self.instance.customer.name if self.instance.customer else ""
            self.fields["customer_name"].disabled = self.instance.customer_id is not None

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
    signed_on = forms.DateField(label=_("signed on"), widget=DAY)
    signatory = forms.CharField(label=_("signatory"), max_length=60, required=False)
    runs_from = forms.DateField(label=_("contract from"), widget=DAY, required=False)
    runs_until = forms.DateField(label=_("contract until"), widget=DAY, required=False)
    main_terms = forms.CharField(label=_("main clauses"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    summary = forms.CharField(label=_("project summary"), widget=forms.Textarea(attrs={"rows": 3}))


    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("runs_from") and data.get("runs_until") and data["runs_until"] < data["runs_from"]:
            self.add_error("runs_until", _("This is before it begins."))
        return data


class PaymentForm(Unwritten):
    """Money received (F11.4)."""

    class Meta:
        model = Payment
        fields: ClassVar = ["paid_on", "amount", "method", "account"]
        widgets: ClassVar = {"paid_on": DAY}

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if amount <= 0:
            raise forms.ValidationError(_("More than nothing, please."))
        return amount


class DeliveryForm(forms.Form):
    """How far the goods have come."""

    delivery = forms.ChoiceField(label=_("delivery"), choices=Delivery)


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


class CompetitorForm(forms.ModelForm):
    """What is publicly known of a competitor."""

    class Meta:
        model = Competitor
        fields: ClassVar = ["name", "price_range", "strengths"]


class LinesForm(forms.Form):
    """Up to eight products wanted; an empty line is left out."""

    ROOM = 8

    def __init__(self, *args: Any, record: Opportunity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = list(record.lines.select_related("product"))
        for number in range(max(3, min(self.ROOM, len(present) + 2))):
            line = present[number] if number < len(present) else None
            self._add(number, line)

    def _add(self, number: int, line: Line | None) -> None:
        products = Product.objects.filter(is_active=True)
        self.fields[f"product_{number}"] = forms.ModelChoiceField(
            label=_("product"), queryset=products, required=False, initial=line.product_id if line else None
        )
        self.fields[f"quantity_{number}"] = forms.DecimalField(
            label=_("quantity"), max_digits=14, decimal_places=3, min_value=0, required=False,
            initial=line.quantity if line else 1,
        )
        self.fields[f"price_{number}"] = forms.DecimalField(
            label=_("unit price"), max_digits=14, decimal_places=2, min_value=0, required=False,
            initial=line.price if line else None,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        numbers = range(self.ROOM)
        return {"lines": [
            (data[f"product_{number}"], data.get(f"quantity_{number}") or 1, data.get(f"price_{number}"))
            for number in numbers if data.get(f"product_{number}")
        ]}


class AssignForm(forms.Form):
    """Who takes it over, and why."""

    owner = PersonField(label=_("new owner"), queryset=active().select_related("department"))
    reason = forms.CharField(label=_("reason"), max_length=200)


class ChooseCustomerForm(forms.Form):
    """The customer of an opportunity that came without one."""

    customer = forms.ModelChoiceField(label=_("customer"), queryset=Customer.objects.none())

    def __init__(self, *args: Any, viewer: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.visible_to(viewer)  # type: ignore[attr-defined]
