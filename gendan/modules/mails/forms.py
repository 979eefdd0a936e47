"""Input of mails: mailboxes, drafts, where a thread belongs, why nobody answers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.customers.queries import text_condition
from gendan.modules.mails.models import Draft, Mailbox, Template
from gendan.modules.mails.words import LEVELS, NUMBERS, POINTS, TICKS, Cause, Topic
from gendan.spine.org.models import Employee
from gendan.ui.form.fields import DAY

MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


def moment_field(**options: Any) -> forms.DateTimeField:
    """A date with a time, as the browser's own picker writes it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(widget=widget, input_formats=MOMENT_FORMATS, **options)


def colleagues(besides: Employee) -> Any:
    """Everybody who works here but one."""
    return Employee.objects.exclude(status=Employee.Status.LEFT).exclude(pk=besides.pk)


class MailboxForm(forms.ModelForm):
    """The settings of a mailbox; only administrators see what makes it a shared one."""

    password = forms.CharField(
        label=_("password or code"), required=False, strip=False,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"}),
        help_text=_("Many providers give a code of its own for mail programs. Kept sealed; empty keeps what is stored."),
    )

    class Meta:
        model = Mailbox
        fields = (
            "name", "address", "sender_name", "username", "imap_host", "imap_port", "imap_security", "smtp_host", "smtp_port",
            "smtp_security", "since", "signature", "shared", "members",
        )
        widgets = {
            "since": DAY, "signature": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, actor: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "address", "sender_name", "username", "password"])
        if actor.is_administrator:
            self.fields["members"].queryset = colleagues(actor)  # type: ignore[attr-defined]
        else:
            del self.fields["shared"], self.fields["members"]



class DraftForm(forms.ModelForm):
    """A mail being written. Everything may be missing: what has to be there is asked when it is sent."""

    mailbox = forms.ModelChoiceField(label=pgettext_lazy("mailbox", "From"), queryset=Mailbox.objects.none(), required=False)
    to = forms.CharField(label=pgettext_lazy("recipient", "To"), required=False, widget=forms.TextInput())
    cc = forms.CharField(label=_("Copy to"), required=False, widget=forms.TextInput())
    text = forms.CharField(label=_("text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12}))
    notes = forms.CharField(label=_("key points"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    ticks = forms.MultipleChoiceField(
        choices=[(key, key) for key in (*TICKS, "talk")], required=False, widget=forms.CheckboxSelectMultiple
    )
    next_due_at = moment_field(label=_("by"), required=False)

    class Meta:
        model = Draft
        fields = ("mailbox", "to", "cc", "subject", "text", "notes", "ticks", "next_title", "next_due_at", "no_next_reason")
        labels = {"subject": _("subject"), "next_title": _("next step"), "no_next_reason": _("why there is no next step")}

    def __init__(self, *args: Any, boxes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mailbox"].queryset = boxes  # type: ignore[attr-defined]
        self.fields["subject"].required = False


class AttachForm(forms.Form):
    """To which customer a thread belongs, and who there writes; the customer is named as people name it."""

    customer = forms.CharField(
        label=_("customer"), max_length=160, help_text=_("Name, number or pinyin initials."),
        widget=forms.TextInput(attrs={"list": "customers-near", "autocomplete": "off"}),
    )
    new_contact = forms.CharField(
        label=_("new contact"), max_length=60, required=False,
        help_text=_("The name, if the address is to be kept as a contact's."),
    )

    def __init__(self, *args: Any, customers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customers = customers

    def clean_customer(self) -> Customer:
        said = self.cleaned_data["customer"].strip()
        exact = list(self.customers.filter(Q(name=said) | Q(short_name=said) | Q(code=said))[:2])
        found = exact or list(self.customers.filter(text_condition(said)).order_by("pk")[:6])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("There is no such customer among those you follow."))
        names = "、".join(customer.name for customer in found)
        raise forms.ValidationError(_("Which one? %(names)s") % {"names": names})


class NewCustomerForm(forms.Form):
    """A customer who came by mail."""

    name = forms.CharField(label=_("customer name"), max_length=160)
    contact = forms.CharField(label=_("contact"), max_length=60)
    duplicate_reason = forms.CharField(label=_("why a new one, although there is a like one"), max_length=200, required=False)


class SilenceForm(forms.Form):
    """Why nobody answers, and what is done next (F06)."""

    cause = forms.ChoiceField(label=_("cause"), choices=Cause.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("note"), max_length=300, required=False)
    topic = forms.ChoiceField(label=_("What to come back with"), choices=[("", "—"), *Topic.choices], required=False)
    next_title = forms.CharField(label=_("next step"), max_length=200)
    next_due_at = moment_field(label=_("by"))


class OpinionAskedForm(forms.Form):
    """Whom to ask, and what."""

    colleague = forms.ModelChoiceField(label=_("who"), queryset=Employee.objects.none())
    question = forms.CharField(label=_("question"), max_length=200, required=False)

    def __init__(self, *args: Any, actor: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = colleagues(actor)  # type: ignore[attr-defined]


class OpinionForm(forms.Form):
    """What a colleague thinks."""

    opinion = forms.CharField(label=_("second opinion"), widget=forms.Textarea(attrs={"rows": 4}))


class ManyForm(forms.Form):
    """The same words to several people."""

    mailbox = forms.ModelChoiceField(label=pgettext_lazy("mailbox", "From"), queryset=Mailbox.objects.none())
    subject = forms.CharField(label=_("subject"), max_length=300)
    text = forms.CharField(
        label=_("text"), widget=forms.Textarea(attrs={"rows": 8}), help_text=_("{contact} and {customer} are filled in."),
    )

    def __init__(self, *args: Any, actor: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mailbox"].queryset = Mailbox.objects.filter(is_active=True).filter(owner=actor)  # type: ignore[attr-defined]


class TextForm(forms.Form):
    """A short message with its next step."""

    text = forms.CharField(label=_("text"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    next_title = forms.CharField(label=_("next step"), max_length=200)
    next_due_at = moment_field(label=_("by"))


class TemplateForm(forms.ModelForm):
    """Words to begin a mail with."""

    class Meta:
        model = Template
        fields = ("name", "subject", "body", "topic", "language")
        widgets = {"body": forms.Textarea(attrs={"rows": 8})}


class GateForm(forms.Form):
    """How hard each point is, and the numbers."""

    LABELS: Mapping[str, Any] = {
        "mails.reads": _("how often to read"), "mails.notes_words": _("key points are noted above so many words"),
        "mails.short_words": _("a mail is short up to so many words"), "mails.hard_letters": _("a word is hard from so many letters on"),
        "mails.attachment_kilobytes": _("attachments in kB at most"), "mails.unanswered": _("unanswered mails at most"),
        "mails.unanswered_days": _("within so many days"), "mails.many_a_month": _("times that one person is written to unasked in 30 days, over all channels"),
        "mails.reply_days": _("an answer is awaited for so many working days"),
        "mails.answer_hours": _("we answer within so many working hours"), "mails.fetch_minutes": _("mailboxes are read every so many minutes"),
    }

    def __init__(self, *args: Any, levels: Mapping[str, str], numbers: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for point in POINTS:
            self.fields[point.key] = forms.ChoiceField(
                label=f"{point.flow} {point.title}", choices=LEVELS, initial=levels[point.key]
            )
        for key in NUMBERS:
            self.fields[key] = forms.IntegerField(label=self.LABELS[key], min_value=1, max_value=10_000, initial=numbers[key])

    def levels(self) -> dict[str, str]:
        """The chosen level of each point."""
        return {point.key: self.cleaned_data[point.key] for point in POINTS}

    def numbers(self) -> dict[str, int]:
        """The chosen numbers."""
        return {key: self.cleaned_data[key] for key in NUMBERS}

