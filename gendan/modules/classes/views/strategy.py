"""The customer strategy of a year: what is wanted, what all get, the measures, and the figures of its four elements."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.classes import actions
from gendan.modules.classes.forms import MeasureOfStrategyForm, StrategyForm
from gendan.modules.classes.models import Element, Strategy
from gendan.spine.access.queries import may_any, require_any
from gendan.ui.form.dialog import dialog_form

ASK = ["GET", "POST"]


@login_required
@require_GET
def strategy(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The newest strategy, or one of an earlier year."""
    require_any(request.user, "view", Strategy)
    rows = Strategy.objects.visible_to(request.user)
    record = get_object_or_404(rows, pk=pk) if pk else rows.first()
    measures = list(record.measures.select_related("todo__assignee")) if record else []
    parts = [(element, [one for one in measures if one.element == element]) for element in Element]
    return render(request, "classes/strategy.html", {
        "record": record, "years": rows, "parts": parts, "may_edit": may_any(request.user, "edit", Strategy),
    })


@login_required
@require_http_methods(ASK)
def write(request: HttpRequest) -> HttpResponse:
    """Write the strategy of a year."""
    require_any(request.user, "edit", Strategy)
    year = request.GET.get("year", "")
    row = Strategy.objects.visible_to(request.user).filter(year=year).first() if year.isdecimal() else None
    initial = {"year": timezone.localdate().year} if row is None else {"year": row.year, "aim": row.aim, "common": row.common}

    def save(data: dict[str, Any]) -> None:
        actions.write_strategy(**data, actor=request.user, now=timezone.now())

    form = StrategyForm(request.POST or None, initial=initial)
    return dialog_form(request, form, title=_("Customer strategy"), save=save, back=reverse("classes:strategy"))


@login_required
@require_http_methods(ASK)
def measure_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a measure: it becomes somebody's to-do."""
    require_any(request.user, "edit", Strategy)
    row = get_object_or_404(Strategy.objects.visible_to(request.user), pk=pk)

    def save(data: dict[str, Any]) -> None:
        actions.add_measure(row, **data, actor=request.user, now=timezone.now())

    form = MeasureOfStrategyForm(request.POST or None, initial={"element": request.GET.get("element", "")})
    return dialog_form(request, form, title=_("Add a measure"), save=save, back=reverse("classes:strategy_of", args=[pk]))
