"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import page as customer_page
from gendan.modules.pools import access, actions, listing, on_customer, soundness
from gendan.spine import clock
from gendan.spine.access import declarations as access_declarations
from gendan.spine.access.actions import may_set_rules
from gendan.spine.messages import declarations as messages
from gendan.spine.timeline import declarations as timeline
from gendan.ui import menu
from gendan.ui import records as pages
from gendan.ui.listing.declare import register as register_listing


def _recycle(now: datetime) -> Any:
    return actions.recycle(now=now)


def _carry_on(now: datetime) -> Any:
    return actions.carry_on(now=now)


def declare() -> None:
    """Register rights, the nightly run, topics, sentences, lists and places."""
    soundness.register()
    access_declarations.register(access.KIND, _("customers in the public pool"), access.ACTIONS, access.DEFAULTS)
    clock.register("pools.recycle", timedelta(minutes=10), _recycle)
    clock.register("pools.undo", timedelta(seconds=20), _carry_on)
    messages.register("pools.warning", _("my customers that go to the public pool"))
    messages.register("pools.run", _("customers that came into my pools"))
    timeline.register("customer.pooled", "ripple", _("%(actor)s moved the customer from %(from)s to the pool %(pool)s"))
    register_listing(listing.POOLED)
    register_listing(listing.LEAVING)
    pages.register(access.KIND, "pools:detail", "ripple", _("customer in a pool"))
    customer_page.register_figures("pools", on_customer.figures)
    customer_page.register_buttons("pools", on_customer.buttons)
    menu.register(
        "pools", label=_("Public pool"), icon="ripple", url_name="pools:list", group="customers",
        needs=(access.KIND, "view"), position=14,
    )
    menu.register(
        "settings.pools", label=_("Public pools and rules"), icon="ripple", url_name="pools:settings", group="settings",
        needs=may_set_rules, position=20,
    )
