"""The reply, what the complainant is told on the way, and what he says of the outcome."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from gendan.modules.complaints import letters
from gendan.modules.complaints.forms.shared import text
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.words import ANSWERS, SPOKEN, Channel
from gendan.ui.form.fields import DAY, moment_field

LANGUAGES = [("zh", gettext_lazy("Chinese")), ("en", gettext_lazy("English"))]
LETTER = forms.Textarea(attrs={"rows": 16})
WAYS = [(one.value, one.label) for one in ANSWERS]


def usual_way(complaint: Complaint) -> str:
    """The way by which he came, as far as one can answer by it."""
    known: dict[Any, str] = {Channel.HOTLINE: Channel.PHONE, Channel.ONLINE: Channel.MAIL if complaint.email else Channel.PHONE}
    way = known.get(complaint.channel, complaint.channel)
    return way if way in ANSWERS else Channel.PHONE


class Checked(forms.Form):
    """Words that keep the rules of F35, or say why not."""

    complaint: Complaint

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("text") and not data.get("anyway") and data.get("channel") not in SPOKEN:
            broken = letters.missing(self.complaint, data["text"], language=data.get("language") or letters.language_of(self.complaint))
            if broken:
                self.add_error("text", letters.in_words(broken))
        return data


class ReplyForm(Checked):
    """A new version of the reply, drafted from what is known; the last one where it came back."""

    text = forms.CharField(label=gettext_lazy("reply"), widget=LETTER)
    language = forms.ChoiceField(label=gettext_lazy("language"), choices=LANGUAGES, required=False)
    anyway = forms.CharField(label=gettext_lazy("why it breaks a rule all the same"), max_length=200, required=False)

    @classmethod
    def for_record(cls, record: Complaint, *, actor: Any, data: Any) -> "ReplyForm":
        last = record.replies.filter(sent_at=None).order_by("-version").first()
        words = last.text if last else letters.draft(record, writer=actor, now=timezone.now()) if actor else ""
        form = cls(data, initial={"text": words, "language": last.language if last else letters.language_of(record)})
        form.complaint = record
        return form


class TellForm(Checked):
    """First words in writing, or how far it is; and when he hears next."""

    text = forms.CharField(label=gettext_lazy("what he is told"), widget=forms.Textarea(attrs={"rows": 12}))
    channel = forms.ChoiceField(label=gettext_lazy("told by"), choices=WAYS)
    recipient = forms.CharField(label=gettext_lazy("to"), max_length=120, required=False)
    promised_at = moment_field(label=gettext_lazy("hears next"))
    language = forms.ChoiceField(label=gettext_lazy("language"), choices=LANGUAGES, required=False)
    anyway = forms.CharField(label=gettext_lazy("why it breaks a rule all the same"), max_length=200, required=False)

    @classmethod
    def begun(cls, record: Complaint, *, actor: Any, data: Any) -> "TellForm":
        """With words by the rules, to be read over."""
        now = timezone.now()
        form = cls(data, initial={
            "text": letters.draft(record, writer=actor, now=now, decided=False), "channel": usual_way(record), "language": letters.language_of(record),
            "promised_at": timezone.localtime(letters.next_at(record, now=now)),
        })
        form.complaint = record
        return form


class SendForm(forms.Form):
    """By which way it goes out, and to whom."""

    channel = forms.ChoiceField(label=gettext_lazy("sent by"), choices=WAYS)
    recipient = forms.CharField(label=gettext_lazy("to"), max_length=120, required=False)

    @classmethod
    def for_record(cls, record: Complaint, *, actor: Any, data: Any) -> "SendForm":  # noqa: ARG003  the shape of forms
        way = usual_way(record)
        return cls(data, initial={"channel": way, "recipient": record.email if way == Channel.MAIL else record.phone})


class OutcomeForm(forms.Form):
    """What he says of the outcome (F33.5, F54.5, F91.2)."""

    score = forms.IntegerField(label=gettext_lazy("satisfied, 1 to 5"), min_value=1, max_value=5)
    text = text(label=gettext_lazy("what he says"))


class UnreachedForm(forms.Form):
    """Called twice, at different times of the day."""

    text = text(label=gettext_lazy("when he was called"))


class NoteForm(forms.Form):
    """A word to it."""

    text = forms.CharField(label=gettext_lazy("note"), max_length=200, required=False)


class DigestForm(forms.Form):
    """What stands out, and what is done about it."""

    measures = text(label=gettext_lazy("measures"))
    text = text(label=gettext_lazy("assessment"))
    field_order = ("text", "measures")

    @classmethod
    def for_record(cls, record: Any, *, actor: Any, data: Any) -> "DigestForm":  # noqa: ARG003  the shape of forms
        return cls(data, initial={"text": record.text, "measures": record.measures})


class ReviewForm(forms.Form):
    """Which months go into the management review."""

    since = forms.DateField(label=gettext_lazy("from"), widget=DAY)
    until = forms.DateField(label=gettext_lazy("until"), widget=DAY)
