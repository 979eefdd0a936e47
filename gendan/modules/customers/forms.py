"""Parse and validate what people type about customers and contacts."""

from typing import Any, ClassVar, Self

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import rules
from gendan.modules.customers.models import Consent, Contact, Customer, ProspectState, Source
from gendan.modules.customers.queries import consentable
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import active
from gendan.spine.persons.queries import hidden_fields
from gendan.ui.form.fields import DAY, PeopleField, PersonField, Unwritten

IDENTITY = ("name", "short_name", "credit_code", "nature", "foreign")
CLASSES = ("abc", "importance", "priority", "strategic", "rating", "tags")
ORIGIN = ("source", "source_note", "first_contact_on", "first_contact_place")
PLACE = ("province", "city", "in_province", "address", "phone", "fax", "mobile", "email", "website")
FIRM = ("industry", "size", "employees_count", "founded_year", "turnover", "parent")
FINDINGS = ("situation", "analysis", "background_score", "qualification_received", "not_competitor")
TRADE = ("reputation", "image", "credit_status", "credit_problems", "trading_terms", "sales_activity", "problems",
         "advantages", "countermeasures", "market_positioning", "price_positioning", "purchase_type", "usage_record")
NOTES = ("value_note", "settlement_note", "delivery_note", "taboo_note")
EDITABLE = (*IDENTITY, *CLASSES, *ORIGIN, *PLACE, *FIRM, *FINDINGS, *TRADE, *NOTES)


class Tags(forms.CharField):
    """Labels with commas or blanks between them."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        parts = (super().to_python(value) or "").replace("，", " ").replace(",", " ").replace("、", " ").split()
        return [part[:20] for part in dict.fromkeys(parts)]


class CustomerForm(forms.ModelForm):
    """Everything a person may write about a customer; `revision` finds out who came in between."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tags = Tags(label=_("labels"), required=False)
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")

    class Meta:
        model = Customer
        fields: tuple[str, ...] = EDITABLE
        widgets: ClassVar = {
            "situation": forms.Textarea(attrs={"rows": 3}), "analysis": forms.Textarea(attrs={"rows": 3}),
            "usage_record": forms.Textarea(attrs={"rows": 2}),
            "first_contact_on": DAY,
        }

    def __init__(self, *args: Any, parents: QuerySet[Customer] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = parents if parents is not None else Customer.objects.none()
        if "parent" in self.fields:
            self.fields["parent"].queryset = chosen  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["revision"].initial = self.instance.revision

    def clean_credit_code(self) -> str:
        return (self.cleaned_data.get("credit_code") or "").strip().upper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for field, message in rules.errors_of_customer(data).items():
            if field not in self.errors:
                self.add_error(field, message)
        return data


class RegisterForm(CustomerForm):
    """A new customer with its first contact and first next step."""

    contact_name = forms.CharField(label=_("contact"), max_length=60, required=False)
    contact_position = forms.CharField(label=_("position"), max_length=60, required=False)
    contact_mobile = forms.CharField(label=_("contact's mobile"), max_length=40, required=False)
    state = forms.ChoiceField(label=_("stands at"), required=False)
    next_at = forms.DateTimeField(
        label=_("next step by"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    next_title = forms.CharField(label=_("next step"), max_length=200, required=False)
    duplicate_reason = forms.CharField(label=_("why a new one all the same"), max_length=200, required=False)

    class Meta(CustomerForm.Meta):
        fields = (*IDENTITY, *ORIGIN[:2], *PLACE, "industry", "abc")

    def __init__(self, *args: Any, states: list[tuple[str, Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = states or []  # type: ignore[attr-defined]
        self.fields["source"].choices = [("", "---------"), *Source.choices]  # type: ignore[attr-defined]

    def clean_contact_mobile(self) -> str:
        mobile = self.cleaned_data.get("contact_mobile") or ""
        wrong = rules.errors_of_numbers({"mobile": mobile}, foreign=bool(self.cleaned_data.get("foreign")))
        if wrong:
            raise forms.ValidationError(wrong["mobile"])
        return mobile

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if bool(data.get("next_at")) != bool(data.get("next_title")) and not self.errors:
            field = "next_title" if data.get("next_at") else "next_at"
            self.add_error(field, _("A next step has a time and says what to do."))
        if data.get("contact_mobile") and not data.get("contact_name"):
            self.add_error("contact_name", _("Whose mobile is this?"))
        return data


class ContactForm(Unwritten):
    """A person at the customer; personal notes are checked against consent by the action (U12).

    Of what is sensitive the form does not tell what is held: what is written replaces it, what stays empty keeps it.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    data_consent = forms.CharField(label=_("how the person agreed to personal notes"), max_length=120, required=False)

    class Meta:
        model = Contact
        fields = ("name", "form_of_address", "position", "department_name", "mobile", "phone", "email", "wechat", "qq",
                  "other_chat", "decides", "path_to_decision", "is_main", "motive", "style", "birthday",
                  "birthday_is_lunar", "hobbies", "gift_preferences", "note")
        widgets: ClassVar = {"birthday": DAY, "note": forms.Textarea(attrs={"rows": 2})}
        help_texts: ClassVar = {
            "birthday": _("as on the identity card"),
            "birthday_is_lunar": _("The same day is celebrated by the lunar calendar."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.withheld = [name for name in hidden_fields(Contact) if name in self.fields and getattr(self.instance, name)]
        for name in self.withheld:
            self.initial.pop(name, None)
            self.fields[name].help_text = _("Something is held. What you write replaces it; left empty it stays.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for field, message in rules.errors_of_numbers(data).items():
            if field not in self.errors:
                self.add_error(field, message)
        return {name: value for name, value in data.items() if value or name not in self.withheld}


class NotesForm(forms.ModelForm):
    """The key notes at the right of a customer's page."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Customer
        fields = NOTES


class ConsentForm(forms.ModelForm):
    """Whether one channel is open or one group of fields may be kept, and how that was said."""

    channel = forms.ChoiceField(label=_("what for"))

    class Meta:
        model = Consent
        fields = ("channel", "given", "way", "how")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = list(consentable().items())  # type: ignore[attr-defined]
        self.fields["way"].required = False

    def clean_way(self) -> str:
        return self.cleaned_data["way"] or Consent.Way.SPOKEN


class OwnerForm(forms.Form):
    """Who shall be responsible, and why."""

    owner = PersonField(label=_("new owner"), queryset=active().select_related("department"))
    reason = forms.CharField(label=_("reason"), max_length=200)
    with_open = forms.BooleanField(label=_("with everything open under it"), required=False, initial=True)


class RelatedForm(forms.Form):
    """Who shall see the customer too."""

    employees = PeopleField(label=_("related people"), queryset=active().select_related("department"))


class EmptyForm(forms.Form):
    """Nothing to say but yes."""


class ClearForm(forms.Form):
    """The customer is no competitor (F02.5)."""

    qualification_received = forms.BooleanField(label=_("qualification papers received"), required=False)
    reason = forms.CharField(label=_("reason"), max_length=200)


class ClassesForm(forms.Form):
    """Classes for several customers at once; what stays empty is not touched."""

    abc = forms.ChoiceField(label=_("class"), required=False, choices=[("", "---------"), ("A", "A"), ("B", "B"), ("C", "C")])
    importance = forms.ChoiceField(label=_("importance"), required=False)
    priority = forms.ChoiceField(label=_("tracking priority"), required=False)

    def __init__(self, *args: Any, actor: Employee | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("importance", "priority"):
            choices = Customer._meta.get_field(name).choices or []  # type: ignore[union-attr]
            self.fields[name].choices = [("", "---------"), *choices]  # type: ignore[attr-defined]


class ProspectForm(forms.Form):
    """The prospect state of F02 and why."""

    state = forms.ChoiceField(label=_("prospect state"), choices=ProspectState.choices)
    reason = forms.CharField(label=_("reason"), max_length=200, required=False)


class VisitFindings(forms.ModelForm):
    """What a visit found: all three are needed (F01.10)."""

    class Meta:
        model = Customer
        fields = ("situation", "analysis", "rating")
        widgets: ClassVar = {"situation": forms.Textarea(attrs={"rows": 3}), "analysis": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True

    @classmethod
    def for_record(cls, record: Customer, *, actor: Any, data: Any) -> Self:
        """Shows what is known already; works on a copy, the engine's effect writes."""
        known = {name: getattr(record, name) for name in cls.Meta.fields}
        return cls(data, initial=known)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for field, message in rules.errors_of_customer({"rating": data.get("rating")}).items():
            self.add_error(field, message)
        return data
