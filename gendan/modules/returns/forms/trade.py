"""Input of returns of customers."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.modules.orders.models import Order
from gendan.modules.returns.models import Return
from gendan.modules.returns.words import Fault, Goods, Settlement, Wish
from gendan.spine.org.queries import holders_of
from gendan.ui.form.fields import DAY, PersonField, Unwritten

_ROWS = {"rows": 2}
CARRIES = {Wish.REPLENISH: "order_centre", Wish.REFUND: "finance", Wish.EXCHANGE: "warehouse", Wish.OTHER: "quality"}


def text(**options: Any) -> forms.CharField:
    """Some lines."""
    return forms.CharField(widget=forms.Textarea(attrs=_ROWS), **options)


def count(**options: Any) -> forms.DecimalField:
    """Pieces."""
    return forms.DecimalField(max_digits=12, decimal_places=2, **options)


class ReturnForm(Unwritten):
    """What comes back, and why; goods that are sent back by themselves may be a complaint (F56)."""

    complains = forms.BooleanField(label=_("the customer complains about them: register a complaint"), required=False, initial=True)

    class Meta:
        model = Return
        fields: ClassVar = ["order", "product", "what", "batch", "quantity", "unit", "reason", "defect", "contact", "papers"]
        widgets: ClassVar = {"defect": forms.Textarea(attrs=_ROWS)}

    def __init__(self, *args: Any, customer: Customer, viewer: Any, asked_for: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked_for:
            del self.fields["complains"]
        self.fields["contact"].queryset = customer.contacts.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["order"].queryset = Order.objects.visible_to(viewer).filter(customer=customer).order_by("-pk")  # type: ignore[attr-defined]
        self.fields["product"].queryset = Product.objects.filter(is_active=True)  # type: ignore[attr-defined]


class ReceiveForm(forms.Form):
    """The goods are there: counted, with their papers."""

    quantity = count(label=_("quantity"), min_value=Decimal("0.01"))
    received_on = forms.DateField(label=_("received on"), widget=DAY, initial=timezone.localdate)
    papers = forms.CharField(label=_("return papers"), max_length=120)

    @classmethod
    def for_record(cls, record: Return, *, actor: Any, data: Any) -> "ReceiveForm":  # noqa: ARG003
        """What was announced stands there already."""
        return cls(data, initial={"quantity": record.quantity, "papers": record.papers, "received_on": timezone.localdate()})


class IsolateForm(forms.Form):
    """F56.5: isolated and labelled; quality has copies of the papers."""

    place = forms.CharField(label=_("isolated at"), max_length=60)
    labelled = forms.BooleanField(label=_("the isolation label is on the goods"))
    copied = forms.BooleanField(label=_("quality has copies of the return papers"))


class LineForm(forms.Form):
    """A line of the inspection report."""

    item = forms.CharField(label=_("what is inspected"), max_length=80)
    requirement = forms.CharField(label=_("requirement"), max_length=120, required=False)
    result = forms.CharField(label=_("result"), max_length=120)
    inspected = count(label=_("pieces inspected"), min_value=Decimal("0.01"))
    defective = count(label=_("defective pieces"), min_value=0, required=False)
    defect = forms.CharField(label=_("defect"), max_length=80, required=False)


class InspectedForm(forms.Form):
    """The report is complete."""

    defective = count(label=_("defective pieces"), min_value=0, help_text=_("pieces with any defect, each counted once"))
    finding = text(label=_("finding"))

    def __init__(self, *args: Any, record: Return, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = list(record.lines.all())
        self.inspected = max((line.inspected for line in lines), default=Decimal(0))
        self.fields["defective"].initial = max((line.defective for line in lines), default=Decimal(0))

    @classmethod
    def for_record(cls, record: Return, *, actor: Any, data: Any) -> "InspectedForm":  # noqa: ARG003
        """The pieces inspected are those of its lines."""
        return cls(data, record=record)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("defective") is not None and data["defective"] > self.inspected:
            self.add_error("defective", _("More defective pieces than were inspected."))
        return data | {"inspected": self.inspected}


class VerdictForm(forms.Form):
    """F56.7: whose fault it is, with the cause."""

    cause = forms.CharField(label=_("cause"), max_length=200)
    verdict = text(label=_("verdict"))


class RefusedForm(VerdictForm):
    """Not ours: somebody else's, or used wrongly."""

    fault = forms.ChoiceField(label=_("whose fault"), choices=[one for one in Fault.choices if one[0] != Fault.OURS])


class SettledForm(forms.Form):
    """What was agreed with the customer where it is not our fault."""

    settlement = forms.ChoiceField(label=_("settled with the customer"), choices=Settlement)
    said = text(label=_("what the customer said"))
    doer = PersonField(label=_("carried out by"))
    promised_on = forms.DateField(label=_("promised for"), widget=DAY)

    @classmethod
    def for_record(cls, record: Return, *, actor: Any, data: Any) -> "SettledForm":  # noqa: ARG003
        """The warehouse holds the goods."""
        found = holders_of("warehouse", near=record.department, on=timezone.localdate())
        return cls(data, initial={"doer": found[0] if found else None})


class WishForm(forms.Form):
    """F56.7: replenish, or another way; who carries it out, by when."""

    wish = forms.ChoiceField(label=_("what the customer wants"), choices=Wish)
    said = text(label=_("what the customer said"))
    amount = forms.DecimalField(label=_("refund"), min_value=Decimal("0.01"), max_digits=14, decimal_places=2, required=False)
    doer = PersonField(label=_("carried out by"), required=False, help_text=_("empty: whose work it usually is"))
    promised_on = forms.DateField(label=_("promised for"), widget=DAY)

    @classmethod
    def for_record(cls, record: Return, *, actor: Any, data: Any) -> "WishForm":
        """Who carries it out follows from the wish."""
        form = cls(data)
        form.near, form.actor = record.department, actor
        return form

    near: Any = None
    actor: Any = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        wish = data.get("wish")
        if wish == Wish.REFUND and not data.get("amount"):
            self.add_error("amount", _("How much is paid back?"))
        if wish and not data.get("doer"):
            found = holders_of(CARRIES[Wish(wish)], near=self.near, on=timezone.localdate())
            data["doer"] = found[0] if found else self.actor
        return data


class DoneForm(forms.Form):
    """Carried out: by which document, and what became of the goods."""

    document = forms.CharField(label=_("document of the disposition"), max_length=80)
    goods = forms.ChoiceField(label=_("what became of the goods"), choices=Goods)
    result = text(label=_("what was done"))
