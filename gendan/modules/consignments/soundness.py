"""The doctor's checks of export consignments."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.consignments.access import KIND
from gendan.modules.orders.access import ORDER
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

QUERIES = (
    (
        _("was booked without a packing list"), KIND,
        """SELECT c.id FROM consignments_consignment c WHERE c.state IN ('booking', 'booked', 'loaded', 'told', 'received')
           AND NOT EXISTS (SELECT 1 FROM consignments_packed p WHERE p.consignment_id = c.id)""",
    ),
    (
        _("is on its way, but the customer has no shipping data"), KIND,
        "SELECT c.id FROM consignments_consignment c WHERE c.state IN ('told', 'received') AND (c.told_at IS NULL OR c.bill_number = '')",
    ),
    (
        _("an export order is in production, and nobody follows its goods out of the country"), ORDER,
        """SELECT o.id FROM orders_order o WHERE o.state = 'running' AND o.market = 'export' AND o.noticed_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM consignments_consignment c WHERE c.order_id = o.id)""",
    ),
)


def register() -> None:
    """Add the checks to the doctor."""
    doctor.register("consignments", check)


def check() -> list[Finding]:
    """What should not be."""
    return [Finding("consignments", text, kind, ids) for text, kind, query in QUERIES if (ids := doctor.ids(query))]
