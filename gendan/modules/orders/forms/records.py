"""Forms of orders, their lines, progress, changes and wishes."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.money import plain
from gendan.modules.customers.models import Customer
from gendan.modules.orders import queries
from gendan.modules.orders.models import Change, Order, Progress, Rush
from gendan.modules.orders.words import ASKABLE, Stage
from gendan.ui.form.fields import DAY, PersonField, Unwritten

FIELDS = (
    "name", "customer_number", "market", "currency", "payment_terms", "ordered_on", "wanted_on", "quoted_days", "special",
    "requirement", "packaging", "from_stock",
)


class OrderForm(Unwritten):
    """Entering and changing a draft; which of the fields are mandatory is said when it is handed in."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("customer"), required=False, widget=forms.HiddenInput)
    customer_name = forms.CharField(label=_("customer"), max_length=160, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Order
        fields: ClassVar = list(FIELDS)
        widgets: ClassVar = {"ordered_on": DAY, "wanted_on": DAY, "requirement": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.visible_to(viewer)  # type: ignore[attr-defined]
        self._viewer = viewer
        if self.instance.pk:
            self.fields["revision"].initial = self.instance.revision
            self.fields["customer_name"].initial = self.instance.customer.name
            self.fields["customer_name"].disabled = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.instance.pk and not data.get("customer"):
            data["customer"] = self._named(data.get("customer_name") or "")
        if data.get("special") and not data.get("requirement"):
            self.add_error("requirement", _("Write the special requirement in words."))
        return data

    def _named(self, name: str) -> Customer | None:
        """The customer whose name was typed in full."""
        found = list(Customer.objects.visible_to(self._viewer).filter(name=name.strip())[:2]) if name.strip() else []
        if len(found) != 1:
            self.add_error("customer_name", _("Write the customer's full name, or begin on the customer's page."))
            return None
        return found[0]


class LinesForm(forms.Form):
    """Up to twelve products with quantities and prices; an empty line is left out."""

    ROOM = 12

    def __init__(self, *args: Any, record: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = list(queries.lines_of(record))
        for number in range(max(3, min(self.ROOM, len(present) + 2))):
            self._add(number, present[number] if number < len(present) else None)

    def _add(self, number: int, line: Any) -> None:
        self.fields[f"product_{number}"] = forms.ModelChoiceField(
            label=_("product"), queryset=Product.objects.filter(is_active=True), required=False,
            initial=line.product_id if line else None,
        )
        self.fields[f"quantity_{number}"] = forms.DecimalField(
            label=_("quantity"), max_digits=14, decimal_places=3, min_value=Decimal("0.001"), required=False,
            initial=plain(line.quantity) if line else None,
        )
        self.fields[f"price_{number}"] = forms.DecimalField(
            label=_("unit price"), max_digits=14, decimal_places=4, min_value=0, required=False,
            initial=plain(line.price) if line else None,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {"lines": [
            (data[f"product_{number}"], data.get(f"quantity_{number}") or Decimal(1), data.get(f"price_{number}"))
            for number in range(self.ROOM) if data.get(f"product_{number}")
        ]}


class PromiseForm(forms.Form):
    """The day to promise, and why another one than before."""

    on = forms.DateField(label=_("promised for"), widget=DAY)
    reason = forms.CharField(label=_("reason, if it moves"), max_length=200, required=False)


class ProgressForm(forms.Form):
    """A stage is done, or planned for another day."""

    stage = forms.ChoiceField(label=_("stage"), choices=Stage)
    line_key = forms.TypedChoiceField(label=_("line"), coerce=int, required=False, empty_value=0)  # type: ignore[arg-type]
    actual_on = forms.DateField(label=_("done on"), widget=DAY, required=False)
    planned_on = forms.DateField(label=_("planned for"), widget=DAY, required=False)
    note = forms.CharField(label=_("note"), max_length=200, required=False)

    def __init__(self, *args: Any, record: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        split = set(Progress.objects.filter(order=record, line_key__gt=0).values_list("line_key", flat=True))
        names = {line.key: str(line) for line in queries.lines_of(record)} if split else {}
        self.fields["line_key"].choices = [(0, _("the whole order")), *((key, names.get(key, key)) for key in sorted(split))]  # type: ignore[attr-defined]
        if not split:
            self.fields["line_key"].widget = forms.HiddenInput()
            self.fields["line_key"].initial = 0

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("actual_on") and not data.get("planned_on"):
            self.add_error("actual_on", _("Done on which day, or planned for which?"))
        return data


class ChangeForm(Unwritten):
    """A wish to change the order; what the kind needs is said by the action."""

    line_key = forms.TypedChoiceField(label=_("line"), coerce=int, required=False, empty_value=None)

    class Meta:
        model = Change
        fields: ClassVar = ["kind", "asked_by", "line_key", "product", "quantity", "price", "new_on", "text", "reason"]
        widgets: ClassVar = {"new_on": DAY, "text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, record: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "—"), *((one.value, one.label) for one in ASKABLE)]  # type: ignore[attr-defined]
        self.fields["line_key"].choices = [("", "—"), *((one.key, str(one)) for one in queries.lines_of(record))]  # type: ignore[attr-defined]
        self.fields["product"].queryset = Product.objects.filter(is_active=True)  # type: ignore[attr-defined]


class RushForm(Unwritten):
    """Who presses, for when, and why (F21.5)."""

    class Meta:
        model = Rush
        fields: ClassVar = ["requester", "wanted_on", "reason"]
        widgets: ClassVar = {"wanted_on": DAY}


class FormulaForm(forms.Form):
    """A version of the formula and the process (F13.1)."""

    product = forms.ModelChoiceField(label=_("product"), queryset=Product.objects.none(), required=False)
    formula = forms.CharField(label=_("formula"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    process = forms.CharField(label=_("process and structure"), widget=forms.Textarea(attrs={"rows": 3}))
    materials = forms.CharField(label=_("materials"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    structure_only = forms.BooleanField(label=_("only the structure changes, no trial is needed"), required=False)

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [line.product_id for line in queries.lines_of(record.order) if line.product_id]
        self.fields["product"].queryset = Product.objects.filter(pk__in=ids)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("structure_only") and not data.get("formula"):
            self.add_error("formula", _("Write the formula, or say that only the structure changes."))
        return data


class AssignForm(forms.Form):
    """Who takes it over, and why."""

    owner = PersonField(label=_("new owner"))
    reason = forms.CharField(label=_("reason"), max_length=200)


class ToldForm(forms.Form):
    """How the customer was told of the new day."""

    how = forms.CharField(label=_("how"), max_length=60)
