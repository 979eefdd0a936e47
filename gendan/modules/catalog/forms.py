"""Input of the catalogue."""

from collections import Counter
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog import rows
from gendan.modules.catalog.models import PriceList, Product, ProductLine, Rate, Unit, UnitConversion
from gendan.modules.catalog.queries import authorities
from gendan.spine.access.queries import role_label
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import roles
from gendan.ui.form.fields import DAY, Unwritten


class ProductForm(forms.ModelForm):
    """A product; its line is chosen, or a new one is named."""

    #: What nobody writes stays as it is.
    KEPT: ClassVar = ("tax_rate", "range_status")

    line = forms.ModelChoiceField(label=_("product line"), queryset=ProductLine.objects.all(), required=False)
    new_line = forms.CharField(label=_("or a new line"), max_length=80, required=False)

    class Meta:
        model = Product
        fields: ClassVar = [
            "name", "code", "line", "new_line", "model", "unit", "list_price", "tax_rate", "is_active", "range_status",
            "in_export_range", "batch_notice",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.KEPT:
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.KEPT:
            if data.get(name) in (None, ""):
                data.pop(name, None)
        if not data.get("line") and not data.get("new_line"):
            self.add_error("line", _("Choose a product line or name a new one."))
        return data

    def _post_clean(self) -> None:
        """The record is written by the action; only the code is looked up here."""
        code = self.cleaned_data.get("code")
        if code and Product.objects.exclude(pk=self.instance.pk).filter(code=code).exists():
            self.add_error("code", _("There is a product with this code already."))




class PriceListForm(Unwritten):
    """A price list; a new one may begin with the prices of another."""

    takes = forms.ModelChoiceField(label=_("begin with the prices of"), queryset=PriceList.objects.none(), required=False)
    by_percent = forms.DecimalField(
        label=_("changed by percent"), max_digits=5, decimal_places=2, min_value=-90, max_value=900, required=False
    )

    class Meta:
        model = PriceList
        fields: ClassVar = ["name", "grade", "currency", "valid_from", "valid_until", "note"]
        widgets: ClassVar = {"valid_from": DAY, "valid_until": DAY}

    def __init__(self, *args: Any, viewer: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["takes"].queryset = PriceList.objects.visible_to(viewer)  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["takes"], self.fields["by_percent"], self.fields["currency"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("valid_from"), data.get("valid_until")
        if since and until and until < since:
            self.add_error("valid_until", _("This is before it begins."))
        named = PriceList.objects.exclude(pk=self.instance.pk).filter(name=data.get("name", ""))
        if named.exists():
            self.add_error("name", _("There is a price list with this name already."))
        return data


class PricesForm(forms.Form):
    """Prices as rows of text, cells parted by tabs."""

    prices = forms.CharField(
        label=_("prices"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "wrap": "off"}),
    )

    def clean_prices(self) -> list[rows.PriceRow]:
        found, errors = rows.read(self.cleaned_data["prices"])
        if errors:
            raise forms.ValidationError(errors[:20])
        return known_rows(found)


def known_rows(found: list[rows.PriceRow]) -> list[rows.PriceRow]:
    """The same rows; ValidationError where a code is unknown, or stands there twice for one quantity."""
    known = set(Product.objects.filter(code__in={row.code for row in found}).values_list("code", flat=True))
    errors = [str(_("There is no product with the code %s.")) % row.code for row in found if row.code not in known]
    errors += [str(_("The lowest price is above the price.")) for row in found if row.floor is not None and row.floor > row.price]
    counted = Counter((row.code, row.from_quantity) for row in found)
    errors += [str(_("%s stands there twice for the same quantity.")) % code for (code, _from), n in counted.items() if n > 1]
    if errors:
        raise forms.ValidationError(errors[:20])
    return found


class RateForm(Unwritten):
    """What foreign money is worth from a day on."""

    class Meta:
        model = Rate
        fields: ClassVar = ["currency", "per_unit_cny", "valid_from"]
        widgets: ClassVar = {"valid_from": DAY}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("currency") == "CNY":
            self.add_error("currency", _("The yuan is what all is counted in."))
        if data.get("per_unit_cny") is not None and data["per_unit_cny"] <= 0:
            self.add_error("per_unit_cny", _("More than nothing, please."))
        return data


class UnitForm(Unwritten):
    """A unit."""

    class Meta:
        model = Unit
        fields: ClassVar = ["name", "digits"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if Unit.objects.filter(name=name).exists():
            raise forms.ValidationError(_("There is this unit already."))
        return name

    def clean_digits(self) -> int:
        digits: int = self.cleaned_data["digits"]
        if digits > 3:
            raise forms.ValidationError(_("At most three."))
        return digits


class ConversionForm(Unwritten):
    """One unit is so many of another; for one product, or for all."""

    class Meta:
        model = UnitConversion
        fields: ClassVar = ["unit", "factor", "to", "product"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("unit") and data.get("unit") == data.get("to"):
            self.add_error("to", _("Choose two different units."))
        if data.get("factor") is not None and data["factor"] <= 0:
            self.add_error("factor", _("More than nothing, please."))
        return data


class AuthorityForm(forms.Form):
    """Per role, how many percent below the list; and the share of the list that needs nobody."""

    floor_percent = forms.DecimalField(
        label=_("needs nobody's approval from this share of the list on, percent"), max_digits=5, decimal_places=2, min_value=1, max_value=100
    )

    def __init__(self, *args: Any, floor: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["floor_percent"].initial = (floor * 100).normalize()
        held = authorities()
        for role in roles(LADDER):
            self.fields[f"role_{role.key}"] = forms.DecimalField(
                label=role_label(role), max_digits=5, decimal_places=2, min_value=0, max_value=100, required=False,
                initial=held.get(role.key),
            )

    def percents(self) -> dict[str, Decimal | None]:
        """By role; None takes the authority away."""
        return {name.removeprefix("role_"): self.cleaned_data[name] for name in self.fields if name.startswith("role_")}


#: The roles that may be given authority over prices.
LADDER = ("salesperson", "sales_assistant", "sales_head", "director", "general_manager")
