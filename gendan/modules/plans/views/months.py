"""Pages of plans: the list, the month, its cells, and today's customers."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.customers.models import Customer
from gendan.modules.plans import actions, grid, queries, rules
from gendan.modules.plans.actions.marking import OPEN_STATES
from gendan.modules.plans.forms import ActionForm, AnalysisForm, BeginForm, DropForm, MoveForm, TickForm
from gendan.modules.plans.models import Action, Plan, Result
from gendan.modules.plans.page import DETAIL, LISTING
from gendan.modules.plans.procedure import RUNNING
from gendan.spine.access.queries import may, require_any
from gendan.spine.org.queries import people_under
from gendan.spine.org.workdays import next_month
from gendan.spine.refusal import Refusal
from gendan.ui.detail.page import RecordSheet, record_page
from gendan.ui.detail.signs import signs_of
from gendan.ui.form.dialog import dialog_form
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.page import list_page

ASK = ["GET", "POST"]


@login_required
@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """All months that this person may see."""
    return list_page(request, LISTING)


def _plan(request: HttpRequest, pk: int) -> Plan:
    rows = Plan.objects.visible_to(request.user).select_related(*DETAIL.related)
    found: Plan = get_object_or_404(rows, pk=pk)
    return found


def _action(request: HttpRequest, pk: int) -> Action:
    rows = Action.objects.visible_to(request.user).select_related("customer", "plan__owner")
    found: Action = get_object_or_404(rows, pk=pk)
    return found


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One month: the grid over the whole width, below it the opinions and the story."""
    plan = _plan(request, pk)
    if request.GET.get("peek") or request.headers.get("HX-Target") == "tab":
        return record_page(request, DETAIL, plan)
    asked = Asked(request.user, timezone.now())
    sheet = RecordSheet(request, DETAIL, plan, asked=asked)
    return render(request, "plans/plan.html", sheet.context() | _shown(request, plan, asked) | {"signs": signs_of(plan, asked)})


def _shown(request: HttpRequest, plan: Plan, asked: Asked) -> dict[str, Any]:
    answer = may(request.user, "edit", plan)
    return {
        "plan": plan, "grid": grid.grid_of(plan, today=asked.today), "now": asked.now,
        "open": bool(answer) and plan.state in OPEN_STATES, "running": plan.state in RUNNING,
    }


@login_required
@require_POST
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """An empty cell was chosen: a visit is put there; answers with the grid."""
    plan = _plan(request, pk)
    found = grid.cell_of(request.POST.get("cell", ""))
    if found is not None:
        customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=found[0])
        actions.add_action(plan, customer=customer, day=found[1], actor=request.user, now=timezone.now())
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("plans:detail", pk=pk)
    return render(request, "plans/grid.html", _shown(request, plan, Asked(request.user, timezone.now())))


@login_required
@require_http_methods(ASK)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """An action with a customer who is not in the grid yet."""
    plan = _plan(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.add_action(plan, actor=request.user, now=timezone.now(), **data)

    form = ActionForm(request.POST or None, plan=plan, initial={"day": max(plan.month, timezone.localdate())})
    return dialog_form(request, form, title=_("Add an action"), save=save, back=reverse("plans:detail", args=[pk]), submit=_("Add"))


@login_required
@require_http_methods(ASK)
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One cell: before the approval another day or way, after it the result."""
    row = _action(request, pk)
    running = row.plan.state in RUNNING
    back = reverse("plans:detail", args=[row.plan_id])
    if request.POST.get("delete"):
        return _take_out(request, row, back)
    form = (TickForm if running else MoveForm)(request.POST or None, action=row)
    words = {"day": f"{row.day.month}-{row.day.day}", "customer": row.customer, "action": row}
    if row.result == Result.DONE:
        return dialog_form(
            request, DropForm(request.POST or None, initial={"reason": _("ticked by mistake")}), title=f"★ {row.customer}",
            save=lambda _data: actions.reopen_action(row, actor=request.user, now=timezone.now()), back=back,
            question=row.note, submit=_("Take the result back"),
        )
    return dialog_form(
        request, form, title=_("%(day)s %(customer)s: %(action)s") % words, back=back, question=row.note,
        save=lambda data: _save(request, row, data), delete="" if row.plan.state not in OPEN_STATES else _("Drop"),
    )


def _save(request: HttpRequest, row: Action, data: dict[str, Any]) -> None:
    result, note = data.pop("result", ""), data.pop("note", "")
    now = timezone.now()
    if (data["day"], data["way"], data["title"]) != (row.day, row.way, row.title):
        actions.change_action(row, actor=request.user, now=now, **data)
    if result:
        actions.finish_action(row, result=result, note=note, actor=request.user, now=now)


def _take_out(request: HttpRequest, row: Action, back: str) -> HttpResponse:
    """What needs no reason goes at once; for the rest it is asked."""
    now = timezone.now()
    reason = request.POST.get("reason") or request.POST.get("note", "")
    try:
        actions.drop_action(row, actor=request.user, now=now, reason=reason)
    except Refusal as refusal:
        if refusal.field != "reason":
            raise
        return redirect("plans:drop", pk=row.pk)
    messages.success(request, _("Taken out."))
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": back})
    return redirect(back)


@login_required
@require_http_methods(ASK)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Why an approved or carried action is dropped."""
    row = _action(request, pk)
    return dialog_form(
        request, DropForm(request.POST or None), title=_("Drop: %(customer)s") % {"customer": row.customer}, submit=_("Drop"),
        save=lambda data: actions.drop_action(row, actor=request.user, now=timezone.now(), **data),
        back=reverse("plans:detail", args=[row.plan_id]),
    )


@login_required
@require_http_methods(ASK)
def analysis(request: HttpRequest, pk: int) -> HttpResponse:
    """The preparation of the month."""
    plan = _plan(request, pk)
    form = AnalysisForm(request.POST or None, initial={"analysis": plan.analysis})
    return dialog_form(
        request, form, title=_("Analysis of the month"), back=reverse("plans:detail", args=[pk]),
        save=lambda data: actions.write_analysis(plan, actor=request.user, now=timezone.now(), **data),
    )


@login_required
@require_http_methods(ASK)
def begin(request: HttpRequest) -> HttpResponse:
    """One's own plan of this month or the next; an existing one is opened."""
    require_any(request.user, "create", Plan)
    today = timezone.localdate()
    made: list[Plan] = []
    form = BeginForm(request.POST or None, months=[rules.month_of(today), next_month(today)])

    def save(data: dict[str, Any]) -> None:
        made.append(actions.begin_month(request.user, month=data["month"], actor=request.user, now=timezone.now()))  # type: ignore[arg-type]

    answer = dialog_form(
        request, form, title=_("Begin a monthly plan"), save=save, back=reverse("plans:list"), submit=_("Begin"),
        question=_("What was not finished is carried over, and what the classes of your customers ask for is placed on working days."),
    )
    if not made:
        return answer
    url = reverse("plans:detail", args=[made[0].pk])
    return HttpResponse(status=204, headers={"HX-Redirect": url}) if request.htmx else redirect(url)  # type: ignore[attr-defined]


@login_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """F85.4: the customers to serve today, to be printed or tapped through."""
    require_any(request.user, "view", Plan)
    now = timezone.now()
    day = _day(request.GET.get("day", ""), timezone.localdate(now))
    below = people_under(request.user)  # type: ignore[arg-type]
    team = bool(below) and request.GET.get("who") == "team"
    rows = list(queries.today_of(below if team else [request.user.pk], on=day))  # type: ignore[list-item]
    seen = set(Customer.objects.visible_to(request.user).filter(pk__in=[row.customer_id for row in rows]).values_list("pk", flat=True))
    return render(request, "plans/today.html", {
        "rows": [row for row in rows if row.customer_id in seen], "day": day, "now": now, "team": team, "leads": bool(below),
        "mine": queries.plan_of(request.user, rules.month_of(day)),  # type: ignore[arg-type]
    })


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
