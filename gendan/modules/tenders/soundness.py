"""The doctor's checks of bids: rounds, criteria and tasks agree with the state, and no bid outlives its opportunity."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

QUERIES = (
    (
        _("its round is not the last quotation"),
        """SELECT t.id FROM tenders_tender t WHERE t.round_no <> (SELECT count(*) FROM tenders_offer o WHERE o.tender_id = t.id)
           OR t.round_no > 0 AND t.amount <> (SELECT o.amount FROM tenders_offer o WHERE o.tender_id = t.id AND o.number = t.round_no)""",
    ),
    (
        _("the weights of its criteria are not 100 together"),
        """SELECT c.tender_id FROM tenders_criterion c GROUP BY c.tender_id HAVING sum(c.weight) <> 100""",
    ),
    (
        _("is shortlisted, though tasks of the first stage are open"),
        """SELECT t.id FROM tenders_tender t WHERE t.state IN ('shortlisted', 'quoted', 'evaluated')
           AND EXISTS (SELECT 1 FROM tenders_task k WHERE k.tender_id = t.id AND k.stage = 1 AND k.state = 'open')""",
    ),
    (
        _("is open, though its opportunity has ended"),
        """SELECT t.id FROM tenders_tender t JOIN opportunities_opportunity o ON o.id = t.opportunity_id
           WHERE t.state_kind = 'open' AND o.state IN ('won', 'lost')""",
    ),
)


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("tenders", check)


def check() -> list[Finding]:
    """What should not be."""
    return [Finding("tenders", text, "tenders.tender", ids) for text, query in QUERIES if (ids := doctor.ids(query))]
