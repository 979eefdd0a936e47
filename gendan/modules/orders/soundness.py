"""The doctor's checks of orders: each was reviewed before its notice, each open one has a next date, and versions add up."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.contracts.access import CONTRACT
from gendan.modules.orders.access import ORDER
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

#: Noticed without six opinions of its last round, though the leader alone could not sign it.
UNREVIEWED = """
SELECT o.id FROM orders_order o
WHERE o.state IN ('running', 'shipped') AND o.noticed_at IS NOT NULL AND o.case_id IS NOT NULL
AND (o.signed_at IS NULL OR NOT EXISTS (SELECT 1 FROM procedures_signoff s WHERE s.case_id = o.case_id AND s.state = 'review')
     AND NOT EXISTS (SELECT 1 FROM procedures_stay y WHERE y.case_id = o.case_id AND y.via = 'short'))
"""
NO_DATE = """
SELECT o.id FROM orders_order o WHERE o.state_kind IN ('open', 'waiting') AND o.next_todo_id IS NULL
"""
NO_PROMISE = """
SELECT o.id FROM orders_order o WHERE o.state = 'running' AND (o.promised_on IS NULL OR o.stage_due_on IS NULL)
"""
OTHER_SUM = """
SELECT o.id FROM orders_order o JOIN orders_version v ON v.order_id = o.id AND v.number = o.version
WHERE v.amount <> o.amount OR v.amount <> (SELECT COALESCE(sum(l.amount), 0) FROM orders_line l WHERE l.version_id = v.id)
"""
UNTOLD = """
SELECT o.id FROM orders_order o WHERE o.state_kind = 'open'
AND EXISTS (SELECT 1 FROM orders_promisemove m WHERE m.order_id = o.id AND m.told_at IS NULL)
AND NOT EXISTS (SELECT 1 FROM procedures_todo t WHERE t.case_id = o.case_id AND t.key = 'tell_customer' AND t.status IN ('open', 'paused'))
"""

#: A further version is carried out by the order of the first, changed.
WITHOUT_ORDER = """
SELECT c.id FROM contracts_contract c WHERE c.state IN ('signed', 'in_force') AND c.no_order_reason = ''
AND NOT EXISTS (SELECT 1 FROM orders_order o JOIN contracts_contract v ON v.id = o.contract_id WHERE v.number = c.number)
AND NOT EXISTS (
    SELECT 1 FROM procedures_todo t WHERE t.record_kind = 'contracts.contract' AND t.record_id = c.id AND t.key = 'order'
    AND t.status IN ('open', 'paused'))
"""


def register() -> None:
    """Add the checks to the doctor."""
    doctor.register("orders", check)


def check() -> list[Finding]:
    """What no order may be."""
    texts = (
        (UNREVIEWED, _("in production without its review")), (NO_DATE, _("an open order without a next date")),
        (NO_PROMISE, _("in production without promised and planned days")),
        (OTHER_SUM, _("the order says another amount than its newest version")),
        (UNTOLD, _("the promised day has moved, and nobody is asked to tell the customer")),
    )
    found = [Finding("orders", text, ORDER, ids) for query, text in texts if (ids := doctor.ids(query))]
    lone = doctor.ids(WITHOUT_ORDER)
    words = _("a signed contract without its order or the reason why there is none, and nobody is asked")
    return [*found, *([Finding("orders", words, CONTRACT, lone)] if lone else [])]
