"""Guards and effects of requests: nothing leaves or goes without a check of who asks, and nobody approves alone."""

from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers import actions as customers
from gendan.modules.privacy import queries
from gendan.modules.privacy.models import Request
from gendan.spine.persons import declarations as persons
from gendan.spine.persons.erasing import erase
from gendan.spine.persons.scrubbing import scrubber
from gendan.spine.procedures.declare import Move


def copy_was_made(move: Move) -> str | None:
    """A copy that nobody made cannot have been handed over."""
    return None if queries.exported_since(move.record) else _("Export the data first, on the page of the person.")


def somebody_else_is_there(move: Move) -> str | None:
    """Four eyes: whoever prepares does not approve."""
    found = queries.approver_for(move.record, besides=move.actor, now=move.now)
    return None if found else _("Nobody else may approve an erasure: give somebody the role of data protection officer.")


def not_by_oneself(move: Move) -> str | None:
    """Whoever prepared it does not approve it."""
    same = move.actor is not None and move.actor.pk == move.record.prepared_by_id
    return _("You prepared it yourself: somebody else has to approve it.") if same else None


def keep_handed_over(move: Move) -> None:
    """How it was checked who asks, and how the copy reached the person."""
    move.keep(verified=move.data["verified"], handed_over=move.data["handed_over"], answered_at=move.now)


def keep_prepared(move: Move) -> None:
    """What was checked, and who approves."""
    approver = queries.approver_for(move.record, besides=move.actor, now=move.now)
    move.keep(verified=move.data["verified"], also=move.data["also"], prepared_by=move.actor, approver=approver)


def keep_end(move: Move) -> None:
    """It is answered: with a no that has its reason, or because the person thought better of it."""
    move.keep(answered_at=move.now)


def carry_out(move: Move) -> None:
    """Erase the person: all or nothing, and the proof of it without a name."""
    record: Request = move.record
    person = persons.person_of(record.contact, also=record.also)
    done = erase(person, now=move.now)
    customers.mark_erased(record.contact, actor=move.actor, now=move.now)
    scrub = scrubber(person.words, person.mask)
    kept: dict[str, Any] = {"note": scrub(record.note)[:300], "verified": scrub(record.verified)[:200], "also": []}
    move.keep(**kept, outcome=[one.as_json() for one in done], approved_by=move.actor, answered_at=move.now)
