"""The pages of samples, of what customers asked for, and of uniforms made to measure."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.followups.detail import story_tab
from gendan.modules.knowledge.detail import knowledge_tab
from gendan.modules.samples import page, queries
from gendan.modules.samples.access import PROJECT as PROJECT_KIND
from gendan.modules.samples.access import REQUEST as REQUEST_KIND
from gendan.modules.samples.access import SAMPLE as KIND
from gendan.modules.samples.models import Project, Sample, SampleRequest
from gendan.modules.samples.words import COSTS, QUESTIONS
from gendan.spine.access.queries import masked, may
from gendan.ui.detail.declare import Button, Counted, Detail, Figure, Tab
from gendan.ui.detail.files import UNCOUNTED
from gendan.ui.detail.story import STORY
from gendan.ui.detail.topics import TOPICS
from gendan.ui.listing.filters import Asked
from gendan.ui.papers import papers_tab
from gendan.ui.records import record_url

# -- the library ------------------------------------------------------------------------------------------------------


def sample_figures(record: Sample, asked: Asked) -> list[Figure]:
    """What it is, and where it lies."""
    return [
        Figure(label=_("product kind"), value=str(record.kind or "—")),
        Figure(label=_("specification"), value=record.specification or "—", note=record.size),
        Figure(label=_("material"), value=record.material or "—", note=record.colour),
        Figure(label=_("pieces in the library"), value=record.quantity, note=record.place or record.unit),
        Figure(label=_("product"), value=str(record.product or "—"), url=record_url("catalog.product", record.product_id)),
        Figure(label=pgettext("sample", "entered at"), value=record.created_at, note=str(record.owner)),
    ]


def sample_buttons(record: Sample, asked: Asked) -> list[Button]:
    """What an authorised clerk does with it; others are told who authorises."""
    allowed = queries.may_enter(asked.user)
    why: dict[str, Any] = {
        "allowed": allowed, "reason": "" if allowed else _("Samples are entered only by those whom the system operator has authorised by a record."),
        "who": "" if allowed else queries.operators(), "dialog": True,
    }
    ends = Button(key="return", title=_("Back into the library"), icon="arrow-back-up", url=reverse("samples:return", args=[record.pk]), **why) \
        if record.state == "retired" else \
        Button(key="retire", title=_("Take out of the library"), icon="archive", url=reverse("samples:retire", args=[record.pk]), **why)
    return [
        Button(key="picture", title=_("Add a picture"), icon="photo-plus", url=reverse("samples:picture_new", args=[record.pk]), **why | {"dialog": False}),
        Button(key="master", title=_("Master record"), icon="clipboard-text", url=reverse("samples:master", args=[record.pk]), **why),
        Button(key="edit", title=_("Edit"), icon="edit", url=reverse("samples:edit", args=[record.pk]), **why | {"dialog": False}),
        ends,
    ]


def pictures_tab(record: Sample, asked: Asked) -> dict[str, Any]:
    """All pictures, the first one first."""
    return {"pictures": record.pictures.select_related("file"), "may_enter": queries.may_enter(asked.user)}


def count_pictures(record: Sample, asked: Asked) -> Counted:  # noqa: ARG001
    return record.pictures.all()


def master_tab(record: Sample, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """The master record."""
    return {"record": record}


def lent_tab(record: Sample, asked: Asked) -> dict[str, Any]:
    """To whom it was given, as far as one may see them."""
    rows = SampleRequest.objects.visible_to(asked.user).filter(sample=record).select_related("customer", "owner", "case")
    return {"requests": rows.order_by("-created_at")[:100]}


SAMPLE_PAGE = Detail(
    kind=KIND, title=gettext_lazy("Sample library"), listing="samples", url_name="samples:sample", number="number",
    related=("kind", "product", "owner", "department", "case", "master_by"), path_states=("entered", "listed"), figures=sample_figures,
    buttons=sample_buttons,
    tabs=(
        Tab(key="pictures", title=gettext_lazy("Pictures"), template="samples/tab_pictures.html", context=pictures_tab, count=count_pictures),
        Tab(key="master", title=gettext_lazy("Master record"), template="samples/tab_master.html", context=master_tab),
        Tab(key="requests", title=gettext_lazy("Given to"), template="samples/tab_requests.html", context=lent_tab),
        STORY,
        papers_tab(),
    ),
    cards=(TOPICS,), next_step=False,
)


# -- requests ---------------------------------------------------------------------------------------------------------


def _payer(record: SampleRequest, name: str) -> str:
    return str(getattr(record, f"get_{name}_display")()) if getattr(record, name) else _("not decided yet")


def _customer(record: Any) -> Figure:
    return Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id]))


def request_figures(record: SampleRequest, asked: Asked) -> list[Figure]:
    """Who pays, by when, and what the customer says."""
    late = record.state == "preparing" and record.due_on is not None and record.due_on < asked.today
    accepted = {True: _("yes"), False: _("no"), None: "—"}[record.accepted]
    return [
        _customer(record),
        Figure(label=_("sample due on"), value=record.due_on or "—", note=_("round %d") % record.round_no if record.round_no else "",
               state="overdue" if late else "", glyph=late),
        Figure(label=_("sample fee"), value=record.money(record.fee), note=_payer(record, "fee_payer")),
        Figure(label=_("freight"), value=record.money(record.freight), note=_payer(record, "freight_payer")),
        *([Figure(label=_("trial cost"), value=record.money(record.trial_cost), note=_payer(record, "trial_payer"))] if record.trial_cost else []),
        Figure(label=_("sample"), value=str(record.sample or "—"), note=record.batch, url=record_url(KIND, record.sample_id)),
        Figure(label=_("quality of the lot accepted"), value=accepted, note=record.accepted_by),
        *([Figure(label=_("opportunity"), value=str(record.opportunity), url=record_url("opportunities.opportunity", record.opportunity_id))]
          if record.opportunity else []),
        *([Figure(label=_("made-to-measure project"), value=str(record.project), url=record_url(PROJECT_KIND, record.project_id))]
          if record.project else []),
    ]


def request_buttons(record: SampleRequest, asked: Asked) -> list[Button]:
    """Note requirements at any time."""
    answer = may(asked.user, "edit", record)
    return [Button(key="required", title=_("Note requirements"), icon="list-check", dialog=True, url=reverse("samples:required", args=[record.pk]),
                   allowed=answer.allowed, reason=answer.reason, who=answer.who)]


def required_tab(record: SampleRequest, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """What is required, by kind."""
    return {"record": record, "required": queries.required(record)}


def count_required(record: SampleRequest, asked: Asked) -> Counted:  # noqa: ARG001
    return record.wanted.all()


def rounds_tab(record: SampleRequest, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """Every round: when it was due and ready, how it went out, and what was said."""
    return {"record": record, "rounds": record.rounds.all()}


def count_rounds(record: SampleRequest, asked: Asked) -> int:
    return record.round_no


REQUEST_PAGE = Detail(
    kind=REQUEST_KIND, title=gettext_lazy("Samples for customers"), listing="sample_requests", url_name="samples:request", name="what",
    badge="customer.abc", number="number",
    related=("customer", "contact", "opportunity", "project", "product", "sample", "maker", "owner", "department", "case", "decided_by"),
    path_states=("asked", "preparing", "ready", "sent", "confirmed"), figures=request_figures, buttons=request_buttons, moves_first=True,
    tabs=(
        story_tab(),
        Tab(key="required", title=gettext_lazy("Requirements"), template="samples/tab_required.html", context=required_tab, count=count_required),
        Tab(key="rounds", title=gettext_lazy("Rounds"), template="samples/tab_rounds.html", context=rounds_tab, count=count_rounds),
        papers_tab(),
        knowledge_tab(),
        UNCOUNTED,
    ),
    cards=(TOPICS,),
)


def request_page() -> Detail:
    """The page with what other modules add to it."""
    return page.ADDED.to(REQUEST_PAGE, after=REQUEST_PAGE.tabs[0].key)


# -- made to measure --------------------------------------------------------------------------------------------------


def project_figures(record: Project, asked: Asked) -> list[Figure]:
    """For whom, how many, for how much."""
    hidden = masked(asked.user, PROJECT_KIND, "unit_cost")
    cost = record.unit_cost
    margin = (record.price - cost) / record.price if record.price and cost is not None else None
    return [
        _customer(record),
        Figure(label=_("uniform type"), value=record.get_product_type_display(), note=str(record.get_style_source_display() or "")),
        Figure(label=_("quantity"), value=record.quantity or "—", note=_("needed on %s") % record.needed_on if record.needed_on else ""),
        Figure(label=_("price for one"), value=record.price if record.price is not None else "—",
               note=_("budget %s") % record.budget if record.budget is not None else ""),
        Figure(label=_("cost of one"), value="***" if hidden else cost if cost is not None else "—",
               note="" if hidden or margin is None else pgettext("price", "margin %s") % f"{margin:.0%}"),
        Figure(label=_("amount"), value=record.amount if record.amount is not None else "—", note=record.contract_number),
        *([Figure(label=_("opportunity"), value=str(record.opportunity), url=record_url("opportunities.opportunity", record.opportunity_id))]
          if record.opportunity else []),
    ]


def project_buttons(record: Project, asked: Asked) -> list[Button]:
    """Change what stands at its head."""
    answer = may(asked.user, "edit", record)
    return [Button(key="edit", title=_("Edit"), icon="edit", url=reverse("samples:project_edit", args=[record.pk]), allowed=answer.allowed,
                   reason=answer.reason, who=answer.who)]


def details_tab(record: Project, asked: Asked) -> dict[str, Any]:
    """Need, style, fabric and price, with what was answered."""
    costs = [(words, getattr(record, name)) for name, words in COSTS.items()]
    return {
        "record": record, "answers": [(words, record.answers.get(key)) for key, words in QUESTIONS.items()],
        "offered": record.offered.all(), "costs": costs, "hidden": masked(asked.user, PROJECT_KIND, "unit_cost"),
    }


def samples_tab(record: Project, asked: Asked) -> dict[str, Any]:
    """The samples that were ordered for it."""
    rows = SampleRequest.objects.visible_to(asked.user).filter(project=record).select_related("customer", "owner", "case")
    return {"requests": rows.order_by("-created_at")[:50]}


def count_samples(record: Project, asked: Asked) -> Counted:  # noqa: ARG001
    return record.requests.all()


PROJECT_PAGE = Detail(
    kind=PROJECT_KIND, title=gettext_lazy("Uniforms made to measure"), listing="uniforms", url_name="samples:project", badge="customer.abc",
    number="number", related=("customer", "contact", "opportunity", "owner", "department", "case"),
    path_states=("need", "style", "fabric", "price", "order", "sampling", "confirm", "contract", "agreed"), figures=project_figures,
    buttons=project_buttons, moves_first=True,
    tabs=(
        story_tab(),
        Tab(key="data", title=gettext_lazy("Need, style, fabric, price"), template="samples/tab_project.html", context=details_tab),
        Tab(key="samples", title=gettext_lazy("Samples"), template="samples/tab_requests.html", context=samples_tab, count=count_samples),
        knowledge_tab(),
        UNCOUNTED,
    ),
    cards=(TOPICS,),
)
