"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import held
from gendan.modules.customers import page as customer_page
from gendan.modules.merges import actions, on_customer, queries, soundness
from gendan.spine import clock
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu


def _find(now: datetime) -> Any:
    return actions.find_nightly(now=now)


def declare() -> None:
    """Register the nightly search, sentences, the button and the place."""
    soundness.register()
    held.register_doubles(queries.doubles_of)
    clock.register("merges.find", timedelta(hours=1), _find)
    timeline.register("customer.merged", "arrows-join", _("%(actor)s merged %(name)s (%(code)s) into this customer"))
    timeline.register("customer.unmerged", "arrows-split", _("%(actor)s parted %(name)s from it again"))
    customer_page.register_buttons("merges", on_customer.buttons)
    menu.register(
        "merges", label=_("Likely duplicates"), icon="arrows-join", url_name="merges:list", group="customers",
        needs=("customers.customer", "merge"), position=16,
    )
