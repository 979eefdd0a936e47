"""The doctor's checks of corrective actions: nothing closed without proof by another, nothing open without owner, action or day."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

KIND = "capa.capa"
QUERIES = (
    (
        _("was closed without proof of its effect"),
        """SELECT c.id FROM capa_capa c WHERE c.state IN ('closed', 'thanks') AND NOT EXISTS (SELECT 1 FROM capa_round r
           WHERE r.capa_id = c.id AND r.number = c.round_no AND r.effective AND r.evidence <> '' AND r.checked_by_id IS NOT NULL)""",
    ),
    (
        _("was judged by somebody who carried it out"),
        """SELECT DISTINCT r.capa_id FROM capa_round r JOIN capa_action a ON a.round_id = r.id
           WHERE r.checked_by_id IN (a.owner_id, a.done_by_id) AND a.dropped_at IS NULL""",
    ),
    (
        _("runs without owner or next step"),
        """SELECT c.id FROM capa_capa c WHERE c.state_kind IN ('open', 'waiting') AND (c.owner_id IS NULL OR NOT EXISTS (
           SELECT 1 FROM procedures_todo t WHERE t.case_id = c.case_id AND t.status IN ('open', 'paused')))""",
    ),
    (
        _("has an action that nobody is asked for any more"),
        """SELECT DISTINCT a.capa_id FROM capa_action a WHERE a.done_at IS NULL AND a.dropped_at IS NULL AND NOT EXISTS (
           SELECT 1 FROM procedures_todo t WHERE t.id = a.todo_id AND t.status IN ('open', 'paused'))""",
    ),
    (
        _("stands in a round that is not its last"),
        """SELECT c.id FROM capa_capa c WHERE c.round_no <> (SELECT count(*) FROM capa_round r WHERE r.capa_id = c.id)""",
    ),
    (
        _("was closed without the answer that the customer is to have"),
        """SELECT c.id FROM capa_capa c WHERE c.state = 'closed' AND c.wants_answer AND NOT EXISTS (
           SELECT 1 FROM capa_answer a WHERE a.capa_id = c.id AND a.sent_at IS NOT NULL)""",
    ),
)


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("capa", check)


def check() -> list[Finding]:
    """What should not be."""
    return [Finding("capa", text, KIND, ids) for text, query in QUERIES if (ids := doctor.ids(query))]
