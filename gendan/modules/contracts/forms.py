"""Input of contracts; parses and validates, never writes."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.queries import products_for
from gendan.modules.contracts import queries
from gendan.modules.contracts.models import STANDING, Contract, ContractKind, PaymentTerm, Release, Requirement, Trouble
from gendan.modules.contracts.words import Party
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.models import Channel
from gendan.modules.opportunities.models import STAGES, Opportunity
from gendan.spine.org.models import Department, Employee
from gendan.ui.form.fields import DAY, PersonField, Unwritten
from gendan.ui.own.inputs import RecordField


def text(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    """Several lines of words."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class CustomerForm(forms.Form):
    """Whose contract it will be; one types a part of the name."""

    def __init__(self, *args: Any, viewer: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"] = RecordField(kind="customers.customer", user=viewer, label=_("customer"))


class ContractForm(Unwritten):
    """The head of a contract; what is sold, required and paid follows on its page."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Contract
        fields: ClassVar = [
            "name", "kind", "contact", "opportunity", "market", "taken", "noted", "currency", "settlement", "delivery_on",
            "delivery_terms", "starts_on", "ends_on", "special", "special_reason", "main_terms", "change_reason",
        ]
        widgets: ClassVar = {
            "delivery_on": DAY, "starts_on": DAY, "ends_on": DAY, "noted": forms.Textarea(attrs={"rows": 2}),
            "main_terms": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, customer: Customer, viewer: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = queries.kinds()  # type: ignore[attr-defined]
        self.fields["contact"].queryset = Contact.objects.filter(customer=customer, is_active=True)  # type: ignore[attr-defined]
        deals = Opportunity.objects.visible_to(viewer).filter(customer=customer, deleted_at=None)
        kept = self.instance.opportunity_id or 0
        self.fields["opportunity"].queryset = deals.filter(state__in=STAGES) | deals.filter(pk=kept)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["revision"].initial = self.instance.revision
        if not self.instance.amends_id:
            del self.fields["change_reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("This is before it begins."))
        if data.get("special") and not data.get("special_reason"):
            self.add_error("special_reason", _("Say what is special."))
        return data


class ProposalForm(forms.Form):
    """The technical proposal made from the tender or the customer's requirement (F64.9)."""

    proposal = text(_("technical proposal"), rows=8)


class ConfirmationForm(forms.Form):
    """Who at the customer's confirmed the proposal (F64.9)."""

    confirmed_by = forms.CharField(label=_("confirmed by the customer's"), max_length=60)
    confirmed_on = forms.DateField(label=_("confirmed on"), widget=DAY)


class ApprovalForm(forms.Form):
    """What the approver wants to have said."""

    opinion = forms.CharField(label=_("opinion"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class PlaceForm(forms.Form):
    """Where the signed paper lies."""

    archive_place = forms.CharField(label=_("kept at"), max_length=120)


class SignatureForm(forms.Form):
    """Both signatures, and the paper that proves them (F59.3)."""

    signed_on = forms.DateField(label=_("signed on"), widget=DAY)
    our_signatory = forms.CharField(label=_("our signatory"), max_length=60)
    their_signatory = forms.CharField(label=_("their signatory"), max_length=60)
    paper = forms.FileField(label=_("the signed paper, scanned"))


class RequirementForm(Unwritten):
    """One requirement, and how it is met."""

    class Meta:
        model = Requirement
        fields: ClassVar = ["nature", "text", "is_special", "met", "answer"]


class DifferenceForm(forms.Form):
    """A point that both see differently."""

    subject = forms.CharField(label=_("point"), max_length=120)
    ours = text(_("our side"), rows=2, max_length=500, required=False)
    theirs = text(_("the customer's side"), rows=2, max_length=500, required=False)


class ResolutionForm(forms.Form):
    """What was agreed, and what proves it (F64.7)."""

    resolution = text(_("agreed"), rows=2, max_length=500)
    evidence = forms.CharField(label=_("evidence"), max_length=200, help_text=_("letter, e-mail, minutes: with its day"))
    file = forms.FileField(label=_("file"), required=False)


class StockForm(forms.Form):
    """The warehouse's answer (F59.7)."""

    enough = forms.TypedChoiceField(
        label=_("enough in stock"), choices=[("yes", _("yes")), ("no", _("no"))], coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    qualified = forms.TypedChoiceField(
        label=_("qualified"), choices=[("yes", _("yes")), ("no", _("no"))], coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("what there is"), max_length=300, required=False)


class KindForm(Unwritten):
    """A kind of contract: who reviews it and who approves it (F64.5)."""

    parties = forms.MultipleChoiceField(
        label=_("reviewed by"), choices=[pair for pair in Party.choices if pair[0] != Party.SALES], required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "check-list"}),
        help_text=_("sales always gives its opinion; nobody else means that the salesperson reviews alone"),
    )

    class Meta:
        model = ContractKind
        fields: ClassVar = ["name", "parties", "approval", "with_proposal", "note", "position", "is_active"]
        labels: ClassVar = {"position": pgettext_lazy("order", "position")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("with_proposal") and data.get("approval") == "none":
            self.add_error("approval", _("A technical proposal is approved by somebody."))
        return data


class AmendForm(forms.Form):
    """What is to change, and why; a new version begins with it."""

    change_reason = text(_("what changes, and why"), rows=2, max_length=300)


class NoOrderForm(forms.Form):
    """Why a signed contract has no order."""

    reason = forms.CharField(label=_("why no order"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class LineForm(forms.Form):
    """One line of what is sold; name, unit and price follow from the product where they are left empty."""

    product = forms.ModelChoiceField(label=_("product"), queryset=Product.objects.none(), required=False)
    name = forms.CharField(label=_("name"), max_length=160, required=False)
    specification = forms.CharField(label=_("specification"), max_length=200, required=False)
    quantity = forms.DecimalField(label=_("quantity"), max_digits=14, decimal_places=3, min_value=Decimal("0.001"), required=False)
    unit = forms.CharField(label=_("unit"), max_length=20, required=False)
    price = forms.DecimalField(label=_("unit price"), max_digits=14, decimal_places=4, min_value=0, required=False)
    tax_rate = forms.DecimalField(label=_("tax rate, percent"), max_digits=5, decimal_places=2, min_value=0, max_value=100, required=False)

    def __init__(self, *args: Any, viewer: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = products_for(viewer)  # type: ignore[attr-defined]
        self.fields["product"].widget.attrs["data-find"] = _("code or name")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        product = data.get("product")
        if product is None and not data.get("name"):
            return data
        data["name"] = data.get("name") or (product.name if product else "")
        data["unit"] = data.get("unit") or (product.unit if product else "")
        data["specification"] = data.get("specification") or (product.model if product else "")
        data["quantity"] = data.get("quantity") or Decimal(1)
        known = product.list_price if product else None
        data["price"] = data["price"] if data.get("price") is not None else known or Decimal(0)
        data["tax_rate"] = data["tax_rate"] if data.get("tax_rate") is not None else product.tax_rate if product else Decimal(13)
        return data


class TermForm(Unwritten):
    """One payment."""

    class Meta:
        model = PaymentTerm
        fields: ClassVar = ["share", "after", "days", "note"]


class ReleaseForm(Unwritten):
    """Product information for the public (F64.1)."""

    class Meta:
        model = Release
        fields: ClassVar = ["name", "product", "media", "audience", "text"]


class PublishedForm(forms.Form):
    """When and where it came out."""

    published_on = forms.DateField(label=_("published on"), widget=DAY)
    address = forms.CharField(label=_("where it stands"), max_length=200, required=False)


class InformationForm(forms.Form):
    """One line of the day."""

    who = forms.CharField(label=_("from whom"), max_length=120)
    content = forms.CharField(label=_("information"), max_length=300)


class AssignInformationForm(forms.Form):
    """Who takes it on; nobody means that it is only to know."""

    assigned_to = PersonField(label=_("assigned to"), required=False)


class TroubleForm(Unwritten):
    """What has happened, and what it means for the customer (F67.5)."""

    class Meta:
        model = Trouble
        fields: ClassVar = ["contract", "trigger", "happened", "effect", "new_date"]
        widgets: ClassVar = {"new_date": DAY, "happened": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, customer: Customer, viewer: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Contract.objects.visible_to(viewer).filter(customer=customer, state__in=STANDING)
        self.fields["contract"].queryset = seen  # type: ignore[attr-defined]


class ToldForm(forms.Form):
    """How the customer was told."""

    told_whom = forms.CharField(label=_("whom"), max_length=60)
    told_by = forms.ChoiceField(label=pgettext_lazy("trouble", "by"), choices=Channel)
    said = text(_("what was said"), rows=2, max_length=500)


class AnswerForm(forms.Form):
    """What came back, and who in the house has to know (F67.6)."""

    answer = text(_("what the customer answered"), rows=2, max_length=500)
    departments = forms.ModelMultipleChoiceField(
        label=_("departments told"), queryset=Department.objects.filter(is_active=True),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "check-list"}),
    )


class NothingForm(forms.Form):
    """Asks nothing but whether one means it; a button makes it bound."""

    sure = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)
