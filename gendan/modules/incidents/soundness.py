"""The doctor's checks of incidents: nobody is dunned while one is open, nothing closes before everybody was told."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

HELD = """EXISTS (SELECT 1 FROM incidents_shipment s JOIN incidents_notice n ON n.id = s.notice_id
JOIN incidents_incident i ON i.id = n.incident_id JOIN orders_order o ON o.id = s.order_id
WHERE i.state_kind = 'open' AND o.customer_id = t.record_id)"""
COLLECTING = "SELECT t.record_id FROM procedures_todo t WHERE t.record_kind = 'customers.customer' AND t.key = 'state.collect'"
QUERIES = (
    (
        _("is asked for money while an incident with his goods is open"), "customers.customer",
        f"{COLLECTING} AND t.status = 'open' AND {HELD}",
    ),
    (
        _("collecting stands still although no incident holds it"), "customers.customer",
        f"{COLLECTING} AND t.status = 'paused' AND t.wakes_at IS NULL AND NOT {HELD}"
        " AND NOT coalesce((t.due_rule ->> 'by_state')::boolean, false)",  # a customer who rests is not asked for money either
    ),
    (
        _("was closed although a customer was not told"), "incidents.incident",
        """SELECT i.id FROM incidents_incident i WHERE i.state = 'closed'
           AND EXISTS (SELECT 1 FROM incidents_notice n WHERE n.incident_id = i.id AND n.told_at IS NULL)""",
    ),
    (
        _("has been told, but not asked whether he is insured"), "incidents.notice",
        "SELECT id FROM incidents_notice WHERE told_at IS NOT NULL AND insured IS NULL",
    ),
    (
        _("has ended, but a customer is still to be told"), "incidents.incident",
        """SELECT i.id FROM incidents_incident i WHERE i.state_kind = 'done'
           AND EXISTS (SELECT 1 FROM incidents_notice n WHERE n.incident_id = i.id AND n.state_kind <> 'done')""",
    ),
    (
        _("concerns no order"), "incidents.incident",
        """SELECT i.id FROM incidents_incident i WHERE NOT EXISTS (
           SELECT 1 FROM incidents_notice n JOIN incidents_shipment s ON s.notice_id = n.id WHERE n.incident_id = i.id)""",
    ),
)


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("incidents", check)


def check() -> list[Finding]:
    """What should not be."""
    return [Finding("incidents", text, kind, ids) for text, kind, query in QUERIES if (ids := doctor.ids(query))]
