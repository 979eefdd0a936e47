"""Input of the token page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.ui.form.fields import DAY


class TokenForm(forms.Form):
    """What the token is for, and until when."""

    name = forms.CharField(label=_("what it is for"), max_length=80)
    read_only = forms.BooleanField(label=_("may only read"), required=False)
    expires_on = forms.DateField(label=_("valid until"), required=False, widget=DAY)
