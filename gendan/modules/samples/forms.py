"""Input of samples."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.money import HOME, Currency
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.samples.models import EntryPermit, Project, Sample, SampleKind, SampleRequest
from gendan.modules.samples.words import COSTS, QUESTIONS, ContractForm, Origin, Payer, Requirement, Style, Way
from gendan.spine.org.queries import holders_of
from gendan.ui.form.fields import DAY, PersonField, Unwritten

_ROWS = {"rows": 2}


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(widget=DAY, **options)


def _text(**options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs=_ROWS), **options)


def _money(**options: Any) -> forms.DecimalField:
    return forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, **options)


# -- the library (F45) ------------------------------------------------------------------------------------------------


class PermitForm(Unwritten):
    """Whom the system operator lets enter samples."""

    employee = PersonField(label=_("sample-entry clerk"))

    class Meta:
        model = EntryPermit
        fields = ("employee", "reason", "until")
        widgets: ClassVar = {"until": DAY}


class KindForm(Unwritten):
    """A product kind of the library."""

    class Meta:
        model = SampleKind
        fields = ("name", "position", "is_active")
        labels: ClassVar = {"position": pgettext_lazy("order", "position")}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if SampleKind.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a kind of this name already."))
        return name


class SampleForm(Unwritten):
    """A new sample, or another name or kind of one."""

    picture = forms.FileField(
        label=_("picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})
    )

    class Meta:
        model = Sample
        fields = ("name", "kind", "product", "quantity", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = SampleKind.objects.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["product"].queryset = Product.objects.filter(is_active=True)  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["picture"]


class MasterForm(Unwritten):
    """The master record of a sample (F45.4)."""

    class Meta:
        model = Sample
        fields = ("specification", "material", "colour", "size", "unit", "note")
        widgets: ClassVar = {"note": forms.Textarea(attrs=_ROWS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("specification", "unit"):
            self.fields[name].required = True


class PictureForm(forms.Form):
    """One more picture."""

    picture = forms.FileField(label=_("picture"), widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}))
    caption = forms.CharField(label=_("caption"), max_length=80, required=False)


# -- requests (F27, F24.5, F68) ---------------------------------------------------------------------------------------


class RequestForm(Unwritten):
    """What sample a customer wants."""

    class Meta:
        model = SampleRequest
        fields = ("origin", "what", "sample", "product", "quantity", "contact", "opportunity", "currency", "fee", "freight", "details")
        widgets: ClassVar = {"details": forms.Textarea(attrs=_ROWS)}
        help_texts: ClassVar = {"fee": _("The manager decides who pays."), "sample": _("For what is given from the library.")}

    def __init__(self, *args: Any, customer: Customer, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Opportunity.objects.visible_to(viewer).filter(customer=customer, state_kind="open")
        self.fields["contact"].queryset = customer.contacts.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["opportunity"].queryset = found  # type: ignore[attr-defined]
        self.fields["sample"].queryset = Sample.objects.visible_to(viewer).filter(state="listed")  # type: ignore[attr-defined]
        self.fields["product"].queryset = Product.objects.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["currency"].required = False

    def clean_currency(self) -> str:
        return self.cleaned_data["currency"] or HOME


class DecideForm(forms.Form):
    """A28, F68: the manager decides on fee, freight and trial cost, and who pays; and who gives the sample out or makes it."""

    currency = forms.ChoiceField(label=_("currency"), choices=Currency, required=False)
    fee = _money(label=_("sample fee"))
    fee_payer = forms.ChoiceField(label=_("fee paid by"), choices=Payer)
    freight = _money(label=_("freight"))
    freight_payer = forms.ChoiceField(label=_("freight paid by"), choices=Payer)
    trial_cost = _money(label=_("trial cost"), required=False)
    trial_payer = forms.ChoiceField(label=_("trial paid by"), choices=[("", "—"), *Payer.choices], required=False)
    maker = PersonField(label=_("gives it out or makes it"))

    @classmethod
    def for_record(cls, record: SampleRequest, *, actor: Any, data: Any) -> "DecideForm":  # noqa: ARG003
        """What was asked stands there already; quality gives from stock (F27.1)."""
        role = "quality" if record.origin == Origin.STOCK else "production"
        near = record.department
        found = holders_of(role, near=near, on=timezone.localdate()) or holders_of("quality", near=near, on=timezone.localdate())
        usual = {"currency": record.currency, "fee": record.fee, "freight": record.freight, "trial_cost": record.trial_cost, "fee_payer": Payer.CUSTOMER,
                 "freight_payer": Payer.CUSTOMER, "maker": found[0] if found else None}
        return cls(data, initial=usual)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("trial_cost") and not data.get("trial_payer"):
            self.add_error("trial_payer", _("Who pays for the trial?"))
        return data


class ReadyForm(forms.Form):
    """The sample is given out or made."""

    batch = forms.CharField(label=_("batch"), max_length=60, required=False)
    quantity = forms.IntegerField(label=_("pieces"), min_value=1)
    sample = forms.ModelChoiceField(label=_("sample of the library"), queryset=Sample.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "check-list"}),
    )
    note = forms.CharField(label=_("note"), max_length=200, required=False)

    def __init__(self, *args: Any, record: SampleRequest, actor: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"quantity": record.quantity, "sample": record.sample_id, "batch": record.batch}
        super().__init__(*args, **kwargs)
        self.fields["sample"].queryset = Sample.objects.visible_to(actor).filter(state="listed")  # type: ignore[attr-defined]
        self.fields["batch"].required = record.origin == Origin.STOCK

    @classmethod
    def for_record(cls, record: SampleRequest, *, actor: Any, data: Any) -> "ReadyForm":
        """From stock the batch has to be known: the customer accepts the quality of that lot (F27.2)."""
        return cls(data, record=record, actor=actor)


class SendForm(forms.Form):
    """F27.1: the salesperson sends or carries it to the customer."""

    way = forms.ChoiceField(label=_("way"), choices=Way)
    sent_on = _day(label=_("sent on"), initial=timezone.localdate)
    carrier = forms.CharField(label=_("carrier"), max_length=60, required=False)
    waybill = forms.CharField(label=_("waybill"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("way") == Way.CARRIER and not data.get("carrier"):
            self.add_error("carrier", _("Which carrier takes it?"))
        return data


class RequirementsForm(forms.Form):
    """F27.2: requirements by kind, one a line."""

    stated = _text(label=Requirement.STATED.label, required=False)
    unstated = _text(label=Requirement.UNSTATED.label, required=False)
    legal = _text(label=Requirement.LEGAL.label, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in ("stated", "unstated", "legal")):
            raise forms.ValidationError(_("Write at least one requirement, each on a line of its own."))
        return data


class ConfirmForm(forms.Form):
    """F27.2: by telephone the customer accepts the quality of the lot, and says what is required."""

    accepted_by = forms.CharField(label=_("who said so"), max_length=60)
    said = _text(label=_("what the customer said"), required=False)
    stated = _text(label=Requirement.STATED.label, required=False, help_text=_("one a line"))
    unstated = _text(label=Requirement.UNSTATED.label, required=False)
    legal = _text(label=Requirement.LEGAL.label, required=False)

    def __init__(self, *args: Any, record: SampleRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = record.wanted.filter(kind=Requirement.STATED).exists()
        self.fields["accepted_by"].initial = record.contact.name if record.contact else ""

    @classmethod
    def for_record(cls, record: SampleRequest, *, actor: Any, data: Any) -> "ConfirmForm":  # noqa: ARG003
        """What was noted before need not be noted again."""
        return cls(data, record=record)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.known and not data.get("stated"):
            self.add_error("stated", _("What does the customer require? Delivery and after-delivery belong to it."))
        return data


class ModifyForm(forms.Form):
    """F24.6: not as desired after trying."""

    said = _text(label=_("what the customer said"), required=False)
    wanted = _text(label=_("what to change"))


class ObjectForm(forms.Form):
    """F27.3."""

    objection = _text(label=_("objection"))
    accepted_by = forms.CharField(label=_("who said so"), max_length=60)


class AnswerForm(forms.Form):
    """What quality found; `wanted` is what the next sample does better."""

    cause = forms.CharField(label=_("cause"), max_length=300)
    wanted = _text(label=_("what to change"))


class CauseForm(forms.Form):
    """What quality found, where no other sample follows."""

    cause = forms.CharField(label=_("cause"), max_length=300)


# -- made to measure (F24) --------------------------------------------------------------------------------------------


class ProjectForm(Unwritten):
    """Which uniforms for whom."""

    class Meta:
        model = Project
        fields = ("name", "product_type", "quantity", "needed_on", "contact", "opportunity")
        widgets: ClassVar = {"needed_on": DAY}

    def __init__(self, *args: Any, customer: Customer, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Opportunity.objects.visible_to(viewer).filter(customer=customer, state_kind="open")
        self.fields["contact"].queryset = customer.contacts.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["opportunity"].queryset = found  # type: ignore[attr-defined]


class Kept(forms.Form):
    """A move's form that begins with what the record holds."""

    @classmethod
    def for_record(cls, record: Project, *, actor: Any, data: Any) -> "Kept":  # noqa: ARG003
        """What is known stands there already."""
        return cls(data, initial={name: getattr(record, name) for name in cls.base_fields if hasattr(record, name)})


class NeedForm(Kept):
    """F24.1: listen and observe; what they asked of the eight questions, and what was answered."""

    listened = _text(label=_("what they said they need"))
    observed = _text(label=_("what was seen at their place"))
    quantity = forms.IntegerField(label=_("quantity"), min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in QUESTIONS.items():
            self.fields[f"answer_{key}"] = forms.CharField(label=question, max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        answers = {key: data[f"answer_{key}"] for key in QUESTIONS if data.get(f"answer_{key}")}
        if not answers:
            self.add_error("answer_size", _("What did they ask? Write the answer to one of the eight questions at least."))
        return data | {"answers": answers}


class StyleForm(Kept):
    """F24.2: A pattern from the existing style; B described, with similar samples; or the design service."""

    style_source = forms.ChoiceField(label=_("source of the style"), choices=Style)
    style = _text(label=_("style"))
    offered = forms.ModelMultipleChoiceField(
        label=_("similar samples offered"), queryset=Sample.objects.none(), required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "check-list"}),
    )

    @classmethod
    def for_record(cls, record: Project, *, actor: Any, data: Any) -> "StyleForm":
        """Samples of the library may be offered."""
        form = cls(data, initial={"style_source": record.style_source, "style": record.style, "offered": list(record.offered.all())})
        form.fields["offered"].queryset = Sample.objects.visible_to(actor).filter(state="listed")  # type: ignore[attr-defined]
        return form

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("style_source") == Style.NONE and not data.get("offered"):
            self.add_error("offered", _("Without a style of their own, offer similar samples."))
        return data


class FabricForm(Kept):
    """F24.3: fabric and colour; the quality demanded against the budget."""

    fabric = forms.CharField(label=_("fabric"), max_length=120)
    trimmings = forms.CharField(label=_("trimmings"), max_length=120, required=False)
    colour = forms.CharField(label=pgettext_lazy("sample", "colour"), max_length=60)
    quality = forms.CharField(label=_("quality demanded"), max_length=200)
    budget = _money(label=_("budget for one"))


class PriceForm(Kept):
    """F24.4: style, fabric with trimmings, print or embroidery, quantity; cost and budget are known."""

    quantity = forms.IntegerField(label=_("quantity"), min_value=1)
    decoration = forms.ChoiceField(label=_("print or embroidery"), choices=Project._meta.get_field("decoration").choices)  # type: ignore[arg-type]
    style_cost = _money(label=_("pattern and design"))
    fabric_cost = _money(label=_("fabric"))
    trimmings_cost = _money(label=_("trimmings"))
    decoration_cost = _money(label=_("cost of print or embroidery"))
    making_cost = _money(label=_("making"))
    price = _money(label=_("price for one"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        cost = sum(data.get(name) or 0 for name in COSTS)
        if data.get("price") is not None and data["price"] < cost:
            self.add_error("price", _("This is below the cost of %(cost)s yuan: such a price goes through a quotation and its approval.") % {"cost": cost})
        return data


class OrderForm(forms.Form):
    """F24.5: details of the sample and its fee."""

    details = _text(label=_("details of the sample"))
    quantity = forms.IntegerField(label=_("pieces"), min_value=1, initial=1)
    fee = _money(label=_("sample fee"), help_text=_("The manager decides who pays."))


class AgreementForm(Kept):
    """F24.7: on what paper, and how it is paid."""

    contract_form = forms.ChoiceField(label=_("contract form"), choices=ContractForm)
    contract_number = forms.CharField(label=_("contract number"), max_length=60)
    payment_terms = forms.CharField(label=_("payment terms"), max_length=200)
