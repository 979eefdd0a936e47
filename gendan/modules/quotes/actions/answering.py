"""The customer answers over the public link."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gendan.modules.quotes.models import Quote
from gendan.spine.links.actions import first_sent
from gendan.spine.links.models import Link
from gendan.spine.procedures import engine
from gendan.spine.whole import whole


@whole
def answer_online(quote: Quote, *, link: Link, values: Mapping[str, Any], now: datetime) -> None:
    """Accept or decline, once for each form that was sent; the name and the words are kept as they were typed."""
    if not first_sent(link, token=str(values["once"]), now=now):
        return
    name, words = values["name"], values["words"]
    if values["verdict"] == "accept":
        engine.perform(quote, "accepted_online", actor=None, data={"accepted_by": name, "words": words}, now=now)
    else:
        engine.perform(quote, "declined_online", actor=None, data={"words": f"{name}：{words}"[:300]}, now=now)
