"""Input of the catalogue."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import Product, ProductLine


class ProductForm(forms.ModelForm):
    """A product; its line is chosen, or a new one is named."""

    line = forms.ModelChoiceField(label=_("product line"), queryset=ProductLine.objects.all(), required=False)
    new_line = forms.CharField(label=_("or a new line"), max_length=80, required=False)

    class Meta:
        model = Product
        fields: ClassVar = ["name", "code", "line", "new_line", "model", "unit", "list_price", "is_active"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("line") and not data.get("new_line"):
            self.add_error("line", _("Choose a product line or name a new one."))
        return data

    def _post_clean(self) -> None:
        """The record is written by the action; only the code is looked up here."""
        code = self.cleaned_data.get("code")
        if code and Product.objects.exclude(pk=self.instance.pk).filter(code=code).exists():
            self.add_error("code", _("There is a product with this code already."))
