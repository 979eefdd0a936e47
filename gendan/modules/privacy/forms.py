"""Input of personal data: why one looks, what a person asks for, and how a request is answered."""

import re
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.privacy.models import Request
from gendan.spine.persons.models import Handling
from gendan.spine.persons.words import LABELS, NUMBERS
from gendan.ui.form.fields import DAY, Unwritten


class WhyForm(forms.Form):
    """What it is needed for."""

    why = forms.CharField(label=_("what do you need it for?"), max_length=200)


class ExportForm(WhyForm):
    """Why, and as which file."""

    form = forms.ChoiceField(label=_("file"), choices=[("xlsx", _("table (xlsx)")), ("json", _("for programs (JSON)"))])


class RequestForm(Unwritten):
    """What a person asks for."""

    class Meta:
        model = Request
        fields = ("what", "asked_on", "way", "note")
        widgets: ClassVar = {"asked_on": DAY}


class HandOverForm(forms.Form):
    """A copy reaches nobody but the person."""

    verified = forms.CharField(label=_("how it was checked who asks"), max_length=200)
    handed_over = forms.CharField(label=_("how the copy was handed over"), max_length=200)


class PrepareForm(forms.Form):
    """What has to be known and done before somebody else approves."""

    verified = forms.CharField(label=_("how it was checked who asks"), max_length=200)
    also = forms.CharField(
        label=_("also called"), max_length=200, required=False,
        help_text=_("Other names by which texts call the person, with commas between them: nicknames, “Manager Gao”."),
    )
    looked_through = forms.BooleanField(label=_("files of the customer were looked through by hand"))
    elsewhere = forms.BooleanField(label=_("telephones, chat groups and paper were thought of"))

    @classmethod
    def for_record(cls, record: Request, *, actor: Any, data: Any) -> Self:  # noqa: ARG003
        """Shows what was written before."""
        return cls(data, initial={"verified": record.verified, "also": "、".join(record.also)})

    def clean_also(self) -> list[str]:
        """The names one by one; a single letter names nobody."""
        parts = (part.strip() for part in re.split(r"[,，、;；]", self.cleaned_data["also"]))
        return [part[:60] for part in dict.fromkeys(parts) if len(part) > 1]


class HandlingForm(Unwritten):
    """For what and on which ground a group is kept."""

    class Meta:
        model = Handling
        fields = ("purpose", "basis", "sensitive", "months")


class YearsForm(forms.Form):
    """How long duties bind, and how soon people are answered."""

    def __init__(self, *args: Any, numbers: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in NUMBERS:
            self.fields[key] = forms.IntegerField(label=LABELS[key], min_value=1, max_value=100, initial=int(numbers[key]))


class ExpireForm(forms.Form):
    """That what is kept too long goes, for how many people, and why."""

    count = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label=_("reason"), max_length=200)
    sure = forms.BooleanField(label=_("I have looked at what goes and what stays; erased data do not come back."))
