"""The forms of the settings of papers: they parse, the actions decide."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.spine.documents.letterheads import PICTURES, TEXTS
from gendan.spine.documents.models import Letterhead

IMAGES = "image/png,image/jpeg,image/webp"
WORD = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class LetterheadForm(forms.ModelForm):
    """What papers say of the company; a picture stays unless another is chosen or it is taken away."""

    logo = forms.FileField(label=_("Logo"), required=False, widget=forms.FileInput(attrs={"accept": IMAGES}))
    logo_away = forms.BooleanField(label=_("No logo"), required=False)
    stamp = forms.FileField(
        label=_("Picture of the company seal"), required=False, widget=forms.FileInput(attrs={"accept": IMAGES}),
        help_text=_("Best as PNG with a clear background, about 40 mm wide. It lies over the place where the company signs."),
    )
    stamp_away = forms.BooleanField(label=_("No seal"), required=False)

    class Meta:
        model = Letterhead
        fields = (
            "name", "name_en", "address", "address_en", "phone", "fax", "email", "website", "bank", "bank_en", "account", "swift",
            "tax_number",
        )
        labels: ClassVar = {"account": _("account number")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What is not there cannot be taken away."""
        super().__init__(*args, **kwargs)
        for name in PICTURES:
            if not getattr(self.instance, name):
                del self.fields[f"{name}_away"]

    def given(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The texts, and the pictures that change."""
        data = self.cleaned_data
        pictures = {name: data[name] for name in PICTURES if data[name]}
        pictures |= {name: None for name in PICTURES if data.get(f"{name}_away") and name not in pictures}
        return {name: data[name] for name in TEXTS}, pictures


class TemplateForm(forms.Form):
    file = forms.FileField(label=_("Word file (.docx)"), widget=forms.FileInput(attrs={"accept": WORD}))
