"""Forms of the numbers of production: workshops, weeks, key materials, and what each stage allows."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.money import plain
from gendan.modules.orders.models import Material, WeekCapacity, Workshop
from gendan.modules.orders.words import STANDINGS, TABLE, Allowed, ChangeKind
from gendan.ui.form.fields import DAY, Unwritten


class WorkshopForm(Unwritten):
    """A workshop with the product lines it makes."""

    class Meta:
        model = Workshop
        fields: ClassVar = ["name", "per_week", "lines", "position"]
        widgets: ClassVar = {"lines": forms.CheckboxSelectMultiple(attrs={"class": "check-list"})}
        labels: ClassVar = {"position": pgettext_lazy("order", "position")}


class WeekForm(Unwritten):
    """A week that is unlike the others; any day of it may be written."""

    class Meta:
        model = WeekCapacity
        fields: ClassVar = ["week", "quantity"]
        widgets: ClassVar = {"week": DAY}


class MaterialForm(Unwritten):
    """A key material, and the products that take one of it for each piece."""

    products = forms.ModelMultipleChoiceField(
        label=_("products that need it"), queryset=Product.objects.filter(is_active=True), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "check-list"}),
    )
    per_piece = forms.DecimalField(label=_("for one piece"), max_digits=12, decimal_places=4, min_value=0, initial=1)

    class Meta:
        model = Material
        fields: ClassVar = ["name", "lead_days", "in_stock", "unit"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            uses = list(self.instance.uses.all())
            self.fields["products"].initial = [one.product_id for one in uses]
            if uses:
                self.fields["per_piece"].initial = plain(uses[0].per_piece)


class ChangeTableForm(forms.Form):
    """Kinds of change against stages (F21.4)."""

    def __init__(self, *args: Any, table: dict[tuple[str, str], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in ChangeKind.choices:
            for stage in STANDINGS:
                self.fields[f"{kind}_{stage}"] = forms.ChoiceField(
                    label=str(label), choices=Allowed, initial=table.get((kind, stage)) or TABLE[kind][stage],
                    widget=forms.Select(attrs={"class": "input"}),
                )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {"table": {
            (kind, stage): data[f"{kind}_{stage}"]
            for kind in ChangeKind.values for stage in STANDINGS if f"{kind}_{stage}" in data
        }}
