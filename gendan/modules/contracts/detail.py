"""The page of one contract."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.contracts import page, queries, rules
from gendan.modules.contracts.access import CONTRACT as KIND
from gendan.modules.contracts.models import STANDING, Contract, StockCheck
from gendan.modules.contracts.procedure import UNSIGNED
from gendan.modules.contracts.signing import label_of
from gendan.modules.contracts.words import Nature, Party
from gendan.modules.followups.detail import story_tab
from gendan.modules.knowledge.detail import knowledge_tab
from gendan.spine.access.queries import Answer, may
from gendan.ui.detail.declare import Button, Card, Counted, Detail, Figure, Tab
from gendan.ui.detail.files import FILES
from gendan.ui.detail.signs import signs_of
from gendan.ui.listing.filters import Asked
from gendan.ui.papers import papers_tab


def figures(record: Contract, asked: Asked) -> list[Figure]:
    """What one wants to know at a glance."""
    left = (record.ends_on - asked.today).days if record.ends_on else None
    until = _("in %d days") % left if left is not None and left >= 0 else ""
    return [
        Figure(label=_("amount"), value=record.amount, note=record.currency if record.currency != "CNY" else _("yuan with tax")),
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("delivery until"), value=record.delivery_on or "—", note=record.delivery_terms),
        Figure(label=_("special requirements"), value=_("yes") if record.special else _("no"), note=record.special_reason),
        Figure(label=_("signed on"), value=record.signed_on or "—", note=record.their_signatory),
        Figure(label=_("contract until"), value=record.ends_on or "—", note=until),
    ]


def brief(record: Contract, asked: Asked) -> list[tuple[Any, Any]]:  # noqa: ARG001
    """What whoever gives an opinion wants to know first."""
    first = [line.name for line in record.lines.all()[:3]]
    return [
        (_("customer"), str(record.customer)), (_("What is sold"), "、".join(first)), (_("amount"), f"{record.amount:,} {record.currency}"),
        (_("delivery until"), record.delivery_on or record.delivery_terms), *([(_("what is special"), record.special_reason)] if record.special else []),
    ]


def tags(record: Contract) -> list[Any]:
    """Kind and version."""
    return [record.kind.name, *([_("version %d") % record.version] if record.version > 1 else [])]


def buttons(record: Contract, asked: Asked) -> list[Button]:
    """What may be done besides the moves of the procedure, the one that matters now first."""
    edit = may(asked.user, "edit", record)
    return [*_now(record, edit), *_always(record, edit)]


def _button(key: str, title: str, icon: str, record: Contract, answer: Answer, *, post: bool = False, dialog: bool = True, route: str = "") -> Button:
    return Button(
        key=key, title=title, icon=icon, url=reverse(f"contracts:{route or key}", args=[record.pk]), post=post, dialog=dialog and not post,
        allowed=answer.allowed, reason=answer.reason, who=answer.who,
    )


def _now(record: Contract, edit: Answer) -> list[Button]:
    if record.state in ("draft", "resolving"):
        return [_button("submit", _("Submit for review"), "send", record, edit, post=True)]
    if record.state == "approved":
        return [_button("sign", _("Both have signed"), "signature", record, edit)]
    if record.state in STANDING:
        change = queries.open_change(record)
        if change is not None:
            return [Button(key="change", title=_("Change in progress"), icon="git-branch", url=reverse("contracts:detail", args=[change.pk]))]
        return [_button("amend", _("Change the contract"), "git-branch", record, edit)]
    return []


def _always(record: Contract, edit: Answer) -> list[Button]:
    found = []
    if rules.may_be_written(record) is None:
        found.append(_button("edit", _("Edit"), "edit", record, edit, dialog=False))
    if record.state in UNSIGNED:
        found.append(_button("difference", _("Note a difference"), "arrows-diff", record, edit))
    if record.state in (*STANDING, "ended"):
        found.append(_button("renew", _("Renew"), "repeat", record, edit, post=True))
    if record.state in STANDING:
        found.append(_button("no_order", _("Why no order"), "ban", record, edit))
    return found


def data_tab(record: Contract, asked: Asked) -> dict[str, Any]:
    """What is sold, how it is paid, and the clauses."""
    may_edit = bool(may(asked.user, "edit", record)) and rules.may_be_written(record) is None
    return {
        "record": record, "lines": record.lines.select_related("product"), "terms": record.terms.all(), "may_edit": may_edit,
        "why_not": rules.may_be_written(record), "missing": rules.missing(record) if may_edit else [],
        "signed_how": label_of(record.signed_how),
    }


def review_tab(record: Contract, asked: Asked) -> dict[str, Any]:
    """Requirements, opinions side by side, differences, the warehouse's answer (F59, F64)."""
    check = getattr(record, "stock_check", None)
    may_edit = bool(may(asked.user, "edit", record))
    parts = queries.answers(record.requirements.all())
    return {
        "record": record, "signs": signs_of(record, asked), "check": check, "may_edit": may_edit,
        "natures": [(nature.label, parts[nature]) for nature in Nature if nature in parts],
        "may_write": may_edit and rules.may_be_written(record) is None, "differences": record.differences.select_related("closed_by"),
        "opinions": queries.opinions(record).exclude(verdict="pending"), "parties": dict(Party.choices),
        "may_answer": _asks(check, asked), "unsigned": record.state in UNSIGNED,
    }


def _asks(check: StockCheck | None, asked: Asked) -> bool:
    """Whether the warehouse's answer is still awaited, from this person."""
    todo = check.todo if check is not None and check.answered_at is None else None
    return todo is not None and todo.assignee_id == asked.user.pk


def count_open(record: Contract, asked: Asked) -> Counted:  # noqa: ARG001
    """Differences that are still open."""
    return queries.open_differences(record)


def versions_card(record: Contract, asked: Asked) -> dict[str, Any]:
    """All versions under the number, and the contracts before and after this one."""
    rows = queries.versions_of(record)
    return {"record": record, "versions": rows.filter(pk__in=Contract.objects.visible_to(asked.user)), "renewals": record.renewed_by.all()[:5]}


def path_of(record: Contract) -> tuple[str, ...]:
    """By its kind: the technical proposal first, and an approval after the review (F64)."""
    proposal = ("proposal", "proposal_check", "confirming") if record.kind.with_proposal else ()
    review = ("review_up", "approval") if record.approver_id or record.state in ("review_up", "approval") else ("review",)
    return ("draft", *proposal, *review, "approved", "signed", "in_force")


CONTRACT_PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Contracts"),
    listing="contracts",
    url_name="contracts:detail",
    number="title_number",
    badge="customer.abc",
    tags=tags,
    related=("owner", "department", "case", "customer", "contact", "kind", "opportunity", "approver", "amends", "renews"),
    path_states=path_of,
    figures=figures,
    buttons=buttons,
    tabs=(
        Tab(key="data", title=gettext_lazy("Contract"), template="contracts/tab_data.html", context=data_tab),
        Tab(key="review", title=gettext_lazy("Review"), template="contracts/tab_review.html", context=review_tab, count=count_open),
        story_tab(),
        papers_tab(),
        knowledge_tab(),
        FILES,
        Tab(key="changes", title=gettext_lazy("Changes"), template="ui/detail/changes.html"),
    ),
    cards=(Card(template="contracts/card_versions.html", context=versions_card),),
)


def contract_page() -> Detail:
    """The page with what other modules have added to it."""
    return page.ADDED.to(CONTRACT_PAGE, after=CONTRACT_PAGE.tabs[0].key)
