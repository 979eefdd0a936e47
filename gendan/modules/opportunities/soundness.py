"""The doctor's checks of opportunities: each is followed by somebody, and without a customer it asks for one."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

KIND = "opportunities.opportunity"
OF_LEFT = """
SELECT o.id FROM opportunities_opportunity o JOIN org_employee e ON e.id = o.owner_id
WHERE e.status = 'left' AND o.state_kind IN ('open', 'waiting') AND o.deleted_at IS NULL
"""
SILENT = """
SELECT o.id FROM opportunities_opportunity o
WHERE o.customer_id IS NULL AND o.state_kind IN ('open', 'waiting') AND o.state <> 'draft' AND o.deleted_at IS NULL
AND NOT EXISTS (
    SELECT 1 FROM procedures_todo t WHERE t.record_kind = 'opportunities.opportunity' AND t.record_id = o.id
    AND t.key = 'choose_customer' AND t.status IN ('open', 'paused'))
"""


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("opportunities", check)


def check() -> list[Finding]:
    """Open opportunities that nobody follows, or that do not ask for their customer."""
    texts = ((OF_LEFT, _("the responsible employee has left")), (SILENT, _("no customer, and nobody is asked for it")))
    return [Finding("opportunity", text, KIND, found) for query, text in texts if (found := doctor.ids(query))]
