"""What the complainant himself writes: the public form, and what he says of the outcome."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.complaints.forms.photos import PhotosField

ROWS = {"rows": 5}


class PublicForm(forms.Form):
    """A complaint from outside. `website` is seen by no person: whoever fills it is none."""

    text = forms.CharField(label=_("What happened?"), max_length=3000, widget=forms.Textarea(attrs=ROWS | {"autofocus": True}))
    goods = forms.CharField(label=_("Which goods, which order?"), max_length=120, required=False,
                            help_text=_("Order number, product or batch, as it stands on the label."))
    photos = PhotosField(label=_("Photographs"), required=False, help_text=_("Of the damage and of the label; six at most."))
    name = forms.CharField(label=_("your name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(label=_("your telephone number"), max_length=40, required=False,
                            widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}))
    email = forms.EmailField(label=_("your e-mail address"), max_length=254, required=False,
                             widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    website = forms.CharField(required=False, max_length=2000, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("phone") and not data.get("email") and not self.errors:
            self.add_error("phone", _("How do we reach you? A telephone number or an e-mail address is enough."))
        return data

    @property
    def is_trap(self) -> bool:
        """Whether it was filled in by a machine."""
        return bool(self.data.get("website"))


class PublicOutcomeForm(forms.Form):
    """How satisfied he is with how it ended (F54.5, F91.2)."""

    score = forms.TypedChoiceField(
        label=_("How satisfied are you with how it was handled?"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, _("very satisfied")), (4, _("satisfied")), (3, _("so so")), (2, _("dissatisfied")), (1, _("very dissatisfied"))],
    )
    text = forms.CharField(label=_("What else should we know?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
