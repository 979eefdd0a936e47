"""The pages of an order, of its coordination, its changes and its rush requests."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.catalog.money import plain
from gendan.modules.contracts.models import Contract
from gendan.modules.followups.detail import story_tab
from gendan.modules.orders import actions, checking, page, queries, rules
from gendan.modules.orders.access import CHANGE as CHANGE_KIND
from gendan.modules.orders.access import COORDINATION as COORDINATION_KIND
from gendan.modules.orders.access import ORDER as KIND
from gendan.modules.orders.access import RUSH as RUSH_KIND
from gendan.modules.orders.models import Change, Coordination, Order, Rush
from gendan.modules.orders.procedure import SIX
from gendan.modules.orders.words import STAGES, Stage
from gendan.spine.access.queries import may, may_any
from gendan.spine.procedures.models import SignOff
from gendan.spine.refusal import Refusal
from gendan.ui.detail.declare import Button, Counted, Detail, Figure, Tab
from gendan.ui.detail.files import FILES, UNCOUNTED
from gendan.ui.detail.story import STORY
from gendan.ui.links import links_card
from gendan.ui.listing.filters import Asked
from gendan.ui.papers import papers_tab

FOLLOWING = ("draft", "received", "review", "planning", "negotiating", "leader", "notice", "running")
ON_WAY = ("received", "review", "planning", "negotiating", "leader", "coordinating", "notice", "running")


def figures(record: Order, asked: Asked) -> list[Figure]:
    """What one wants to know at a glance."""
    late = bool(record.state_kind == "open" and record.promised_on and record.promised_on < asked.today)
    behind = bool(record.state == "running" and record.stage_due_on and record.stage_due_on < asked.today)
    moved = record.promised_on and record.first_promised_on and record.promised_on != record.first_promised_on
    return [
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("amount"), value=record.amount, note=record.currency if record.currency != "CNY" else _("yuan with tax")),
        Figure(label=_("wanted by the customer on"), value=record.wanted_on),
        Figure(label=pgettext("order", "promised for"), value=record.promised_on or "—", state="overdue" if late else "", glyph=late,
               note=_("first: %(day)s") % {"day": record.first_promised_on} if moved else ""),
        Figure(label=pgettext("order", "progress"), value=record.get_stage_display() or "—", state="overdue" if behind else "", glyph=behind,
               note=_("next stage planned for %(day)s") % {"day": record.stage_due_on} if record.stage_due_on else ""),
        Figure(label=_("order notice"), value=record.notice_number or "—", note=_("version %(number)d") % {"number": record.version}),
        Figure(label=_("number"), value=record.number, note=record.customer_number),
    ]


def tags(record: Order) -> list[Any]:
    """What kind of order it is (C22)."""
    found = [record.get_market_display()]
    found += [_("special order")] if record.is_special else []
    found += [pgettext("order", "rush")] if record.rush else []
    found += [_("from stock")] if record.from_stock else []
    return found


def _button(key: str, title: str, icon: str, record: Any, answer: Any, *, dialog: bool = True, url: str = "") -> Button:
    return Button(
        key=key, title=title, icon=icon, dialog=dialog, url=url or reverse(f"orders:{key}", args=[record.pk]),
        allowed=bool(answer), reason=getattr(answer, "reason", ""), who=getattr(answer, "who", ""),
    )


def buttons(record: Order, asked: Asked) -> list[Button]:
    """What may be done besides the moves of the procedure."""
    user, found = asked.user, []
    edit = may(user, "edit", record)
    if record.state == "draft":
        found += [_button("edit", _("Edit"), "edit", record, edit, dialog=False), _button("lines", _("Products"), "list", record, edit)]
    if record.state in ON_WAY:
        found.append(_button("promise", _("Promise a day"), "calendar-check", record, may(user, "promise", record)))
    if record.state == "running":
        found.append(_button("stage", _("Write progress"), "progress-check", record, may(user, "progress", record)))
        if may_any(user, "create", Change):
            found.append(_button("change_new", _("Ask for a change"), "replace", record, True))
    if record.state in FOLLOWING and following_of(record):
        found.append(_button("follow", _("Follow the contract"), "replace", record, edit))
    if record.state in ON_WAY and not record.rush and may_any(user, "create", Rush):
        found.append(_button("rush_new", _("Ask to go first"), "urgent", record, True))
    if record.promise_moves.filter(told_at=None).exists():
        found.append(_button("told", _("Customer was told"), "message-check", record, edit))
    found.append(_button("link", _("Link for the customer"), "link", record, edit))
    found.append(Button(key="again", title=_("Order again"), icon="repeat", post=True, url=reverse("orders:again", args=[record.pk])))
    found.append(_button("assign", _("Hand over"), "transfer", record, may(user, "assign", record)))
    return found


def following_of(record: Order) -> Contract | None:
    """The version of its contract that it does not follow yet."""
    contract = queries.binding(record) if record.state_kind in ("open", "waiting") else None
    return contract if contract is not None and contract.pk != record.contract_id else None


def data_tab(record: Order, asked: Asked) -> dict[str, Any]:
    """What is ordered, by the newest version; and what a changed contract says otherwise."""
    ahead = following_of(record)
    return {
        "ahead": ahead, "differences": actions.differences_from(record, ahead) if ahead else [],
        "asked": queries.open_changes(record).exclude(contract=None).first() if ahead else None,
        "record": record, "lines": queries.lines_of(record), "reasons": [rules.words_of(one) for one in record.irregular],
        "returned": getattr(record, "return_record", None), "may_edit": record.state == "draft" and bool(may(asked.user, "edit", record)),
    }


def review_tab(record: Order, asked: Asked) -> dict[str, Any]:
    """The six opinions side by side, the plans, the talks and the signature (F12)."""
    rows = SignOff.objects.filter(case=record.case_id, state="review").select_related("signed_by", "todo__assignee")
    rounds: dict[int, list[SignOff]] = {}
    for row in rows.order_by("-round", "pk"):
        rounds.setdefault(row.round, []).append(row)
    parties = {party.key: party.title for party in SIX}
    found = [(number, [(parties.get(one.party, one.party), one) for one in signed]) for number, signed in rounds.items()]
    threshold = rules.threshold_of(record.case.numbers) if record.case else None
    return {"record": record, "rounds": found, "threshold": threshold, "coordinations": record.coordinations.select_related("case")}


def progress_tab(record: Order, asked: Asked) -> dict[str, Any]:
    """Planned against actual days, the check, what is booked, and how the promise moved (F14, F21)."""
    names = {line.key: str(line) for line in queries.lines_of(record)}
    groups = [(names.get(key, "") if key else "", rows) for key, rows in queries.progress_of(record).items()]
    return {
        "record": record, "groups": groups, "today": asked.today, "check": record.promise_check, "weeks": checking.weeks_of(record),
        "moves": record.promise_moves.select_related("moved_by").prefetch_related("tellings__mail", "tellings__message", "tellings__by"), "split": len(groups) > 1,
        "may_progress": record.state == "running" and bool(may(asked.user, "progress", record)),
    }


def changes_tab(record: Order, asked: Asked) -> dict[str, Any]:
    """Changes, rush requests, and all versions with what is different (F21)."""
    return {
        "record": record, "changes": record.changes.select_related("case", "created_by").order_by("-pk"),
        "rushes": record.rushes.select_related("case", "decided_by").order_by("-pk"), "versions": versions_of(record),
    }


def versions_of(record: Order) -> list[dict[str, Any]]:
    """Each version with its lines, the newest first."""
    rows = record.versions.prefetch_related("lines").select_related("made_by")
    return [{"row": one, "lines": list(one.lines.all())} for one in rows]


def confirmations_tab(record: Order, asked: Asked) -> dict[str, Any]:
    """What the customer was asked to confirm, and what he said."""
    rows = record.confirmations.select_related("attachment", "asked_by")
    return {"record": record, "confirmations": rows, "may_edit": record.state_kind in ("open", "waiting") and bool(may(asked.user, "edit", record))}


def count_changes(record: Order, asked: Asked) -> Counted:  # noqa: ARG001
    return record.changes.all()


ORDER_PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Orders"),
    listing="orders",
    url_name="orders:detail",
    badge="customer.abc",
    number="number",
    tags=tags,
    related=("owner", "department", "case", "customer", "contact", "opportunity", "contract", "repeats", "signed_by"),
    path_states=("draft", "received", "review", "planning", "leader", "notice", "running", "shipped"),
    figures=figures,
    buttons=buttons,
    moves_first=True,
    change_owner=lambda record: reverse("orders:assign", args=[record.pk]),
    tabs=(
        story_tab(),
        Tab(key="data", title=gettext_lazy("Data"), template="orders/tab_data.html", context=data_tab),
        Tab(key="review", title=gettext_lazy("Review"), template="orders/tab_review.html", context=review_tab),
        Tab(key="progress", title=gettext_lazy("Progress"), template="orders/tab_progress.html", context=progress_tab),
        Tab(key="changes_of", title=gettext_lazy("Order changes"), template="orders/tab_changes.html", context=changes_tab, count=count_changes),
        Tab(key="confirmations", title=gettext_lazy("Confirmations"), template="orders/tab_confirmations.html", context=confirmations_tab),
        papers_tab(),
        FILES,
    ),
    cards=(links_card(),),
)


def order_page() -> Detail:
    """The page with what other modules add to it."""
    return page.ADDED.to(ORDER_PAGE, after=ORDER_PAGE.tabs[0].key)


# -- coordination -----------------------------------------------------------------------------------------------------


def _of_order(record: Any) -> Figure:
    return Figure(label=_("order"), value=str(record.order), url=reverse("orders:detail", args=[record.order_id]))


def coordination_figures(record: Coordination, asked: Asked) -> list[Figure]:
    """The order, the formula and the trials."""
    formula, trials = record.formulas.first(), record.trials.count()
    return [
        _of_order(record),
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("formula version"), value=formula.number if formula else "—",
               note=_("only the structure changes") if record.structure_only else ""),
        Figure(label=_("trials"), value=trials, note=record.get_trial_display()),
        Figure(label=_("number"), value=record.number),
    ]


def coordination_tab(record: Coordination, asked: Asked) -> dict[str, Any]:
    """Formulas and trials, the newest first."""
    return {
        "record": record, "formulas": record.formulas.select_related("made_by", "product"),
        "trials": record.trials.select_related("formula", "recorded_by", "judged_by").order_by("-pk"),
    }


def coordination_buttons(record: Coordination, asked: Asked) -> list[Button]:
    """Write formula and process."""
    if record.state != "drafting":
        return []
    return [_button("formula", _("Write formula and process"), "flask", record, may(asked.user, "edit", record))]


COORDINATION_PAGE = Detail(
    kind=COORDINATION_KIND, title=gettext_lazy("Coordination"), listing="coordinations", url_name="orders:coordination",
    name="order.name", number="number", related=("owner", "department", "case", "customer", "order"),
    path_states=("drafting", "joint", "chief", "small", "final", "industrial", "done"), figures=coordination_figures,
    buttons=coordination_buttons, moves_first=True,
    tabs=(
        Tab(key="data", title=gettext_lazy("Formula and trials"), template="orders/tab_coordination.html", context=coordination_tab),
        STORY, UNCOUNTED,
    ),
)


# -- changes and rush requests ----------------------------------------------------------------------------------------


def change_figures(record: Change, asked: Asked) -> list[Figure]:
    """What is to become different."""
    said = [
        (_("line"), record.line_key), (_("product"), record.product), (_("quantity"), plain(record.quantity) if record.quantity else None),
        (_("unit price"), record.price), (_("new day"), record.new_on), (_("what it should be"), record.text),
    ]
    stage = Stage(record.stage).label if record.stage in STAGES else _("nothing begun")
    return [
        _of_order(record),
        Figure(label=_("kind of change"), value=record.get_kind_display(), note=record.get_allowed_display()),
        *(Figure(label=label, value=str(value)) for label, value in said if value not in (None, "")),
        Figure(label=pgettext("order", "progress"), value=stage),
        Figure(label=_("reason"), value=record.reason, note=record.get_asked_by_display()),
        *([Figure(label=_("confirmed by"), value=record.confirmed_by, note=record.confirmed_how)] if record.confirmed_by else []),
    ]


def difference_tab(record: Change, asked: Asked) -> dict[str, Any]:  # noqa: ARG001  every tab is asked so
    """What the order says otherwise with this change, or said otherwise before it."""
    try:
        return {"record": record, "differences": actions.differences_of(record)}
    except Refusal as refusal:
        return {"record": record, "why_not": refusal.reason}


CHANGE_PAGE = Detail(
    kind=CHANGE_KIND, title=gettext_lazy("Order changes"), listing="order-changes", url_name="orders:change", name=str, number="number",
    related=("owner", "department", "case", "customer", "order", "product"), path_states=("asked", "review", "customer", "done"),
    figures=change_figures, moves_first=True,
    tabs=(
        Tab(key="difference", title=gettext_lazy("What differs"), template="orders/tab_difference.html", context=difference_tab), STORY, UNCOUNTED,
    ),
)


def rush_figures(record: Rush, asked: Asked) -> list[Figure]:
    """Who presses, for when, and what became of it."""
    return [
        _of_order(record),
        Figure(label=_("who presses"), value=record.requester, note=record.reason),
        Figure(label=_("wanted for"), value=record.wanted_on),
        Figure(label=pgettext("order", "promised for"), value=record.order.promised_on or "—"),
        *([Figure(label=_("opinion"), value=record.opinion, note=str(record.decided_by))] if record.opinion else []),
    ]


def rush_tab(record: Rush, asked: Asked) -> dict[str, Any]:
    """The orders that it would push back."""
    return {"record": record, "beside": queries.beside(record.order)[:30]}


RUSH_PAGE = Detail(
    kind=RUSH_KIND, title=gettext_lazy("Rush requests"), listing="rushes", url_name="orders:rush", name=str, number="number",
    related=("owner", "department", "case", "customer", "order", "decided_by"), figures=rush_figures, moves_first=True,
    tabs=(Tab(key="data", title=gettext_lazy("Orders pushed back"), template="orders/tab_rush.html", context=rush_tab), STORY, UNCOUNTED),
)
