"""The doctor's checks of plans: nothing planned is lost between months and people, and nothing counts twice."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

QUERIES = (
    (
        _("goes on elsewhere, but in no other action"),
        """SELECT a.plan_id FROM plans_action a WHERE a.result IN ('carried', 'passed_on')
           AND NOT EXISTS (SELECT 1 FROM plans_action n WHERE n.carried_from_id = a.id)""",
    ),
    (
        _("counts here and in the action that carries it on"),
        """SELECT a.plan_id FROM plans_action a JOIN plans_action n ON n.carried_from_id = a.id
           WHERE a.result NOT IN ('carried', 'passed_on')""",
    ),
    (
        _("lies in a past month, though its manager has a plan since then"),
        """SELECT a.plan_id FROM plans_action a JOIN plans_plan p ON p.id = a.plan_id
           JOIN customers_customer c ON c.id = a.customer_id AND c.deleted_at IS NULL
           WHERE a.result IN ('open', 'not_done') AND EXISTS (
               SELECT 1 FROM plans_plan n WHERE n.owner_id = c.owner_id AND n.month > p.month AND n.carried_at > GREATEST(
                   p.created_at, a.created_at, COALESCE(c.owned_since, a.created_at)))""",
    ),
    (
        _("its day lies outside of its month"),
        """SELECT a.plan_id FROM plans_action a JOIN plans_plan p ON p.id = a.plan_id
           WHERE date_trunc('month', a.day)::date <> p.month""",
    ),
)


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("plans", check)


def check() -> list[Finding]:
    """Each action ends once, or goes on once."""
    return [Finding("plan", text, "plans.plan", ids) for text, query in QUERIES if (ids := doctor.ids(query))]
