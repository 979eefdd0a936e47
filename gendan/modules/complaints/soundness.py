"""The doctor's checks of complaints: none closed without proof, none open without somebody."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

QUERIES = (
    (_("closed without a verdict"), "SELECT id FROM complaints_complaint WHERE state = 'closed' AND fault IN ('', 'undecided')"),
    (
        _("closed without an approved reply that was sent"),
        """SELECT c.id FROM complaints_complaint c WHERE c.state = 'closed' AND NOT EXISTS (SELECT 1 FROM complaints_reply r
           WHERE r.complaint_id = c.id AND r.approved_at IS NOT NULL AND r.sent_at IS NOT NULL)""",
    ),
    (_("closed, and nobody asked for the outcome"), "SELECT id FROM complaints_complaint WHERE state = 'closed' AND outcome_text = ''"),
    (
        _("open, and nobody handles it"),
        "SELECT id FROM complaints_complaint WHERE state_kind IN ('open', 'waiting') AND owner_id IS NULL",
    ),
    (
        _("open without a next step"),
        "SELECT id FROM complaints_complaint WHERE state_kind = 'open' AND next_todo_id IS NULL",
    ),
    (
        _("joined, but nobody knows to which"),
        "SELECT id FROM complaints_complaint WHERE state = 'joined' AND joined_to_id IS NULL",
    ),
)


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("complaints", check)


def check() -> list[Finding]:
    """What should not be."""
    return [Finding("complaints", text, KIND, ids) for text, query in QUERIES if (ids := doctor.ids(query))]
