"""The reply, and what he says of the outcome."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.complaints.forms.shared import choice, text
from gendan.modules.complaints.words import Channel


class ReplyForm(forms.Form):
    """A new version of the reply."""

    text = text(label=_("reply"))


class SendForm(forms.Form):
    """By which way it went out, and to whom."""

    channel = choice(Channel, blank=False, label=_("sent by"))
    recipient = forms.CharField(label=_("to"), max_length=120, required=False)


class OutcomeForm(forms.Form):
    """What he says of the outcome (F33.5, F54.5, F91.2)."""

    score = forms.IntegerField(label=_("satisfied, 1 to 5"), min_value=1, max_value=5)
    text = text(label=_("what he says"))
