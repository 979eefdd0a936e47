"""No customer is dunned while bad news of his own goods is open (F34.2, U16): modules above say for whom, everybody who duns asks here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gendan.spine.refusal import Refusal

#: What is dunning in a purpose, a next step, a mail or a short message; an answer to a question about payment is not.
DUNS = re.compile(
    r"催款|催收|催付|催缴|催要|讨款|追款|收款|尾款|欠款|货款|运费.{0,4}(结清|支付|付清)|(尽快|及时|请)(付款|支付|结清|打款)"
    r"|\bdun(s|ning)?\b|overdue (payment|invoice)|outstanding (payment|invoice|balance)|collect (the )?(payment|charges|money)|(please|kindly) (pay|settle)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hold:
    """Whether charges may be asked for; if not, why, who can lift it, and the record to look at."""

    held: bool = False
    why: str = ""
    who: str = ""
    kind: str = ""
    pk: int | None = None

    def __bool__(self) -> bool:
        return self.held


FREE = Hold()
Asks = Callable[[Any, Any], Hold]
_asks: dict[str, Asks] = {}


def register(key: str, asks: Asks) -> None:
    """Add who knows: `asks(customer, about)`, where `about` is the record that the contact is about, or None."""
    _asks[key] = asks


def dunning(customer: Any, *, about: Any = None) -> Hold:
    """The first hold on asking this customer for money, or none."""
    return next((hold for asks in _asks.values() if (hold := asks(customer, about))), FREE)


def refusal_of(hold: Hold, *, field: str = "") -> Refusal:
    """The same as a refusal."""
    return Refusal(hold.why, who=hold.who, field=field, code="dunning_held")


def require_no_dunning(customer: Any, *texts: str, about: Any = None, field: str = "") -> None:
    """Raise where one of the texts asks a customer for money whose charges are held."""
    if customer is None or not any(DUNS.search(text) for text in texts if text):
        return
    hold = dunning(customer, about=about)
    if hold:
        raise refusal_of(hold, field=field)


def reason(customer: Any, *texts: str) -> str:
    """Why these words are not sent to this customer; empty where nothing speaks against them."""
    try:
        require_no_dunning(customer, *texts)
    except Refusal as refused:
        return _("%(why)s %(who)s can lift this.") % {"why": refused.reason, "who": refused.who}
    return ""
