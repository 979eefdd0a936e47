"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.followups import subjects
from gendan.modules.quotes import access, actions, procedure
from gendan.modules.quotes.papers import QUOTATION
from gendan.spine import clock
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.documents import papers
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline


def _expire(now: datetime) -> Any:
    return actions.expire_due(now=now)


def declare() -> None:
    """Register rights, the procedure, numbers, topics and sentences."""
    access_declarations.register(access.KIND, _("quotations"), access.ACTIONS, access.DEFAULTS)
    access_declarations.hide(access.KIND, *access.COSTS, behind="costs")
    registry.register(procedure.QUOTE)
    papers.register(QUOTATION)
    documents.register("quote", _("quotation numbers"), "BJ{yy}{mm}-{seq:04}", "month")
    messages.register("quotes.decided", _("decisions on my prices, and customers' answers"))
    subjects.register(access.KIND, lambda _quote: None)
    clock.register("quotes.expire", timedelta(minutes=10), _expire)
    _declare_sentences()


def _declare_sentences() -> None:
    timeline.register_group("quote", _("quotations"))
    timeline.register("quote.asked", "file-dollar", _("%(actor)s entered an enquiry by %(enquiry)s: %(title)s"))
    timeline.register("quote.changed", "pencil", _("%(actor)s changed %(title)s"))
    timeline.register("quote.assigned", "transfer", _("%(actor)s handed %(title)s from %(from)s to %(to)s"))
