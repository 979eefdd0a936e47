"""The pages of a return, a desk day, and what happens at the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.followups.detail import story_tab
from gendan.modules.returns import access, page, queries
from gendan.modules.returns.models import DeskDay, DeskReturn, Return, Voice, Wanted
from gendan.modules.returns.words import BEFORE_OPENING
from gendan.spine import records
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.files import FILES, UNCOUNTED
from gendan.ui.detail.story import STORY
from gendan.ui.detail.topics import TOPICS
from gendan.ui.listing.filters import Asked
from gendan.ui.papers import papers_tab
from gendan.ui.records import record_url


def _source(record: Return, asked: Asked) -> list[Figure]:
    """Who asked for it, as far as the person sees that."""
    if not record.source_kind:
        return []
    found = records.model_of(record.source_kind).objects.visible_to(asked.user).filter(pk=record.source_id).first()
    return [] if found is None else [Figure(label=_("asked for by"), value=str(found), url=record_url(record.source_kind, found.pk))]


def figures(record: Return, asked: Asked) -> list[Figure]:
    """How many, how inspected, whose fault, what the customer wants, by when."""
    late = record.state == "carrying" and record.promised_on is not None and record.promised_on < asked.today
    rate = f"{record.defect_rate.normalize():f} %" if record.defect_rate is not None else ""
    return [
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("quantity"), value=f"{record.quantity.normalize():f} {record.unit}", note=record.get_size_display()),
        Figure(label=_("inspection"), value=record.get_inspection_display() or "—", note=f"{record.report_number} {rate}".strip()),
        Figure(label=_("whose fault"), value=record.get_fault_display() or _("undecided"), note=record.cause[:40]),
        Figure(label=_("agreed"), value=record.get_wish_display() or record.get_settlement_display() or "—",
               note=_("%s yuan") % f"{record.amount:,.2f}" if record.amount else ""),
        Figure(label=_("promised for"), value=record.promised_on or "—", note=str(record.doer or ""), state="overdue" if late else "", glyph=late),
        *([Figure(label=_("order"), value=str(record.order), url=record_url("orders.order", record.order_id))] if record.order else []),
        *(_source(record, asked) or ([Figure(label=_("kept until"), value=record.keep_until)] if record.keep_until else [])),
    ]


def buttons(record: Return, asked: Asked) -> list[Button]:
    """The lines of the inspection report, while the goods are isolated."""
    if record.state != "isolated":
        return []
    answer = may(asked.user, "edit", record)
    return [Button(key="lines", title=_("Write the inspection"), icon="list-check", url=reverse("returns:lines", args=[record.pk]),
                   allowed=answer.allowed, reason=answer.reason, who=answer.who)]


def data_tab(record: Return, asked: Asked) -> dict[str, Any]:
    """What came back and what became of it, with the lines of the report."""
    return {"record": record, "lines": record.lines.all(), "least": queries.least(record, at=asked.now) if record.size else None}


RETURN_PAGE = Detail(
    kind=access.RETURN, title=gettext_lazy("Returns"), listing="returns", url_name="returns:detail", name="what", badge="customer.abc", number="number",
    related=("owner", "department", "case", "customer", "contact", "order", "product", "doer", "inspected_by", "verdict_by"),
    path_states=("announced", "received", "isolated", "inspected", "asking", "carrying", "done"), figures=figures, buttons=buttons, moves_first=True,
    tabs=(
        story_tab(), Tab(key="data", title=gettext_lazy("Inspection and disposition"), template="returns/tab_data.html", context=data_tab),
        papers_tab(), FILES,
    ),
    cards=(TOPICS,),
)


def return_page() -> Detail:
    """The page with what other modules add to it."""
    return page.ADDED.to(RETURN_PAGE, after=RETURN_PAGE.tabs[0].key)


# -- the desk -----------------------------------------------------------------------------------------------------------


def _yuan(amount: Any) -> str:
    return f"{amount:,.2f}" if amount is not None else "—"


def day_figures(record: DeskDay, asked: Asked) -> list[Figure]:  # noqa: ARG001
    """The float, what was paid back, and whether the totals agree."""
    running = record.state_kind == "open"
    total = queries.system_total(record) if running else record.system_total
    cash = queries.expected_cash(record) if running and record.opened_at else record.float_end
    return [
        Figure(label=_("signed in at"), value=record.signed_in_at, note="" if record.in_time else _("later than ten minutes before opening")),
        Figure(label=_("returns of the day before"), value=_yuan(record.before_total),
               note=_("difference %s") % _yuan(record.before_difference) if record.before_difference else str(record.checked_by or "")),
        Figure(label=_("float at opening"), value=_yuan(record.float_start), note=record.start_reason),
        Figure(label=_("cash by the book") if running else _("float before closing"), value=_yuan(cash), note=record.end_reason),
        Figure(label=_("total in gendan"), value=_yuan(total)),
        Figure(label=_("total of the slips"), value=_yuan(record.slips_total), note=record.total_reason),
    ]


def day_buttons(record: DeskDay, asked: Asked) -> list[Button]:
    """What is done at the desk while it is open."""
    if record.state != "open":
        return []
    answer = may(asked.user, "edit", record)
    why: dict[str, Any] = {"allowed": answer.allowed, "reason": answer.reason, "who": answer.who}
    return [
        Button(key="return", title=_("Take goods back"), icon="receipt-refund", url=reverse("returns:desk_new"), **why),
        Button(key="voice", title=_("Note a complaint"), icon="message-exclamation", dialog=True, url=reverse("returns:voice_new"), **why),
        Button(key="wanted", title=_("Note wanted goods"), icon="shopping-cart", dialog=True, url=reverse("returns:wanted_new"), **why),
        Button(key="expense", title=_("Note an expense"), icon="coin", dialog=True, url=reverse("returns:expense", args=[record.pk]), **why),
        Button(key="hand_over", title=_("Hand over"), icon="transfer", dialog=True, url=reverse("returns:hand_over", args=[record.pk]), **why),
    ]


def day_tab(record: DeskDay, asked: Asked) -> dict[str, Any]:
    """Returns of the day, complaints and wanted goods, hand-overs, expenses, and what was ticked."""
    def rows(model: Any) -> Any:
        return model.objects.visible_to(asked.user).filter(day=record).select_related("owner", "case").order_by("created_at", "pk")

    return {
        "record": record, "returns": rows(DeskReturn).select_related("owner", "case", "inspector"), "voices": rows(Voice), "wanted": rows(Wanted),
        "handovers": record.handovers.select_related("by", "to"), "expenses": record.expenses.select_related("noted_by"),
        "ticked": [(words, key in record.ticked) for key, words in BEFORE_OPENING.items()],
    }


DAY_PAGE = Detail(
    kind=access.DAY, title=gettext_lazy("Days of the service desk"), listing="desk_days", url_name="returns:day", name=str,
    related=("owner", "department", "case", "checked_by"), path_states=("preparing", "checking", "float", "open", "counted", "closed"),
    figures=day_figures, buttons=day_buttons, moves_first=True,
    tabs=(Tab(key="day", title=gettext_lazy("The day"), template="returns/tab_day.html", context=day_tab), STORY, UNCOUNTED), cards=(TOPICS,),
)


def _day(record: Any) -> Figure:
    return Figure(label=_("desk day"), value=str(record.day), url=record_url(access.DAY, record.day_id))


def _person(record: Any) -> Figure:
    return Figure(label=_("customer's name"), value=record.name or "—", note=record.phone)


def desk_figures(record: DeskReturn, asked: Asked) -> list[Figure]:  # noqa: ARG001
    """Receipt, amount, reason, inspector, and whether the five minutes were kept."""
    kept = {True: _("yes"), False: _("no"), None: "—"}
    return [
        Figure(label=_("receipt"), value=record.receipt, note=record.get_kind_display()),
        Figure(label=_("amount"), value=_yuan(record.amount), note=record.get_paid_by_display() or ""),
        Figure(label=_("reason"), value=record.get_reason_display(), note=record.note),
        Figure(label=_("inspector"), value=str(record.inspector or "—"), note=f"{record.get_condition_display()} {record.finding}".strip()),
        Figure(label=_("within the five minutes"), value=kept[record.in_time],
               note=_("approved by %s") % record.approved_by if record.approved_by else ""),
        Figure(label=_("goods went"), value=record.get_sorted_to_display() or "—"), _person(record), _day(record),
    ]


DESK_PAGE = Detail(
    kind=access.DESK, title=gettext_lazy("Returns at the service desk"), listing="desk_returns", url_name="returns:desk_return", name="goods",
    number="number", related=("owner", "department", "case", "day__department", "inspector", "approved_by"),
    path_states=("requested", "inspected", "paid", "done"), figures=desk_figures, moves_first=True, tabs=(STORY, UNCOUNTED),
)


def voice_figures(record: Voice, asked: Asked) -> list[Figure]:  # noqa: ARG001
    """Who complained, and how it was solved."""
    return [_person(record), Figure(label=_("complaint"), value=record.text[:80]), Figure(label=_("how it was solved"), value=record.result[:80] or "—"), _day(record)]


VOICE_PAGE = Detail(
    kind=access.VOICE, title=gettext_lazy("Complaints at the desk"), listing="voices", url_name="returns:voice", name=str,
    related=("owner", "department", "case", "day__department"), figures=voice_figures, moves_first=True, tabs=(STORY, UNCOUNTED),
)


def wanted_figures(record: Wanted, asked: Asked) -> list[Figure]:  # noqa: ARG001
    """What was wanted, and what he was told."""
    had = {True: pgettext("goods", "can be had"), False: pgettext("goods", "not to be had"), None: "—"}[record.available]
    return [Figure(label=_("quantity"), value=record.quantity), _person(record), Figure(label=_("answer"), value=had, note=record.answer),
            Figure(label=_("what the customer said"), value=record.said or "—"), _day(record)]


WANTED_PAGE = Detail(
    kind=access.WANTED, title=gettext_lazy("Wanted goods"), listing="wanted", url_name="returns:want", name="goods",
    related=("owner", "department", "case", "day__department"), figures=wanted_figures, moves_first=True, tabs=(STORY, UNCOUNTED),
)
