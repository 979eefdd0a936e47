"""What complaints tell other modules and add to their pages: the faults complained about, and a mail that becomes a complaint."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gendan.modules.capa.subjects import Fault
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.models import Complaint
from gendan.modules.mails.models import Thread
from gendan.spine.access.queries import may_any
from gendan.ui.detail.declare import Button
from gendan.ui.listing.filters import Asked


def faults_since(moment: datetime) -> Iterable[Fault]:
    """What was complained about since, by product and defect, for the search for repeated faults."""
    rows = Complaint.objects.filter(received_at__gte=moment, product__isnull=False).exclude(defect="").exclude(state__in=("joined", "withdrawn"))
    for row in rows.exclude(fault__in=("not_ours", "misuse")):
        yield Fault(KIND, row.pk, row.product_id, row.defect, "", str(row), row.received_at)


def from_mail(record: Thread, asked: Asked) -> list[Button]:
    """As long as it is about nothing else."""
    if record.record_kind or not may_any(asked.user, "create", KIND):
        return []
    return [Button(key="complaint", title=_("It is a complaint"), icon="message-exclamation", url=reverse("complaints:from_mail", args=[record.pk]), post=True)]
