"""Guards and effects of the monthly submission of customer data (F92)."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.classes import collected
from gendan.modules.classes.models import SubmittedCustomer
from gendan.modules.customers.models import Customer
from gendan.spine.procedures.declare import Move


class FindingForm(forms.Form):
    """What the spot check on tour has shown."""

    sampled = forms.IntegerField(label=gettext_lazy("customers looked at"), min_value=1, max_value=10_000)
    correct = forms.IntegerField(label=gettext_lazy("correct of them"), min_value=0, max_value=10_000)
    finding = forms.CharField(label=gettext_lazy("finding"), max_length=200, required=False)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("sampled") is not None and data.get("correct") is not None and data["correct"] > data["sampled"]:
            self.add_error("correct", _("Not more than were looked at."))
        return data


def numbers_are_right(move: Move) -> str | None:
    """A mobile number has 11 digits: nothing else is submitted (F92, step "check")."""
    wrong = [pk for pk, _percent, found in collected.lines_of(move.record, now=move.now) if collected.BLOCKING in found]
    if not wrong:
        return None
    names = Customer.objects.filter(pk__in=wrong[:3]).order_by("pk").values_list("name", flat=True)
    return _("Correct the mobile numbers first: %(names)s") % {"names": "、".join(names)} + ("…" if len(wrong) > len(names) else "")


def check(move: Move) -> None:
    """Looked through."""
    move.keep(checked_at=move.now)


def freeze(move: Move) -> None:
    """What is submitted stays as it is at this moment."""
    lines = collected.lines_of(move.record, now=move.now)
    move.record.items.all().delete()
    SubmittedCustomer.objects.bulk_create(
        SubmittedCustomer(submission=move.record, customer_id=pk, completeness=percent, problems=found)
        for pk, percent, found in lines
    )
    figures = collected.figures_of(lines, changed=collected.changed(move.record, now=move.now))
    late = timezone.localdate(move.now) > move.record.due_on
    move.keep(figures=figures, submitted_at=move.now, submitted_by=move.actor, late=late)


def take_back(move: Move) -> None:
    """Returned: it is collected anew."""
    move.record.items.all().delete()
    move.keep(figures={}, submitted_at=None, submitted_by=None, checked_at=None)


def enter(move: Move) -> None:
    """The customer service has it."""
    move.keep(entered_at=move.now)


def write_finding(move: Move) -> None:
    """What the tour has shown."""
    move.keep(sampled=move.data["sampled"], correct=move.data["correct"], finding=move.data["finding"])


def file(move: Move) -> None:
    """Put away."""
    move.keep(filed_at=move.now)
