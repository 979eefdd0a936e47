"""How a complaint or an enquiry is written down at the desk, under a minute."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.complaints import rules
from gendan.modules.complaints.forms.shared import ROWS, text
from gendan.modules.complaints.models import Complaint, Enquiry
from gendan.modules.customers.models import Customer
from gendan.modules.orders.models import Order
from gendan.ui.form.fields import Unwritten

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
CLASSIFIED = (
    "klass", "phase", "source", "grade", "is_major", "location", "mood", "first_words", "grasp", "order", "product", "batch", "defect",
    "defect_rate", "quantity", "delivery", "shortage", "responsible_department", "respondent", "promised_at",
)
TAKEN = ("subject", "text", "contact", "complainant_name", "phone", "email", "address", "channel", *CLASSIFIED)
WIDGETS = {"text": forms.Textarea(attrs=ROWS), "promised_at": MOMENT}


class Known:
    """The customer and what belongs to him, as far as the person sees it."""

    fields: dict[str, Any]

    def narrow(self, viewer: Any, customer: Customer | None) -> None:
        """Offer his orders and people only; nobody (None) is gendan itself."""
        if "order" in self.fields:
            orders = Order.objects.visible_to(viewer) if viewer is not None else Order.objects.all()
            self.fields["order"].queryset = orders.filter(customer=customer) if customer else orders.none()
        if "contact" in self.fields:
            self.fields["contact"].queryset = customer.contacts.filter(is_active=True) if customer else self.fields["contact"].queryset.none()


class ComplaintForm(Known, Unwritten):
    """A new complaint at the desk: four fields are enough; the customer is found by the telephone number.

    With `join` it is no new one: what is said goes to a complaint that is being worked on, and nothing else is asked for.
    """

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("customer"), required=False, widget=forms.HiddenInput)
    join = forms.ModelChoiceField(Complaint.objects.none(), label=_("join to"), required=False, widget=forms.HiddenInput)

    class Meta:
        model = Complaint
        fields: ClassVar = list(TAKEN)
        widgets = WIDGETS

    def __init__(self, *args: Any, viewer: Any, customer: Customer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Customer.objects.filter(pk=customer.pk) if customer else Customer.objects.visible_to(viewer)
        self.fields["customer"].queryset = known  # type: ignore[attr-defined]
        self.fields["customer"].initial = customer.pk if customer else None
        self.fields["join"].queryset = Complaint.objects.visible_to(viewer).filter(state_kind__in=("open", "waiting"))  # type: ignore[attr-defined]
        joins = bool(self.data.get("join"))
        self.fields["klass"].required, self.fields["subject"].required = not joins, not joins
        self.narrow(viewer, customer)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("join"):
            return data
        if not any(data.get(name) for name in ("customer", "complainant_name", "phone", "email")):
            self.add_error("complainant_name", _("Whose complaint is it? A name or a telephone number is enough."))
        for name, words in rules.missing_at_registration(self.instance, data).items():
            self.add_error(name, words)
        return data


class RegisterForm(Known, Unwritten):
    """F04, F71.2: classified and passed on."""

    class Meta:
        model = Complaint
        fields: ClassVar = list(CLASSIFIED)
        widgets = WIDGETS

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["klass"].required = True
        self.narrow(viewer, self.instance.customer)

    @classmethod
    def for_record(cls, record: Complaint, *, actor: Any, data: Any) -> "RegisterForm":
        """What is known stands there already."""
        return cls(data, instance=record, viewer=actor)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, words in rules.missing_at_registration(self.instance, data).items():
            self.add_error(name if name in self.fields else None, words)
        return data


class MajorForm(forms.Form):
    """F71.3: verified as major."""

    reason = text(label=_("why it is major"))


class EnquiryForm(Unwritten):
    """A call that is no complaint (F90.1)."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("customer"), required=False, widget=forms.HiddenInput)

    class Meta:
        model = Enquiry
        fields = ("matter", "subject", "text", "caller", "phone", "channel")
        widgets: ClassVar = {"text": forms.Textarea(attrs=ROWS)}

    def __init__(self, *args: Any, viewer: Any, customer: Customer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.visible_to(viewer)  # type: ignore[attr-defined]
        self.fields["customer"].initial = customer.pk if customer else None


class AnswerForm(forms.Form):
    """What the caller was answered."""

    answer = text(label=_("answer"))


class FeasibilityForm(forms.Form):
    """F76.5: a suggestion is examined, then answered."""

    feasible = forms.TypedChoiceField(
        label=_("feasible"), choices=[("True", _("yes")), ("False", _("no"))], coerce=lambda value: value == "True",
    )
    answer = text(label=_("answer"))
