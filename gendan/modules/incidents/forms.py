"""Input of incidents."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Contact
from gendan.modules.followups.models import Channel
from gendan.modules.incidents.models import Incident, Notice
from gendan.modules.incidents.words import Damage, Way
from gendan.modules.orders.models import Order
from gendan.ui.form.fields import Unwritten, moment_field

_ROWS = {"rows": 3}
YES_NO = (("", "—"), ("yes", _("yes")), ("no", _("no")))


def _text(**options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs=_ROWS), **options)


def _insured(**options: Any) -> forms.TypedChoiceField:
    """F34.3: yes or no, never left open."""
    return forms.TypedChoiceField(choices=YES_NO, coerce=lambda value: value == "yes", **options)


class OrdersField(forms.CharField):
    """Order numbers, as they stand on a manifest: one a line, or with commas between."""

    widget = forms.Textarea(attrs=_ROWS)
    viewer: Any = None

    def clean(self, value: Any) -> list[Order]:
        text: str = super().clean(value)
        numbers = list(dict.fromkeys(text.replace(",", " ").replace("，", " ").replace("、", " ").split()))
        known = {row.number: row for row in Order.objects.visible_to(self.viewer).filter(number__in=numbers).select_related("customer", "owner")}
        missing = [number for number in numbers if number not in known]
        if missing:
            raise forms.ValidationError(_("There is no order with the number %(numbers)s."), params={"numbers": "、".join(missing)})
        return [known[number] for number in numbers]


class IncidentForm(Unwritten):
    """What the carrier's notice says (F34.1, F34.3)."""

    insured = _insured(label=_("cargo insured"))
    occurred_at = moment_field(label=_("happened at"))
    orders = OrdersField(label=_("affected orders"), help_text=_("Order numbers, one a line; all customers of these orders are told."))

    class Meta:
        model = Incident
        fields: ClassVar = ["mode", "conveyance", "voyage", "carrier", "place", "event", "occurred_at", "insured", "policy", "notice", "orders"]
        widgets: ClassVar = {"notice": forms.Textarea(attrs=_ROWS)}

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orders"].viewer = viewer  # type: ignore[attr-defined]


class OrdersForm(forms.Form):
    """More orders that were on board."""

    orders = OrdersField(label=_("affected orders"))

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orders"].viewer = viewer  # type: ignore[attr-defined]


class EnquiryForm(forms.Form):
    """One line of the log with the carrier (F34.4)."""

    way = forms.ChoiceField(label=_("direction"), choices=Way)
    channel = forms.ChoiceField(label=_("channel"), choices=Channel)
    with_whom = forms.CharField(label=_("with whom"), max_length=80)
    at = moment_field(label=_("when"), initial=timezone.now)
    text = _text(label=_("what was said"))


class AskForm(forms.Form):
    """The carrier is asked for the first time."""

    channel = forms.ChoiceField(label=_("channel"), choices=Channel)
    with_whom = forms.CharField(label=_("with whom"), max_length=80)
    text = _text(label=_("what was asked"))


class DamageForm(forms.Form):
    """What the carrier has found (F34.4)."""

    damage = forms.ChoiceField(label=_("state of the goods"), choices=[one for one in Damage.choices if one[0] != Damage.UNKNOWN])
    damage_text = _text(label=_("what is damaged"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("damage") in (Damage.PART, Damage.TOTAL) and not data.get("damage_text"):
            self.add_error("damage_text", _("What is damaged, and how much of it?"))
        return data


class ResultForm(forms.Form):
    """How it was solved; from then on charges may be asked for."""

    result = _text(label=_("how it was solved"))


class SaidForm(forms.Form):
    """What the customer was told (F34.2)."""

    channel = forms.ChoiceField(label=_("channel"), choices=Channel)
    contact = forms.ModelChoiceField(label=_("contact"), queryset=Contact.objects.none(), required=False)
    text = _text(label=_("what was said"))

    @classmethod
    def for_record(cls, record: Notice, *, actor: Any, data: Any) -> "SaidForm":  # noqa: ARG003
        """Whoever is there at this customer may be told."""
        form = cls(data, initial={"contact": record.contact_id})
        form.fields["contact"].queryset = record.customer.contacts.filter(is_active=True)  # type: ignore[attr-defined]
        return form


class TellForm(SaidForm):
    """The first word, with the question whether he is insured (F34.3)."""

    insured = _insured(label=_("customer is insured"))
    policy = forms.CharField(label=_("policy"), max_length=120, required=False)
