"""Input at the service desk."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.modules.returns import queries
from gendan.modules.returns.models import DeskDay, DeskReturn, Voice, Wanted
from gendan.modules.returns.words import BEFORE_OPENING, Condition, Money, Place
from gendan.ui.form.fields import PersonField, Unwritten

_ROWS = {"rows": 2}


def _yuan(**options: Any) -> forms.DecimalField:
    return forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, **options)


def _line(**options: Any) -> forms.CharField:
    return forms.CharField(max_length=200, **options)


def _text(**options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs=_ROWS), **options)


class ReadyForm(forms.Form):
    """F106.1, F106.2: what is done before opening, each point ticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, words in BEFORE_OPENING.items():
            self.fields[key] = forms.BooleanField(label=words)


class BringForm(forms.Form):
    """F106.5: finance has checked yesterday's returns and difference, and brings the cash."""

    checked = forms.BooleanField(label=_("yesterday's total and difference checked"))
    float_brought = _yuan(label=_("cash brought"))


class OpenForm(forms.Form):
    """The clerk counts what was brought."""

    float_start = _yuan(label=_("float at opening"))
    start_reason = _line(label=_("why the float differs"), required=False)

    def __init__(self, *args: Any, brought: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.brought = brought

    @classmethod
    def for_record(cls, record: DeskDay, *, actor: Any, data: Any) -> "OpenForm":  # noqa: ARG003
        """Compared with what finance brought."""
        return cls(data, brought=record.float_brought or Decimal(0))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        counted = data.get("float_start")
        if counted is not None and counted != self.brought and not data.get("start_reason"):
            self.add_error("start_reason", _("Finance brought %(brought)s yuan: say why it differs.") % {"brought": self.brought})
        return data


class CountForm(forms.Form):
    """F106.11: ten minutes before closing the cash is counted, with losses and why it differs."""

    float_end = _yuan(label=_("float before closing"))
    end_reason = _line(label=_("why the float differs"), required=False)
    losses = _line(label=_("losses"), required=False)

    @classmethod
    def for_record(cls, record: DeskDay, *, actor: Any, data: Any) -> "CountForm":  # noqa: ARG003
        """Compared with what has to be there."""
        return cls(data, expected=queries.expected_cash(record))

    def __init__(self, *args: Any, expected: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.fields["float_end"].help_text = _("by the book there are %(sum)s yuan") % {"sum": expected}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("float_end") is None:
            return data
        difference = data["float_end"] - self.expected
        if difference and not data.get("end_reason"):
            self.add_error("end_reason", _("The float differs by %(sum)s yuan: say why.") % {"sum": difference})
        return data | {"end_difference": difference}


class CloseForm(forms.Form):
    """F106.9: the slips against the system."""

    slips_total = _yuan(label=_("total of the slips"))
    total_reason = _line(label=_("why the totals differ"), required=False)

    @classmethod
    def for_record(cls, record: DeskDay, *, actor: Any, data: Any) -> "CloseForm":  # noqa: ARG003
        """Compared with what gendan knows."""
        return cls(data, known=queries.system_total(record))

    def __init__(self, *args: Any, known: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = data.get("slips_total")
        if given is not None and given != self.known and not data.get("total_reason"):
            facts = {"sum": given - self.known, "known": self.known}
            self.add_error("total_reason", _("gendan has %(known)s yuan, a difference of %(sum)s: say why before the day is closed.") % facts)
        return data | {"system_total": self.known}


class ExpenseForm(forms.Form):
    """Cash taken from the float."""

    what = forms.CharField(label=_("what for"), max_length=120)
    amount = forms.DecimalField(label=_("amount"), min_value=Decimal("0.01"), max_digits=12, decimal_places=2)


class HandOverForm(forms.Form):
    """F106.8: the noon hand-over; what is open is listed by gendan."""

    to = PersonField(label=_("taken over by"))
    cash = _yuan(label=_("cash handed over"))
    meeting = _text(label=_("from the morning meeting"), required=False)
    promotion = _text(label=_("promotions"), required=False)
    lost = _text(label=_("lost and found"), required=False)


class DeskReturnForm(Unwritten):
    """F106.4: receipt, goods, reason, amount, and who inspects."""

    inspector = PersonField(label=_("inspector"), required=False, help_text=_("Somebody else than you; a price difference needs none."))

    class Meta:
        model = DeskReturn
        fields: ClassVar = ["kind", "receipt", "goods", "quantity", "amount", "reason", "inspector", "note", "name", "phone"]


class InspectForm(forms.Form):
    """F106.9: what the inspector found."""

    condition = forms.ChoiceField(label=_("condition"), choices=Condition)
    finding = _line(label=_("finding"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("condition") == Condition.DEFECT and not data.get("finding"):
            self.add_error("finding", _("Which defect?"))
        return data


class PayForm(forms.Form):
    """The customer has his money, or other goods."""

    paid_by = forms.ChoiceField(label=_("paid back by"), choices=Money)
    satisfied = forms.BooleanField(label=_("customer is satisfied"), required=False, initial=True)


class SortForm(forms.Form):
    """F106.9, F106.10: back on the shelf, or on the list of quality returns."""

    sorted_to = forms.ChoiceField(label=_("goods went"), choices=Place)

    def __init__(self, *args: Any, record: DeskReturn, **kwargs: Any) -> None:
        kwargs["initial"] = {"sorted_to": Place.LIST if record.condition == Condition.DEFECT else Place.SHELF}
        super().__init__(*args, **kwargs)
        self.defective = record.condition == Condition.DEFECT

    @classmethod
    def for_record(cls, record: DeskReturn, *, actor: Any, data: Any) -> "SortForm":  # noqa: ARG003
        """What is defective never goes back on the shelf."""
        return cls(data, record=record)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.defective and data.get("sorted_to") == Place.SHELF:
            self.add_error("sorted_to", _("Goods with a defect go on the list of quality returns."))
        return data


class VoiceForm(Unwritten):
    """F106.7: the complaint, with a telephone number."""

    class Meta:
        model = Voice
        fields: ClassVar = ["text", "name", "phone"]
        widgets: ClassVar = {"text": forms.Textarea(attrs=_ROWS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = True


class ResultForm(forms.Form):
    """How it was solved."""

    result = _text(label=_("how it was solved"))


class WantedForm(Unwritten):
    """F106.6: what was wanted, by whom."""

    class Meta:
        model = Wanted
        fields: ClassVar = ["goods", "quantity", "name", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = True


class AnswerForm(forms.Form):
    """Whether the goods can be had."""

    available = forms.TypedChoiceField(label=_("can be had"), choices=(("yes", _("yes")), ("no", _("no"))), coerce=lambda value: value == "yes")
    answer = _line(label=_("answer"))


class CalledForm(forms.Form):
    """The return visit by telephone."""

    said = _line(label=_("what the customer said"))
