"""What is found when a complaint is verified, and what is decided on it."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.complaints import queries, rules
from gendan.modules.complaints.forms.shared import ROWS, choice, text
from gendan.modules.complaints.models import Complaint, Finding
from gendan.modules.complaints.words import Agreement, Fault, Found, Party, Result
from gendan.ui.form.fields import Unwritten


class FindingForm(Unwritten):
    """One thing that was looked at."""

    class Meta:
        model = Finding
        fields = ("kind", "result", "place", "value", "document", "laboratory", "valid", "text")
        widgets: ClassVar = {"text": forms.Textarea(attrs=ROWS)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, words in rules.missing_in_finding(data).items():
            self.add_error(name, words)
        return data


class ComplyForm(forms.Form):
    """F28.2, A5: the sample taken on site is within the specification; a certificate says so."""

    document = forms.CharField(label=_("certificate, number"), max_length=80)
    value = forms.CharField(label=_("measured"), max_length=80)
    place = forms.CharField(label=_("where"), max_length=80)


class DifferForm(forms.Form):
    """F28.2: outside the specification, or disputed; a laboratory that both accept decides."""

    value = forms.CharField(label=_("measured"), max_length=80)
    place = forms.CharField(label=_("where"), max_length=80)
    sample = forms.CharField(label=_("sample, number"), max_length=80)
    laboratory = forms.CharField(label=_("laboratory"), max_length=80)
    accepted = forms.BooleanField(label=_("both sides accept this laboratory"))


class ArbitrationForm(forms.Form):
    """The laboratory's certificate decides."""

    document = forms.CharField(label=_("certificate, number"), max_length=80)
    value = forms.CharField(label=_("measured"), max_length=80)
    result = choice(Result, blank=False, label=_("result"))

    def clean_result(self) -> str:
        result: str = self.cleaned_data["result"]
        if result == Result.UNCLEAR:
            raise forms.ValidationError(_("A certificate says yes or no; ask the laboratory again."))
        return result


class AskForm(forms.Form):
    """F56.2b: what the customer is asked for."""

    wanted = choice(Found, blank=False, label=_("asked for"))
    words = text(label=_("what he was asked"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [(one.value, one.label) for one in (Found.PHOTO, Found.SENT_SAMPLE)]  # type: ignore[attr-defined]


class EvidenceForm(forms.Form):
    """What came of it."""

    kind = choice(Found, blank=False, label=_("what came"))
    result = choice(Result, blank=False, label=_("result"))
    text = text(label=_("what was found"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.value, one.label) for one in (Found.PHOTO, Found.SENT_SAMPLE)]  # type: ignore[attr-defined]


class VerifiedForm(forms.Form):
    """What was found, in words, and whose opinions are asked."""

    verdict_text = text(label=_("what was found"))
    parties = forms.MultipleChoiceField(label=_("opinions of"), choices=Party.choices, widget=forms.CheckboxSelectMultiple)

    @classmethod
    def for_record(cls, record: Complaint, *, actor: Any, data: Any) -> "VerifiedForm":  # noqa: ARG003
        """The departments that this class usually asks are ticked."""
        return cls(data, initial={"parties": rules.parties_of(record), "verdict_text": record.verdict_text})


class DecideForm(Unwritten):
    """The verdict, and what is agreed with the complainant (F04.4, F33.3)."""

    class Meta:
        model = Complaint
        fields = (
            "fault", "verdict_text", "cause", "responsible_side", "rule_used", "solution", "cost_cny", "needs_capa", "no_capa_reason",
            "promised_at",
        )
        widgets: ClassVar = {
            "verdict_text": forms.Textarea(attrs=ROWS), "solution": forms.Textarea(attrs=ROWS),
            "promised_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cause"].queryset = queries.causes_for(self.instance)  # type: ignore[attr-defined]
        for name in ("fault", "verdict_text", "solution"):
            self.fields[name].required = True

    @classmethod
    def for_record(cls, record: Complaint, *, actor: Any, data: Any) -> "DecideForm":  # noqa: ARG003
        """What verification and opinions have found stands there already."""
        return cls(data, instance=record, initial={"needs_capa": record.needs_capa or rules.asks_capa(record)})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, words in rules.missing_in_verdict(self.instance, data).items():
            self.add_error(name, words)
        return data


class SolvedForm(forms.Form):
    """Solved in the first talk, by the handler's own authority."""

    fault = forms.ChoiceField(label=_("whose fault"), choices=[one for one in Fault.choices if one[0] != Fault.UNDECIDED])
    verdict_text = text(label=_("verdict"))
    solution = text(label=_("agreed solution"))
    reply = text(label=_("what he was told"))


class ImplementedForm(forms.Form):
    """F33.4: what was promised is done; F75.5: he agrees, or does not."""

    done_text = text(label=_("what was done"))
    agreement = choice(Agreement, blank=False, label=_("the complainant"))


class WithdrawForm(forms.Form):
    """He takes it back: who said so, and how."""

    who = forms.CharField(label=_("who said so"), max_length=60)
    reason = forms.CharField(label=_("in his words"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
