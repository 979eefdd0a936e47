"""Input of care."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care.models import CareDate, Gift, GiftTerms, Issue, Letter, Question, Survey
from gendan.modules.care.words import About, GiftKind, Relation
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.queries import contacts_of
from gendan.modules.followups.models import Way
from gendan.modules.mails.models import Mailbox
from gendan.modules.mails.queries import boxes_of
from gendan.spine.org.models import Department
from gendan.ui.form.fields import DAY, Unwritten


class DateForm(Unwritten):
    """A day to remember."""

    month = forms.IntegerField(label=_("month"), min_value=1, max_value=12)
    day = forms.IntegerField(label=_("day"), min_value=1, max_value=31)
    budget = forms.DecimalField(label=_("budget"), min_value=0, max_digits=10, decimal_places=2, required=False)
    data_consent = forms.CharField(label=_("how the person agreed to personal notes"), max_length=120, required=False)

    class Meta:
        model = CareDate
        fields = ("contact", "kind", "relation", "name", "month", "day", "lunar", "leap", "gift", "budget")
        help_texts: ClassVar = {
            "contact": _("Without a person it is the customer's own day."),
            "name": _("the child's name, “wedding”, “founding” …"),
            "lunar": _("Month and day are then those of the lunar calendar."),
        }

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [person.pk for person in contacts_of(customer)]
        self.fields["contact"].queryset = customer.contacts.filter(pk__in=people)  # type: ignore[attr-defined]
        self.fields["relation"].choices = Relation.choices  # type: ignore[attr-defined]


class DoneForm(forms.Form):
    """What was done on the day."""

    way = forms.ChoiceField(label=_("way"), choices=Way.choices)
    outcome = forms.CharField(label=_("what was done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class NothingForm(forms.Form):
    """Nothing to say but yes."""


class TermsForm(forms.ModelForm):
    """As whom a person acts, and whether anything is wanted."""

    class Meta:
        model = GiftTerms
        fields = ("role", "declines", "note")
        help_texts: ClassVar = {"role": _("Public officials are given nothing; cash goes only to those who act for themselves.")}


class GiftForm(forms.Form):
    """What somebody is to be given, and why."""

    contact = forms.ModelChoiceField(label=_("receiver"), queryset=Contact.objects.none())
    kind = forms.ChoiceField(label=pgettext_lazy("gift", "kind"), choices=GiftKind.choices)
    what = forms.CharField(label=pgettext_lazy("gift", "what"), max_length=120)
    cost = forms.DecimalField(label=_("cost"), min_value=Decimal("0.01"), max_digits=10, decimal_places=2)
    reason = forms.CharField(label=_("reason"), max_length=200)

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = customer.contacts.filter(is_active=True)  # type: ignore[attr-defined]


class GivenForm(forms.Form):
    """When it was given, and what it cost."""

    given_on = forms.DateField(label=_("given on"), widget=DAY)
    spent = forms.DecimalField(label=_("really spent"), min_value=0, max_digits=10, decimal_places=2)

    @classmethod
    def for_record(cls, record: Gift, *, actor: Any, data: Any) -> "GivenForm":  # noqa: ARG003
        """What was approved stands there already."""
        return cls(data, initial={"spent": record.cost, "given_on": timezone.localdate()})


class DeclinedForm(forms.Form):
    """The person did not want it."""

    reason = forms.CharField(label=_("what they said"), max_length=200)
    never = forms.BooleanField(label=_("wants no gifts in future either"), required=False)


class BudgetForm(forms.Form):
    """What a department may spend in a year."""

    department = forms.ModelChoiceField(label=_("department"), queryset=Department.objects.filter(is_active=True))
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)
    amount = forms.DecimalField(label=_("budget"), min_value=0, max_digits=12, decimal_places=2)


class ReferralForm(forms.Form):
    """Who introduced whom."""

    contact = forms.ModelChoiceField(label=_("introducer"), queryset=Contact.objects.none())
    introduced_name = forms.CharField(label=_("introduced"), max_length=160)
    introduced_phone = forms.CharField(label=_("phone of the introduced"), max_length=40, required=False)
    note = forms.CharField(label=_("note"), max_length=300, required=False)

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = customer.contacts.filter(is_active=True)  # type: ignore[attr-defined]


class ClaimForm(ReferralForm):
    """Somebody says afterwards that a deal came from them."""

    contract_number = forms.CharField(label=_("contract number of the deal"), max_length=60)


class LinkForm(forms.Form):
    """The introduced has become a customer, or not yet."""

    introduced = forms.ModelChoiceField(
        label=_("customer number of the introduced"), queryset=Customer.objects.none(), to_field_name="code", required=False,
        widget=forms.TextInput, help_text=_("Empty while the introduced is no customer yet."),
    )

    @classmethod
    def for_record(cls, record: Any, *, actor: Any, data: Any) -> "LinkForm":  # noqa: ARG003
        """Only customers that the person sees."""
        form = cls(data)
        form.fields["introduced"].queryset = Customer.objects.visible_to(actor)  # type: ignore[attr-defined]
        return form


SCORES = [("", "—"), *((one, str(one)) for one in range(5, 0, -1))]


class VisitForm(forms.Form):
    """What the visit after the sale found (F30)."""

    visited_on = forms.DateField(label=_("visited on"), widget=DAY)
    score = forms.TypedChoiceField(
        label=_("how satisfied, 1 to 5"), choices=SCORES, coerce=int, empty_value=None,
        required=False,
    )
    feedback = forms.CharField(label=_("what they say of goods and service"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    doubts = forms.CharField(label=_("doubts they had"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    reassurance = forms.CharField(label=_("how they were reassured"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("doubts") and not data.get("reassurance"):
            self.add_error("reassurance", _("They had doubts: how were they met?"))
        return data


class LetterForm(Unwritten):
    """The words and the day of a letter of the year."""

    class Meta:
        model = Letter
        fields = ("festival", "day", "subject", "text", "short", "is_active")
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 8})}
        help_texts: ClassVar = {
            "festival": _("The letter is sent on the festival; without one on the day of its month."),
            "text": _("{contact} and {customer} are filled in. It greets, and sells nothing."),
        }


class SenderForm(forms.Form):
    """From which mailbox the letters go out."""

    mailbox = forms.ModelChoiceField(
        label=_("mailbox"), queryset=Mailbox.objects.filter(is_active=True, shared=True), required=False,
        help_text=_("A shared one. Without any the letters go by short message only."),
    )
    is_on = forms.BooleanField(label=_("letters are sent"), required=False)


class NewsForm(Unwritten):
    """News for all old customers."""

    class Meta:
        model = Issue
        fields = ("about", "subject", "text", "short", "mailbox")
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 10})}
        help_texts: ClassVar = {
            "text": _("{contact} and {customer} are filled in."),
            "short": _("For those who agreed to short messages but not to e-mails; empty: no short messages."),
        }

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [one for one in About.choices if one[0] != About.GREETING]  # type: ignore[attr-defined]
        self.fields["mailbox"].queryset = boxes_of(actor).filter(is_active=True)  # type: ignore[attr-defined]


class ClippingForm(forms.Form):
    """A piece of news that suits one person."""

    contact = forms.ModelChoiceField(label=_("for"), queryset=Contact.objects.none())
    title = forms.CharField(label=_("headline"), max_length=200)
    source = forms.CharField(label=_("where it stood"), max_length=120)
    link = forms.URLField(label=_("web address"), required=False, assume_scheme="https")
    note = forms.CharField(label=_("a short note"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = customer.contacts.filter(is_active=True).exclude(email="")  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What a customer said to each question of the survey, who said it, and what should be better."""

    contact = forms.ModelChoiceField(label=_("who answered"), queryset=Contact.objects.none(), required=False)

    def __init__(self, *args: Any, customer: Customer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.filter(customer=customer, is_active=True)  # type: ignore[attr-defined]
        self.questions = list(Question.objects.filter(is_active=True))
        for question in self.questions:
            self.fields[f"question_{question.pk}"] = forms.TypedChoiceField(label=question.text, choices=SCORES, coerce=int, empty_value=None, required=False)
        self.fields["wishes"] = forms.CharField(label=_("what should be better"), widget=forms.Textarea(attrs={"rows": 3}), required=False)

    @classmethod
    def for_record(cls, record: Survey, *, actor: Any, data: Any) -> "AnswerForm":  # noqa: ARG003
        """The people of its customer, and today's questions."""
        return cls(data, customer=record.customer)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = {question.pk: data.get(f"question_{question.pk}") for question in self.questions}
        data["scores"] = {pk: score for pk, score in given.items() if score is not None}
        if not data["scores"] and not self.errors:
            raise forms.ValidationError(_("At least one question has to be answered; else note that they do not answer."))
        return data


class PublicSurveyForm(forms.Form):
    """The questions as the customer answers them himself; `never` is his wish not to be asked again."""

    once = forms.CharField(widget=forms.HiddenInput, required=False)
    never = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(Question.objects.filter(is_active=True))
        for question in self.questions:
            self.fields[f"question_{question.pk}"] = forms.TypedChoiceField(
                label=question.text, choices=SCORES[:0:-1], coerce=int, empty_value=None, required=False, widget=forms.RadioSelect,
            )
        self.fields["wishes"] = forms.CharField(label=_("What should we do better?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False)

    @property
    def rated(self) -> list[forms.BoundField]:
        """The questions, in their order."""
        return [self[f"question_{question.pk}"] for question in self.questions]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = {question.pk: data.get(f"question_{question.pk}") for question in self.questions}
        data["scores"] = {pk: score for pk, score in given.items() if score is not None}
        if not data["scores"] and not data.get("never") and not self.errors:
            raise forms.ValidationError(_("Please answer at least one question."))
        return data


class SendSurveyForm(forms.Form):
    """Who gets the survey, and how."""

    contact = forms.ModelChoiceField(label=_("for"), queryset=Contact.objects.none())
    channel = forms.ChoiceField(label=_("by"), choices=[("sms", _("SMS")), ("email", pgettext_lazy("way", "e-mail"))])

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = customer.contacts.filter(is_active=True)  # type: ignore[attr-defined]


class QuestionForm(Unwritten):
    """A question of the survey."""

    class Meta:
        model = Question
        fields = ("text", "level", "position", "is_active")
        labels: ClassVar = {"position": pgettext_lazy("order", "position")}
