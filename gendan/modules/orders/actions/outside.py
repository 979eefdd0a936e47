"""What the customer does on the order's page: whatever is awaited of him, each form once."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.orders import queries
from gendan.modules.orders.actions.confirming import answer_confirmation
from gendan.modules.orders.models import Order
from gendan.modules.orders.words import Verdict
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole


@whole
def answer_online(order: Order, *, link: Link, values: Mapping[str, Any], now: datetime) -> None:
    """The customer's yes or no to a change, a sample or a drawing; sent twice, it counts once (F58.5, F27.2)."""
    if not links.first_sent(link, token=str(values.get("once", "")), now=now):
        return
    awaited = {one.key: one for one in queries.awaited(order)}.get(values["what"])
    if awaited is None:
        raise Refusal(_("Nothing waits for your confirmation any more."), code="nothing")
    yes, said = values["verdict"] == "yes", values.get("words", "")
    if not yes and not said.strip():
        raise Refusal(_("Please say what should be different."), field="words", code="no_words")
    ANSWERS[awaited.kind](awaited.record, yes=yes, name=values["name"], said=said, now=now)


def _change(change: Any, *, yes: bool, name: str, said: str, now: datetime) -> None:
    if yes:
        engine.perform(change, "confirm_online", actor=None, data={"confirmed_by": name, "confirmed_how": _("order page")}, now=now)
    else:
        engine.perform(change, "decline_online", actor=None, data={"reason": f"{name}：{said}"[:200]}, now=now)


def _sample(request: Any, *, yes: bool, name: str, said: str, now: datetime) -> None:
    if yes:
        engine.perform(request, "confirmed_online", actor=None, data={"accepted_by": name, "said": said}, now=now)
    else:
        engine.perform(request, "modify_online", actor=None, data={"said": f"{name}：{said}", "wanted": said}, now=now)


def _confirmation(confirmation: Any, *, yes: bool, name: str, said: str, now: datetime) -> None:
    verdict = Verdict.CONFIRMED if yes else Verdict.DECLINED
    answer_confirmation(confirmation, verdict=verdict, name=name, how=_("order page"), said=said, actor=None, now=now)


ANSWERS: dict[str, Callable[..., None]] = {"change": _change, "sample": _sample, "confirmation": _confirmation}
