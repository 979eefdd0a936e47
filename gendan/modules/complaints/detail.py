"""The pages of a complaint and of another call."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.complaints import candidates, letters, page, queries, rules
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.access import ENQUIRY as ENQUIRY_KIND
from gendan.modules.complaints.models import Complaint, Enquiry
from gendan.modules.complaints.procedure import PARTIES, UNVERIFIED
from gendan.modules.complaints.wording.moods import AVOID, SAID
from gendan.modules.followups.detail import story_tab
from gendan.modules.knowledge.detail import hints_card, knowledge_tab
from gendan.modules.returns.models import Return
from gendan.spine.access.queries import Answer, masked, may, may_any
from gendan.spine.procedures.models import SignOff
from gendan.ui import formats
from gendan.ui.detail.declare import Button, Card, Detail, Figure, Tab
from gendan.ui.detail.files import FILES
from gendan.ui.detail.topics import TOPICS
from gendan.ui.links import links_card
from gendan.ui.listing.filters import Asked
from gendan.ui.papers import papers_tab
from gendan.ui.records import record_url


def tags(record: Complaint) -> list[Any]:
    """Major, its class, and how often it came back."""
    found = [_("major")] if record.is_major else []
    found += [record.get_klass_display()] if record.klass else []
    found += [_("reopened %d times") % record.reopened_times] if record.reopened_times else []
    return found


def figures(record: Complaint, asked: Asked) -> list[Figure]:
    """Whose it is, by when he is answered, and what was found."""
    open_ = record.responded_at is None and record.state_kind == "open"
    late = bool(open_ and record.respond_due_at and record.respond_due_at < asked.now)
    found = [
        Figure(label=_("customer"), value=record.who or "—", note=record.phone if record.customer else "",
               url=reverse("customers:detail", args=[record.customer_id]) if record.customer_id else ""),
        Figure(label=_("grade"), value=record.get_grade_display(), note=record.get_location_display()),
        Figure(label=_("answer due"), value=record.respond_due_at or "—", state="overdue" if late else "", glyph=late,
               note=_("answered %s") % formats.date_short(record.responded_at, today=asked.today) if record.responded_at else _("late") if late else ""),
        Figure(label=_("hears next"), value=record.promised_at or "—"),
        Figure(label=_("responsible department"), value=str(record.responsible_department or "—"), note=str(record.verifier or "")),
        Figure(label=_("whose fault"), value=record.get_fault_display() or "—", note=str(record.cause or "")),
    ]
    if record.cost_cny is not None:
        found.append(Figure(label=_("cost"), value="***" if masked(asked.user, KIND, "cost_cny") else record.cost_cny, note=_("yuan")))
    if record.order is not None:
        found.append(Figure(label=_("order"), value=record.order.number, url=record_url("orders.order", record.order_id)))
    return found


def _button(key: str, title: str, icon: str, record: Any, answer: Any, *, dialog: bool = True) -> Button:
    return Button(
        key=key, title=title, icon=icon, dialog=dialog, url=reverse(f"complaints:{key}", args=[record.pk]), allowed=answer.allowed,
        reason=answer.reason, who=answer.who,
    )


def buttons(record: Complaint, asked: Asked) -> list[Button]:
    """What may be done besides the moves of the procedure."""
    if record.state_kind not in ("open", "waiting"):
        return []
    edit = may(asked.user, "edit", record)
    mine = Answer(True) if not edit.allowed and queries.works_on(record, asked.user) else edit
    found = [_button("finding", _("Write a finding"), "clipboard-check", record, mine)]
    if not record.is_major:
        found.append(_button("major", _("It is major"), "alert-triangle", record, edit))
    if record.customer_id is None:
        found.append(_button("customer", _("Name the customer"), "building", record, edit))
    if record.customer_id is not None and may_any(asked.user, "create", Return):
        url = f"{reverse('returns:create', args=[record.customer_id])}?kind={KIND}&id={record.pk}"
        found.append(Button(key="return", title=_("Goods come back"), icon="truck-return", url=url))
    found.append(_button("assign", _("Hand over"), "transfer", record, may(asked.user, "assign", record)))
    return found


def verification_tab(record: Complaint, asked: Asked) -> dict[str, Any]:
    """Findings, and the opinions of the departments side by side, the newest round first."""
    rows = SignOff.objects.filter(case=record.case_id, state="opinions").select_related("signed_by", "todo__assignee")
    rounds: dict[int, list[Any]] = {}
    names = {party.key: party.title for party in PARTIES}
    for row in rows.order_by("-round", "pk"):
        rounds.setdefault(row.round, []).append((names.get(row.party, row.party), row))
    return {
        "record": record, "findings": queries.found(record), "rounds": list(rounds.items()),
        "may_edit": record.state_kind == "open" and (may(asked.user, "edit", record).allowed or queries.works_on(record, asked.user)),
        "missing": rules.missing_to_verify(record) if record.state == "verification" else None,
    }


def count_findings(record: Complaint, asked: Asked) -> int:  # noqa: ARG001
    return len(queries.found(record))


def data_tab(record: Complaint, asked: Asked) -> dict[str, Any]:
    """All that is known of it."""
    return {"record": record, "hidden": masked(asked.user, KIND, "cost_cny"), "joined": record.joined.order_by("pk")}


def replies_tab(record: Complaint, asked: Asked) -> dict[str, Any]:
    """Every version with what it keeps of the rules, and each promise."""
    rows = record.replies.select_related("drafted_by", "approved_by", "sent_by").order_by("-version")
    return {
        "record": record, "replies": [(row, letters.checklist(row.checks)) for row in rows], "promises": record.promises.order_by("-made_at"),
        "may_edit": record.state_kind in ("open", "waiting") and may(asked.user, "edit", record).allowed, "now": asked.now,
    }


def count_replies(record: Complaint, asked: Asked) -> int:  # noqa: ARG001
    return record.replies.count()


def meetings_tab(record: Complaint, asked: Asked) -> dict[str, Any]:
    """The joint meetings."""
    may_edit = record.state_kind in ("open", "waiting") and may(asked.user, "edit", record).allowed
    return {"record": record, "meetings": queries.meetings_of(record), "may_edit": may_edit}


def count_meetings(record: Complaint, asked: Asked) -> int:  # noqa: ARG001
    return record.meetings.count()


def _same(record: Complaint, asked: Asked) -> list[Complaint]:
    """What may be the same matter, looked for once a page, while it can still be joined."""
    kept: list[Complaint] | None = record.__dict__.get("_same")
    if kept is None:
        rows = Complaint.objects.visible_to(asked.user)
        kept = record.__dict__["_same"] = candidates.same_as(rows, record) if record.state in UNVERIFIED else []
    return kept


def _reads_only(record: Complaint, asked: Asked) -> bool:
    """Whether this person has no composer there, which shows points and articles already."""
    return record.customer is None or not may(asked.user, "follow", record.customer).allowed


def _beside(card: Card) -> Card:
    """The card for those who verify, approve or carry out, and do not write follow-ups of the customer."""
    return replace(card, shown=lambda record, asked: _reads_only(record, asked) and (card.shown is None or card.shown(record, asked)))


SIMILAR = Card(
    template="complaints/card_similar.html", shown=lambda record, asked: bool(_same(record, asked)),
    context=lambda record, asked: {"record": record, "found": _same(record, asked), "may_edit": may(asked.user, "edit", record).allowed},
)
FIRST_WORDS = Card(
    template="complaints/card_first_words.html", shown=lambda record, _asked: record.state == "received" or record.first_answered_at is None,
    context=lambda record, _asked: {"said": SAID[record.mood or "calm"], "avoid": AVOID[record.mood or "calm"]},
)
COMPLAINT_PAGE = Detail(
    kind=KIND, title=gettext_lazy("Complaints"), listing="complaints", url_name="complaints:detail", name="subject", badge="customer.abc",
    number="number", tags=tags,
    related=("customer", "contact", "order", "product", "responsible_department", "respondent", "verifier", "approver", "cause", "owner",
             "department", "case", "joined_to"),
    path_states=("received", "verification", "opinions", "decision", "drafting", "approval", "approved", "implementing", "outcome", "closed"),
    figures=figures, buttons=buttons, moves_first=True, change_owner=lambda record: reverse("complaints:assign", args=[record.pk]),
    tabs=(
        story_tab(),
        Tab(key="verification", title=gettext_lazy("Verification"), template="complaints/tab_verification.html", context=verification_tab,
            count=count_findings),
        Tab(key="replies", title=gettext_lazy("Replies"), template="complaints/tab_replies.html", context=replies_tab, count=count_replies),
        Tab(key="meetings", title=gettext_lazy("Meetings"), template="complaints/tab_meetings.html", context=meetings_tab, count=count_meetings),
        Tab(key="data", title=gettext_lazy("Data"), template="complaints/tab_data.html", context=data_tab),
        papers_tab(),
        knowledge_tab(),
        FILES,
    ),
    cards=(FIRST_WORDS, SIMILAR, _beside(TOPICS), _beside(hints_card()), links_card()),
)


def complaint_page() -> Detail:
    """The page with what stands beside it: corrective actions, incidents."""
    return page.ADDED.to(COMPLAINT_PAGE, after="verification")


# -- other calls --------------------------------------------------------------------------------------------------------


def enquiry_figures(record: Enquiry, asked: Asked) -> list[Figure]:  # noqa: ARG001
    """Who called, about what."""
    return [
        Figure(label=pgettext("enquiry", "what it is"), value=record.get_matter_display(), note=record.get_channel_display()),
        Figure(label=_("customer"), value=str(record.customer or record.caller or "—"), note=record.phone,
               url=reverse("customers:detail", args=[record.customer_id]) if record.customer_id else ""),
        Figure(label=_("answer"), value=record.answer or "—"),
        *([Figure(label=_("complaint"), value=record.complaint.number, url=record_url(KIND, record.complaint.pk))] if record.complaint else []),
    ]


def enquiry_buttons(record: Enquiry, asked: Asked) -> list[Button]:
    """It may turn out to be a complaint."""
    if record.state_kind != "open":
        return []
    return [_button("complain", _("It is a complaint"), "message-exclamation", record, may(asked.user, "edit", record), dialog=False)]


ENQUIRY_PAGE = Detail(
    kind=ENQUIRY_KIND, title=gettext_lazy("Other calls"), listing="enquiries", url_name="complaints:enquiry", name="subject",
    badge="customer.abc", number="number", related=("customer", "contact", "complaint", "owner", "department", "case"),
    path_states=("received", "examined", "reported", "closed"), figures=enquiry_figures, buttons=enquiry_buttons, moves_first=True,
    tabs=(story_tab(), knowledge_tab(), FILES),
)
