"""The doctor's checks of personal data: what was erased stays erased, and nothing is set aside for longer than it must."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Contact
from gendan.modules.privacy.models import Request
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.erasing import left_of
from gendan.spine.persons.models import SetAside
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import LIMIT, Finding

DAY = timedelta(days=1)


def register() -> None:
    """Add the checks to the doctor."""
    doctor.register("privacy.erased", erased)
    doctor.register("privacy.aside", aside)


def erased() -> list[Finding]:
    """Somebody has written down again what the person had erased."""
    gone = Contact.objects.filter(erased_at__isnull=False).select_related("customer").order_by("pk")
    again = [row.pk for row in gone.iterator(chunk_size=500) if left_of(persons.person_of(row))]
    undone = Request.objects.filter(state="answered", what="erasure", contact__erased_at=None).values_list("contact", flat=True)
    found = ((tuple(again[:LIMIT]), _("was erased, and something stands there again")),
             (tuple(undone[:LIMIT]), _("the erasure is answered, and the person is still there")))
    return [Finding("privacy.erased", text, "customers.contact", ids) for ids, text in found if ids]


def aside() -> list[Finding]:
    """What was set aside and whose duty has lapsed."""
    rows = SetAside.objects.filter(until__lt=timezone.localdate() - DAY).values_list("object_id", flat=True)
    ids = tuple(rows[:LIMIT])
    return [Finding("privacy.aside", _("is set aside longer than it has to be"), "customers.contact", ids)] if ids else []
