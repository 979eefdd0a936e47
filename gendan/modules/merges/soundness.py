"""The doctor's check of merges: who was merged is off the books, and nothing names it any more."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.merges.models import Merge
from gendan.modules.merges.moving import references
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import LIMIT, Finding
from gendan.spine.records import kind_of

KIND = "customers.customer"


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("merges", check)


def check() -> list[Finding]:
    """Nothing is lost in a merge."""
    return [*_half_merged(), *_left_behind()]


def _half_merged() -> list[Finding]:
    merged = Customer.objects.exclude(merged_into=None)
    wrong = merged.exclude(state="merged", deleted_at__isnull=False).values_list("pk", flat=True)[:LIMIT]
    lost = merged.exclude(pk__in=Merge.objects.filter(undone_at=None).values("loser")).values_list("pk", flat=True)[:LIMIT]
    ids = (*wrong, *lost)
    return [Finding("merge", _("merged, but still on the books or without a record of it"), KIND, ids)] if ids else []


def _left_behind() -> list[Finding]:
    found = []
    merged = Customer.objects.exclude(merged_into=None).values("pk")
    for one in references():
        if one.kind_column or one.unique:
            continue
        rows = one.model._base_manager.filter(**{f"{one.column}__in": merged})
        if one.model is Contact:
            rows = rows.exclude(pk__in=_doubles())
        ids = tuple(rows.values_list("pk", flat=True)[:LIMIT])
        found += [Finding("merge", _("stands under a merged customer"), kind_of(one.model), ids)] if ids else []
    return found


def _doubles() -> list[int]:
    """Who stayed behind, since another contact is the same person."""
    people = Merge.objects.filter(undone_at=None).exclude(people=[]).values_list("people", flat=True)
    return [entry["double"] for entries in people for entry in entries]
