"""What the steps of the wizard ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.spine.imports import reading
from gendan.spine.imports.declare import Importer


class FileForm(forms.Form):
    """Step 1: what the rows are, and the file or the pasted text."""

    importer = forms.ChoiceField(label=_("What the rows are"), widget=forms.RadioSelect)
    file = forms.FileField(label=_("File"), required=False)
    text = forms.CharField(label=_("Pasted text"), required=False, widget=forms.Textarea(attrs={"rows": 6}), strip=False)

    def __init__(self, *args: Any, importers: list[Importer], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["importer"].choices = [(one.key, one.label) for one in importers]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > reading.MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 50 MB. Split it and import the parts one after the other.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not (given.get("text") or "").strip():
            self.add_error("file", _("Choose a file, or paste rows copied from a spreadsheet."))
        return given

    def content(self) -> tuple[bytes, str]:
        """The bytes and the name of what was given."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), str(_("pasted.csv"))
