"""The rules of quotations: what a price needs before it goes out, and whose authority a low one wants."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.catalog.money import plain
from gendan.modules.catalog.queries import authority_of
from gendan.modules.quotes import numbers, queries
from gendan.modules.quotes.models import Quote, Version
from gendan.modules.quotes.words import Market
from gendan.spine.procedures.declare import Move, Number
from gendan.spine.procedures.numbers import value


def number_of(move: Move, number: Number) -> Decimal:
    """The number as the case knows it."""
    return Decimal(str(value(move.case.numbers, number)))


def present(quote: Quote) -> Version:
    """The version that is written now, or was sent last."""
    assert quote.current is not None
    return quote.current


def depth_of(move: Move) -> Decimal:
    """How many percent below the list somebody has to answer for; a thin margin counts as the least of depths."""
    version = present(move.record)
    lowest = number_of(move, numbers.LOWEST_MARGIN)
    thin = version.margin_percent is not None and version.margin_percent < lowest
    return max(version.depth, Decimal("0.01")) if thin else version.depth


# -- guards: what is missing ----------------------------------------------------------------------------------------


def something_is_offered(move: Move) -> str | None:
    """There are lines, each with a price."""
    lines = present(move.record).lines.values_list("name", "price")  # asked by each button of the page
    if not lines:
        return _("There is no line yet: write what is offered.")
    bare = [name for name, price in lines if not price]
    return _("Still without a price: %(names)s.") % {"names": "、".join(bare[:3])} if bare else None


def costs_are_known(move: Move) -> str | None:
    """For export: the factory's price with tax in writing, and the freight where it is prepaid (F68.1)."""
    quote: Quote = move.record
    needed = int(number_of(move, numbers.FACTORY_PAPERS))
    if quote.market != Market.EXPORT or not needed:
        return None
    version = present(quote)
    bare = [line.name for line in version.lines.all() if line.factory_price is None]
    if bare:
        return _("The factory's price with tax is missing: %(names)s.") % {"names": "、".join(bare[:3])}
    if quote.factory_offers.exclude(paper=None).count() < needed:
        return _("The factory's price is needed in writing: attach its offer under “Costs”.")
    if version.freight_is_ours and not (version.freight and version.carrier):
        return _("With %(term)s the freight is prepaid: write carrier and freight.") % {"term": version.incoterm}
    return None


def is_still_valid(move: Move) -> str | None:
    """The customer has time to answer."""
    until = present(move.record).valid_until
    if until is None:
        return _("Say until when it is valid.")
    return None if until >= timezone.localdate(move.now) else _("It is no longer valid: write a later date.")


# -- guards: whose authority ------------------------------------------------------------------------------------------


def price_is_allowed(move: Move) -> str | None:
    """All prices are within policy, were approved, or lie within the sender's own authority (F68.3)."""
    version, depth = present(move.record), depth_of(move)
    if version.approved_at is not None or depth <= max(version.allowed_percent, _own(move)):
        return None
    return _("%(depth)s percent below the list: %(whose)s decides. Ask for approval.") % {
        "depth": plain(depth), "whose": _whose(move, depth),
    }


def approval_is_needed(move: Move) -> str | None:
    """Nobody is asked for what policy allows anyway."""
    version, depth = present(move.record), depth_of(move)
    within = depth <= max(version.allowed_percent, _own(move))
    return _("The prices are within policy: it can be sent at once.") if within else None


def authority_is_enough(move: Move) -> str | None:
    """Who approves may go that far below the list."""
    depth = asked_depth(move)
    if depth <= _own(move):
        return None
    return _("Your authority ends at %(own)s percent below the list, this is %(depth)s: pass it on to %(whose)s.") % {
        "own": plain(_own(move)), "depth": plain(depth), "whose": _whose(move, depth),
    }


def authority_is_not_enough(move: Move) -> str | None:
    """Who may decide does so himself."""
    return _("It lies within your own authority: decide it.") if asked_depth(move) <= _own(move) else None


def asked_depth(move: Move) -> Decimal:
    """How deep the price lies that is to be decided: that of the open price cut, else the version's own."""
    cut = queries.open_cut(move.record)
    return cut.depth if cut else depth_of(move)


def not_one_s_own(move: Move) -> str | None:
    """Nobody approves a price of his own."""
    own = move.actor is not None and move.actor.pk == move.record.owner_id
    return _("Nobody approves a price of his own.") if own else None


def _own(move: Move) -> Decimal:
    return authority_of(move.actor, timezone.localdate(move.now)) if move.actor else Decimal(0)


def _whose(move: Move, depth: Decimal) -> str:
    steps = queries.ladder(move.record, depth=depth, asker_id=move.record.owner_id, on=timezone.localdate(move.now))
    able = [step.person.name for step in steps if step.percent >= depth]
    return able[0] if able else _("nobody in the company (see the table of authority)")


# -- guards: price cuts and answers -------------------------------------------------------------------------------------


def cut_was_granted(move: Move) -> str | None:
    """The manager granted a lower price, for a new version."""
    cut = queries.last_cut(move.record)
    return None if cut and cut.granted_percent else _("The price cut was not granted: answer in writing.")


def cut_was_refused(move: Move) -> str | None:
    """The price stays: the customer is told so."""
    cut = queries.last_cut(move.record)
    return _("A lower price was granted: write the new version.") if cut and cut.granted_percent else None
