"""Input of export consignments."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.consignments import queries
from gendan.modules.consignments.models import Consignment
from gendan.modules.consignments.words import NOTED
from gendan.modules.followups.models import Channel
from gendan.modules.orders.queries import lines_of
from gendan.spine.org.queries import holders_of
from gendan.ui.form.fields import DAY, PersonField, Unwritten, moment_field

_ROWS = {"rows": 3}


def _text(**options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs=_ROWS), **options)


def _kilos(**options: Any) -> forms.DecimalField:
    return forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, **options)


class NoteForm(Unwritten):
    """What the export consignment note says (出口托运单), and by which sample the factory works."""

    class Meta:
        model = Consignment
        fields = NOTED
        widgets: ClassVar = {
            "expected_on": DAY, "latest_on": DAY, **{name: forms.Textarea(attrs=_ROWS) for name in ("consignee", "notify", "marks", "remarks")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sample"].queryset = queries.confirmed_samples(self.instance.customer_id)  # type: ignore[attr-defined]
        self.fields["contact"].queryset = self.instance.customer.contacts.filter(is_active=True)  # type: ignore[attr-defined]


class PackedForm(forms.Form):
    """Packages of one kind on the packing list."""

    line_key = forms.TypedChoiceField(label=_("product"), coerce=int)
    packages = forms.IntegerField(label=_("packages"), min_value=1, max_value=100_000)
    quantity = forms.DecimalField(label=_("quantity"), min_value=Decimal("0.001"), max_digits=14, decimal_places=3)
    net_kg = _kilos(label=_("net weight, kg"))
    gross_kg = _kilos(label=_("gross weight, kg"))
    volume_m3 = forms.DecimalField(label=_("volume, m³"), min_value=0, max_digits=10, decimal_places=3)

    def __init__(self, *args: Any, record: Consignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line_key"].choices = [("", "—"), *((line.key, str(line)) for line in lines_of(record.order))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        net, gross = data.get("net_kg"), data.get("gross_kg")
        if net is not None and gross is not None and gross < net:
            self.add_error("gross_kg", _("It weighs less with its package than without."))
        return data


class ObjectForm(forms.Form):
    """What the customer objects to; the manager hears of it at once (F68.7)."""

    objection = _text(label=_("objection"))


# -- moves ------------------------------------------------------------------------------------------------------------


class PushForm(forms.Form):
    """What the factory says."""

    text = _text(label=_("what the factory said"))
    expected_on = forms.DateField(label=_("factory is ready on"), widget=DAY, required=False)


class FinishForm(forms.Form):
    """The goods are finished, and made as the sample that the customer confirmed."""

    finished_on = forms.DateField(label=_("finished on"), widget=DAY)
    as_sample = forms.BooleanField(label=_("made as the confirmed sample"))

    @classmethod
    def for_record(cls, record: Consignment, *, actor: Any, data: Any) -> "FinishForm":  # noqa: ARG003
        """Today, usually; by which sample, where there is one."""
        form = cls(data, initial={"finished_on": timezone.localdate()})
        if record.sample is not None:
            form.fields["as_sample"].help_text = str(record.sample)
        else:
            del form.fields["as_sample"]
        return form


class HandOverForm(forms.Form):
    """To which document clerk the note goes."""

    clerk = PersonField(label=_("document clerk"))

    @classmethod
    def for_record(cls, record: Consignment, *, actor: Any, data: Any) -> "HandOverForm":
        """Whoever holds the role; the person itself where nobody does."""
        found = holders_of("documents", near=record.department, on=timezone.localdate())
        return cls(data, initial={"clerk": record.clerk_id or (found[0] if found else actor)})


class BookForm(forms.Form):
    """What the carrier has confirmed."""

    carrier = forms.CharField(label=_("carrier"), max_length=120)
    vessel = forms.CharField(label=_("vessel"), max_length=80)
    voyage = forms.CharField(label=_("voyage"), max_length=40, required=False)
    booking_number = forms.CharField(label=_("booking number"), max_length=60)
    closes_at = moment_field(label=_("closing of the warehouse"), required=False)
    sails_on = forms.DateField(label=_("sails on"), widget=DAY)
    arrives_on = forms.DateField(label=_("expected to arrive on"), widget=DAY)

    @classmethod
    def for_record(cls, record: Consignment, *, actor: Any, data: Any) -> "BookForm":  # noqa: ARG003
        """The carrier that was calculated with, or the one of the booking before."""
        return cls(data, initial={"carrier": record.carrier})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("sails_on") and data.get("arrives_on") and data["arrives_on"] < data["sails_on"]:
            self.add_error("arrives_on", _("It arrives before it sails."))
        return data


class LoadForm(forms.Form):
    """What was loaded, and under which bill of lading."""

    loaded_on = forms.DateField(label=_("loaded on"), widget=DAY)
    container = forms.CharField(label=_("container"), max_length=60)
    seal = forms.CharField(label=_("seal"), max_length=40, required=False)
    bill_number = forms.CharField(label=_("bill of lading"), max_length=60)

    @classmethod
    def for_record(cls, record: Consignment, *, actor: Any, data: Any) -> "LoadForm":  # noqa: ARG003
        """Usually on the day when it sails."""
        return cls(data, initial={"loaded_on": record.sails_on})


class TellForm(forms.Form):
    """How the customer was told."""

    channel = forms.ChoiceField(label=_("channel"), choices=Channel)
    text = _text(label=_("what was said"))


class ReceiveForm(forms.Form):
    """The goods are there, and nothing is wrong with them."""

    received_on = forms.DateField(label=pgettext_lazy("goods", "received on"), widget=DAY)
    text = _text(label=_("what the customer says"), required=False)
