"""What complaints tell other modules: the faults that were complained about."""

from collections.abc import Iterable
from datetime import datetime

from gendan.modules.capa.subjects import Fault
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.models import Complaint


def faults_since(moment: datetime) -> Iterable[Fault]:
    """What was complained about since, by product and defect, for the search for repeated faults."""
    rows = Complaint.objects.filter(received_at__gte=moment, product__isnull=False).exclude(defect="").exclude(state__in=("joined", "withdrawn"))
    for row in rows.exclude(fault__in=("not_ours", "misuse")):
        yield Fault(KIND, row.pk, row.product_id, row.defect, "", str(row), row.received_at)
