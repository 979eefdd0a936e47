"""What a person sees of a customer in a pool before taking it: the firm, its past, and no way to reach it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers import detail as customer_page
from gendan.modules.customers.models import Customer
from gendan.modules.pools import rules
from gendan.modules.pools.access import KIND
from gendan.modules.pools.models import Pooled
from gendan.modules.pools.page import stage_of
from gendan.modules.pools.queries import names_of_keepers
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.listing.filters import Asked

# Everything but the ways to reach it, what visits found, and what is personal.
SHOWN = ("name", "short_name", "code", "credit_code", "nature", "foreign", "abc", "importance", "priority", "strategic",
         "rating", "tags", "province", "city", "industry", "size", "employees_count", "founded_year", "turnover", "source",
         "first_contact_on")


def figures(record: Pooled, asked: Asked) -> list[Figure]:
    """Since when, from whom, why, and how it was followed."""
    customer = record.customer
    return [
        Figure(label=_("in the pool since"), value=timezone.localdate(record.entered_at), note=record.pool.name),
        Figure(label=_("former owner"), value=str(record.former or "—"), note=record.get_why_display()),
        Figure(label=_("reason"), value=record.reason),
        Figure(label=_("stood at"), value=str(stage_of(record)), note=customer.get_prospect_state_display()),
        Figure(label=_("follow-ups"), value=customer.activities.count()),
        Figure(
            label=_("last follow-up"), value=customer.last_activity_at.date() if customer.last_activity_at else _("never"),
        ),
        Figure(label=_("times in a pool"), value=customer.pool_stays.count()),
    ]


def buttons(record: Pooled, asked: Asked) -> list[Button]:
    """Claim, assign, return; what is off says why, until when, and who can help."""
    return [
        _claim(record, asked),
        _button("assign", _("Assign"), "transfer", may(asked.user, "assign", record), record, dialog=True),
        _button("put_back", _("Return to the former owner"), "arrow-back-up", may(asked.user, "assign", record), record,
                dialog=True),
    ]


def _claim(record: Pooled, asked: Asked) -> Button:
    answer = may(asked.user, "claim", record)
    refusal = rules.why_not_take(record, taker=asked.user, claims=True, now=asked.now) if answer else None
    if refusal is None:
        return _button("claim", _("Claim"), "user-plus", answer, record, post=True)
    return Button(
        key="claim", title=_("Claim"), icon="user-plus", allowed=False, reason=str(refusal.reason), who=str(refusal.who)
    )


def _button(key: str, title: Any, icon: str, answer: Any, record: Pooled, **how: bool) -> Button:
    return Button(
        key=key, title=title, icon=icon, url=reverse(f"pools:{key}", args=[record.pk]), allowed=answer.allowed,
        reason=answer.reason, who=answer.who or names_of_keepers(record.pool), **how,
    )


def data_tab(record: Pooled, asked: Asked) -> dict[str, Any]:
    """The plain facts, and in which pools it lay before."""
    customer: Customer = record.customer
    facts = [(customer_page.label_of(name), customer_page.said(customer, name, asked.user)) for name in SHOWN]
    stays = customer.pool_stays.select_related("pool", "former", "taken_by").order_by("-entered_at", "-pk")
    return {"facts": [row for row in facts if row[1]], "stays": stays[:50]}


POOLED_PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Public pool"),
    listing="pools",
    url_name="pools:detail",
    tabs=(Tab(key="data", title=gettext_lazy("Data"), template="pools/tab_data.html", context=data_tab),),
    name="customer.name",
    badge="customer.abc",
    number="customer.code",
    tags=lambda record: [one for one in (record.customer.industry, record.customer.city) if one],
    owner="",
    related=("pool", "customer", "former", "department"),
    path=False,
    figures=figures,
    buttons=buttons,
    next_step=False,
)
