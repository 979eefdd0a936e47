"""The doctor's checks of quotations: sums that add up, what was sent is approved, and nothing stays valid for ever."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.modules.quotes.access import KIND
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

SUMS = """
SELECT q.id FROM quotes_quote q JOIN quotes_version v ON v.id = q.current_id
WHERE q.amount <> v.amount OR v.amount <> (SELECT coalesce(sum(l.amount), 0) FROM quotes_line l WHERE l.version_id = v.id)
"""
UNAPPROVED = """
SELECT v.quote_id FROM quotes_version v
WHERE v.sent_at IS NOT NULL AND v.approved_at IS NULL AND v.depth > v.allowed_percent
"""
NEVER_SENT = """
SELECT q.id FROM quotes_quote q WHERE q.state IN ('sent', 'accepted')
AND NOT EXISTS (SELECT 1 FROM quotes_version v WHERE v.id = q.current_id AND v.sent_at IS NOT NULL)
"""
STALE = "SELECT q.id FROM quotes_quote q WHERE q.state = 'sent' AND q.valid_until < %s"
DAYS = 2


def register() -> None:
    """Add the checks to the doctor."""
    doctor.register("quotes", check)


def check() -> list[Finding]:
    """What does not add up, went out unapproved, or should have expired."""
    since = timezone.localdate() - timedelta(days=DAYS)
    found = (
        (_("the lines do not add up to the amount"), doctor.ids(SUMS)),
        (_("a price below the floor went out without approval"), doctor.ids(UNAPPROVED)),
        (_("it counts as sent, and no version was"), doctor.ids(NEVER_SENT)),
        (_("it is no longer valid and has not expired"), doctor.ids(STALE, since)),
    )
    return [Finding("quotes", text, KIND, ids) for text, ids in found if ids]
