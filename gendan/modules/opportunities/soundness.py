"""The doctor's checks of opportunities: each is followed by somebody, without a customer it asks for one, and its payments add up."""

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
OVERPAID = """
SELECT o.id FROM opportunities_opportunity o JOIN opportunities_payment p ON p.opportunity_id = o.id
GROUP BY o.id HAVING sum(p.amount) > COALESCE(o.contract_amount, 0)
"""


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("opportunities", check)


def check() -> list[Finding]:
    """Open opportunities that nobody follows, or that do not ask for their customer; won ones that were paid for more than once."""
    texts = (
        (OF_LEFT, _("the responsible employee has left")), (SILENT, _("no customer, and nobody is asked for it")),
        (OVERPAID, _("more has come in than the contract says")),
    )
    return [Finding("opportunity", text, KIND, found) for query, text in texts if (found := doctor.ids(query))]
