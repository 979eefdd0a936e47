"""The doctor's checks of care: no day is given twice, and none is passed over."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.modules.care.models import AfterSale, CareDate, Gift, Issue, Referral, Survey
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import LIMIT, Finding
from gendan.spine.records import kind_of

STALLED = timedelta(days=2)
FORGOTTEN = """
SELECT i.id FROM care_issue i WHERE i.state IN ('done', 'cancelled')
AND EXISTS (SELECT 1 FROM care_delivery d WHERE d.issue_id = i.id AND d.state = 'waiting')
"""

UNATTENDED = """
SELECT r.id FROM {table} r JOIN customers_customer c ON c.id = r.customer_id AND c.deleted_at IS NULL
WHERE r.state_kind = 'open' AND (r.owner_id IS NULL OR NOT EXISTS (
    SELECT 1 FROM procedures_todo t WHERE t.record_kind = '{kind}' AND t.record_id = r.id
    AND (t.status = 'open' AND t.due_at IS NOT NULL OR t.status = 'paused')))
"""


def register() -> None:
    """Add the checks to the doctor."""
    doctor.register("care.dates", dates)
    doctor.register("care.open", unattended)
    doctor.register("care.letters", letters)


def dates() -> list[Finding]:
    """Days that came and went without a to-do."""
    past = timezone.localdate() - STALLED
    stalled = tuple(CareDate.objects.filter(next_on__lt=past).values_list("pk", flat=True)[:LIMIT])
    return [Finding("care.dates", _("the day has passed, and nobody was given it"), "care.caredate", stalled)] if stalled else []


def unattended() -> list[Finding]:
    """Gifts, referrals, surveys and care after a sale that are open: each has a person and a day by which something is done."""
    text = _("is open without a person or a day")
    found = ((model, doctor.ids(UNATTENDED.format(table=model._meta.db_table, kind=kind_of(model)))) for model in (Gift, Referral, AfterSale, Survey))
    return [Finding("care.open", text, kind_of(model), ids) for model, ids in found if ids]


def letters() -> list[Finding]:
    """Sendings that do not come to an end, and what left nobody knows where to."""
    now = timezone.now()
    stuck = Issue.objects.filter(state=Issue.State.SENDING, started_at__lt=now - STALLED).values_list("pk", flat=True)
    found = ((tuple(stuck[:LIMIT]), _("the sending does not come to an end"), "care.issue"),
             (doctor.ids(FORGOTTEN), _("the sending is over, and somebody still waits"), "care.issue"))
    return [Finding("care.letters", text, kind, ids) for ids, text, kind in found if ids]
