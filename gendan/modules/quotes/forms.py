"""Input of quotations; parses and validates, never writes."""

import json
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.money import HOME, Currency
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Competitor, Opportunity
from gendan.modules.quotes import pasting, queries
from gendan.modules.quotes.models import FactoryOffer, Quote, Version
from gendan.modules.quotes.words import Way
from gendan.spine.org.models import Employee
from gendan.ui.form.fields import DAY, PersonField, Unwritten, moment_field

_TEXT = forms.Textarea(attrs={"rows": 3})


class QuoteForm(Unwritten):
    """Whose enquiry it answers; lines, terms and costs follow on its page."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("customer"), widget=forms.HiddenInput)
    customer_name = forms.CharField(label=_("customer"), max_length=160, disabled=True, required=False)
    enquired_at = moment_field(label=_("enquiry received"))
    currency = forms.ChoiceField(label=_("currency"), choices=Currency, initial=HOME)

    class Meta:
        model = Quote
        fields: ClassVar = ["customer", "name", "contact", "opportunity", "market", "enquiry", "enquired_at", "wanted"]
        widgets: ClassVar = {"wanted": _TEXT}

    def __init__(self, *args: Any, viewer: Employee, customer: Customer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.visible_to(viewer)  # type: ignore[attr-defined]
        self.fields["customer"].initial = customer.pk if customer else None
        self.fields["customer_name"].initial = customer.name if customer else ""
        seen = Opportunity.objects.visible_to(viewer).filter(customer=customer, deleted_at=None, state_kind="open")
        self.fields["opportunity"].queryset = seen if customer else seen.none()  # type: ignore[attr-defined]
        self.fields["contact"].queryset = Contact.objects.filter(customer=customer)  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["currency"], self.fields["customer"]


class TermsForm(Unwritten):
    """Terms and costs of the version that is written; costs only for those who read them."""

    class Meta:
        model = Version
        fields: ClassVar = [
            "currency", "incoterm", "incoterm_place", "payment_terms", "delivery_terms", "valid_until", "note",
            "domestic_costs", "freight", "carrier", "company_costs", "profit_percent",
        ]
        widgets: ClassVar = {"valid_until": DAY, "note": _TEXT}

    COSTS: ClassVar = ("domestic_costs", "freight", "company_costs", "profit_percent")

    def __init__(self, *args: Any, with_costs: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in () if with_costs else self.COSTS:
            del self.fields[name]


class LinesForm(forms.Form):
    """The lines as rows of text, cells parted by tabs: what a spreadsheet copies, and what the grid writes back."""

    lines = forms.CharField(
        label=_("lines"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "wrap": "off"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, grid: dict[str, Any] | None = None, with_costs: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.with_costs = with_costs
        if grid is not None:
            self.fields["lines"].widget.attrs["data-line-grid"] = json.dumps(grid)

    def clean_lines(self) -> list[pasting.Row]:
        rows, errors = pasting.read(self.cleaned_data["lines"], with_costs=self.with_costs)
        if errors:
            raise forms.ValidationError(errors)
        return rows


class FactoryOfferForm(Unwritten):
    """The factory's price in writing (F68.1)."""

    paper = forms.FileField(label=_("the paper"))

    class Meta:
        model = FactoryOffer
        fields: ClassVar = ["factory", "quoted_on", "valid_until", "note"]
        widgets: ClassVar = {"quoted_on": DAY, "valid_until": DAY}


class SendForm(forms.Form):
    """By which fast means, and to whom (F68.2)."""

    way = forms.ChoiceField(label=_("sent by"), choices=Way)
    to = forms.CharField(label=_("to whom"), max_length=120, required=False)


class OpinionForm(forms.Form):
    """An opinion, where there is one."""

    opinion = forms.CharField(label=_("opinion"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class CutForm(forms.Form):
    """A large price cut is asked, and the supplier cannot lower (F68.3)."""

    percent = forms.DecimalField(label=_("price cut asked, percent"), max_digits=5, decimal_places=2, min_value=0, max_value=99)
    words = forms.CharField(label=_("what the customer says"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    supplier = forms.CharField(label=_("what the supplier answers"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_percent(self) -> Any:
        percent = self.cleaned_data["percent"]
        if not percent:
            raise forms.ValidationError(_("How many percent less?"))
        return percent


class GrantForm(forms.Form):
    """How much of the price cut is granted."""

    percent = forms.DecimalField(label=_("price cut granted, percent"), max_digits=5, decimal_places=2, min_value=0, max_value=99)
    opinion = forms.CharField(label=_("opinion"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @classmethod
    def for_record(cls, record: Quote, *, actor: Any, data: Any = None) -> "GrantForm":  # noqa: ARG003
        """It begins with what was asked."""
        cut = queries.open_cut(record)
        return cls(data, initial={"percent": cut.percent if cut else None})

    def clean_percent(self) -> Any:
        percent = self.cleaned_data["percent"]
        if not percent:
            raise forms.ValidationError(_("To grant nothing, refuse it."))
        return percent


class ReviseForm(forms.Form):
    """Why there is another version."""

    why = forms.CharField(label=_("why this version"), max_length=200)
    is_round = forms.BooleanField(label=_("the customer asked for it: a new round"), required=False, initial=True)


class AcceptForm(forms.Form):
    """Who took it, and what was said."""

    accepted_by = forms.CharField(label=_("accepted by"), max_length=80)
    words = forms.CharField(
        label=_("the customer's words"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def for_record(cls, record: Quote, *, actor: Any, data: Any = None) -> "AcceptForm":  # noqa: ARG003
        """It begins with the contact."""
        return cls(data, initial={"accepted_by": record.contact.name if record.contact else ""})


class DeclineForm(forms.Form):
    """Why the customer says no, and who else gets the order."""

    words = forms.CharField(label=_("why not"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    lost_to = forms.ModelChoiceField(label=_("lost to"), queryset=Competitor.objects.all(), required=False)


class AssignForm(forms.Form):
    """Who takes it over, and why."""

    owner = PersonField(label=_("new owner"))
    reason = forms.CharField(label=_("reason"), max_length=200)


class CustomerAnswerForm(forms.Form):
    """The customer's own yes or no, on the public page."""

    verdict = forms.ChoiceField(choices=(("accept", ""), ("decline", "")))
    name = forms.CharField(label=_("your name"), max_length=80)
    words = forms.CharField(label=_("your words"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    once = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("verdict") == "decline" and not data.get("words"):
            self.add_error("words", _("Please say why, so that we can do better."))
        return data
