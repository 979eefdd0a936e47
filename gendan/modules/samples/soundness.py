"""The doctor's checks of samples: nobody entered without a permit, nothing stands in the library half, every round is judged once."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

QUERIES = (
    (
        _("stands in the library without picture, kind or master record"), "samples.sample",
        """SELECT s.id FROM samples_sample s WHERE s.state = 'listed' AND (s.kind_id IS NULL OR s.master_at IS NULL
           OR NOT EXISTS (SELECT 1 FROM samples_picture p WHERE p.sample_id = s.id))""",
    ),
    (
        _("is being made, but its round is not the one it stands in"), "samples.samplerequest",
        """SELECT r.id FROM samples_samplerequest r WHERE r.state NOT IN ('asked', 'declined', 'withdrawn')
           AND r.round_no <> (SELECT count(*) FROM samples_round n WHERE n.request_id = r.id)""",
    ),
    (
        _("was decided, but nobody knows who pays"), "samples.samplerequest",
        """SELECT r.id FROM samples_samplerequest r WHERE r.state IN ('preparing', 'ready', 'sent', 'objected', 'confirmed')
           AND (r.fee_payer = '' OR r.freight_payer = '' OR r.decided_by_id IS NULL)""",
    ),
    (
        _("was confirmed without a stated requirement"), "samples.samplerequest",
        """SELECT r.id FROM samples_samplerequest r WHERE r.state = 'confirmed'
           AND NOT EXISTS (SELECT 1 FROM samples_wanted w WHERE w.request_id = r.id AND w.kind = 'a')""",
    ),
    (
        _("waits for a sample that nobody makes"), "samples.project",
        """SELECT p.id FROM samples_project p WHERE p.state IN ('sampling', 'confirm') AND NOT EXISTS (
           SELECT 1 FROM samples_samplerequest r WHERE r.project_id = p.id AND r.state_kind = 'open')""",
    ),
)


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("samples", check)


def check() -> list[Finding]:
    """What should not be."""
    return [Finding("samples", text, kind, ids) for text, kind, query in QUERIES if (ids := doctor.ids(query))]
