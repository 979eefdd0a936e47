"""The doctor's check of knowledge: no link leads to a record that is gone."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.knowledge.models import Link
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import LIMIT, Finding
from gendan.spine.records import model_of


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("knowledge", check)


def check() -> list[Finding]:
    """Links whose record no longer exists (PM-11)."""
    found: list[int] = []
    for kind in Link.objects.order_by().values_list("kind", flat=True).distinct():
        there = model_of(kind)._base_manager.values("pk")
        found += Link.objects.filter(kind=kind).exclude(object_id__in=there).values_list("pk", flat=True)[:LIMIT]
    return [Finding("link", _("linked to a record that is gone"), "knowledge.link", tuple(found))] if found else []
