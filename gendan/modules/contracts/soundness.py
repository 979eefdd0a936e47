"""The doctor's checks of contracts: nothing binds without its review, no review without somebody who is asked."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.contracts.access import CONTRACT as KIND
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

UNREVIEWED = """
SELECT id FROM contracts_contract
WHERE state IN ('signed', 'in_force') AND (review_number = '' OR reviewed_at IS NULL OR signed_on IS NULL)
"""
SILENT = """
SELECT c.id FROM contracts_contract c WHERE c.state IN ('review', 'review_up') AND NOT EXISTS (
    SELECT 1 FROM procedures_signoff s WHERE s.case_id = c.case_id AND s.verdict = 'pending')
"""
WITH_DIFFERENCE = """
SELECT c.id FROM contracts_contract c WHERE c.state IN ('signed', 'in_force')
AND EXISTS (SELECT 1 FROM contracts_difference d WHERE d.contract_id = c.id AND d.closed_at IS NULL)
"""
TWICE = """
SELECT min(id) FROM contracts_contract WHERE state IN ('signed', 'in_force') GROUP BY number HAVING count(*) > 1
"""
UNEQUAL = """
SELECT c.id FROM contracts_contract c
WHERE c.amount <> COALESCE((SELECT sum(l.amount) FROM contracts_line l WHERE l.contract_id = c.id), 0)
"""
ASKED = (
    (UNREVIEWED, _("signed without its review")),
    (SILENT, _("under review, and nobody is asked")),
    (WITH_DIFFERENCE, _("signed with an open difference")),
    (TWICE, _("two versions bind at once")),
    (UNEQUAL, _("the amount is not the sum of its lines")),
)


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("contracts", check)


def check() -> list[Finding]:
    """Every signed contract has its review; its order, or why there is none, is the orders' to check."""
    return [Finding("contracts", text, KIND, found) for query, text in ASKED if (found := doctor.ids(query))]
