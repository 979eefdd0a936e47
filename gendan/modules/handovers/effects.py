"""Guards and effects of staged follow-up (F26)."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers import actions as customers
from gendan.modules.handovers import queries
from gendan.modules.handovers.models import Staged
from gendan.modules.pools import actions as pools
from gendan.modules.pools import queries as pool_queries
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import head_of
from gendan.spine.procedures import engine
from gendan.spine.procedures.declare import Move
from gendan.spine.refusal import Refusal


def director_for(record: Staged) -> Employee | None:
    """The head of the consultant's department, or of the one above."""
    department = record.department or record.consultant.department
    return head_of(department, besides=record.consultant) if department else None


def file_is_complete(move: Move) -> str | None:
    """F26: only what is on file is handed over."""
    lacking = queries.missing_from_file(move.record)
    return _("The file still lacks: %(lacking)s.") % {"lacking": "、".join(map(str, lacking))} if lacking else None


def director_is_there(move: Move) -> str | None:
    """Somebody must take it over."""
    return None if director_for(move.record) else _("No head above the consultant could take it over.")


def pool_is_there(move: Move) -> str | None:
    """A16: the regional pool is one of the ends."""
    return None if pool_queries.pools_for(move.record.customer) else _("No public pool takes this customer.")


def give_to_director(move: Move) -> None:
    """The customer with everything open goes to the director; the consultant stays at hand."""
    record: Staged = move.record
    director: Any = director_for(record)
    row = record.customer
    if row.owner_id != director.pk:
        customers.hand_over(
            [row], owner=director, reason=_("staged follow-up, phase 2"), actor=move.actor, now=move.now
        )
    people = {*row.related_ids, record.consultant_id} - {director.pk}
    customers.set_related(row, ids=people, actor=move.actor, now=move.now)
    move.keep(director=director, owner=director, department=director.department, handed_over_at=move.now)


def sign(move: Move) -> None:
    """Who has signed in which phase (A42, A43)."""
    move.keep(signed_phase=2 if move.record.handed_over_at else 1, ended_at=move.now)


def end(move: Move) -> None:
    """It is over."""
    move.keep(ended_at=move.now)


def to_long_term(move: Move) -> None:
    """A16: the customer is cared for without pressing; where its own stage forbids that, it stays where it is."""
    end(move)
    try:
        words = {"reason": _("staged follow-up has ended")}
        engine.perform(move.record.customer, "sleep", actor=move.record.owner, data=words, now=move.now)
    except Refusal:
        return


def to_pool(move: Move) -> None:
    """A16: others of the region have their chance."""
    end(move)
    row = move.record.customer
    pool = pool_queries.pools_for(row)[0]
    reason = _("staged follow-up has ended on %(day)s") % {"day": f"{timezone.localtime(move.now):%m-%d}"}
    pools.give_back(row, pool=pool, reason=reason, actor=move.actor, now=move.now, include_open=True)
