"""Input of merging."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why they are the same."""

    reason = forms.CharField(label=_("why they are the same"), max_length=200)


class DismissForm(forms.Form):
    """Why they are not."""

    reason = forms.CharField(label=_("what tells them apart"), max_length=200, required=False)


class NothingForm(forms.Form):
    """Nothing to say but yes."""
