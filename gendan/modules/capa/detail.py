"""The page of a corrective action."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.capa import queries
from gendan.modules.capa.access import KIND
from gendan.modules.capa.models import Capa
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.files import FILES
from gendan.ui.listing.filters import Asked
from gendan.ui.records import record_url

STORY = Tab(key="story", title=gettext_lazy("Story"), template="ui/detail/timeline.html")


def figures(record: Capa, asked: Asked) -> list[Figure]:
    """Whom it is asked of, by when, and who judges it."""
    step_late = bool(record.step_due_at and record.state_kind == "open" and record.step_due_at < asked.now)
    customer = [Figure(label=_("customer"), value=str(record.customer), url=record_url("customers.customer", record.customer_id))]
    return [
        Figure(label=_("responsible department"), value=str(record.responsible), note=record.get_origin_display()),
        *(customer if record.customer else []),
        Figure(label=pgettext("capa", "grade"), value=record.get_grade_display()),
        Figure(label=_("step ends"), value=record.step_due_at or "—", state="overdue" if step_late else "", glyph=step_late),
        Figure(label=_("product"), value=str(record.product or "—"), note=record.batch, url=record_url("catalog.product", record.product_id)),
        Figure(label=_("defect"), value=record.defect or "—", note=record.get_factor_display() if record.factor else ""),
        Figure(label=_("checks the effect"), value=str(record.checker or "—"),
               note=_("round %d") % record.round_no if record.round_no > 1 else ""),
    ]


def buttons(record: Capa, asked: Asked) -> list[Button]:
    """What may be done besides the moves."""
    if record.state_kind not in queries.OPEN:
        return []
    answer = may(asked.user, "edit", record)
    rights: dict[str, Any] = {"allowed": answer.allowed, "reason": answer.reason, "who": answer.who}
    return [Button(key="edit", title=_("Edit"), icon="edit", url=reverse("capa:edit", args=[record.pk]), **rights)]


PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Corrective actions"),
    listing="capas",
    url_name="capa:detail",
    name="title",
    number="number",
    related=("customer", "product", "responsible", "owner", "department", "checker", "case", "joined_to"),
    path_states=("team", "problem", "containment", "cause", "plan", "carry", "prevent", "check", "thanks", "closed"),
    figures=figures,
    buttons=buttons,
    moves_first=True,
    tabs=(STORY, FILES),
)
