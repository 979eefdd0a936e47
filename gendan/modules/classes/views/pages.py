"""The overview with the Pareto plot, and the dialogs: a class by hand, reckon now, how it is reckoned."""

from dataclasses import asdict
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.classes import actions, queries, rules
from gendan.modules.classes import reports as figures
from gendan.modules.classes.forms import ClassForm, MeasureForm, NothingForm
from gendan.modules.classes.models import Override, Shift
from gendan.modules.classes.overview import ABC
from gendan.modules.customers.models import Customer
from gendan.spine.access.actions import may_set_rules, require_may_set_rules
from gendan.spine.access.queries import require, require_any
from gendan.spine.org.rules import require_administrator
from gendan.ui.form.dialog import dialog_form
from gendan.ui.report.plot import plot_of

ASK = ["GET", "POST"]
RUNS = 13


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The Pareto plot, the classes with their drift, who moved in the last reckoning, and the reckonings before."""
    require_any(request.user, "view", Customer)
    now, customers = timezone.now(), Customer.objects.visible_to(request.user)
    rows, run = ABC.rows(customers, now), queries.last_run()
    shifts = Shift.objects.visible_to(request.user).filter(run=run)
    return render(request, "classes/overview.html", {
        "rows": rows, "plot": plot_of(ABC, customers, rows, now), "run": run, "runs": queries.runs(RUNS),
        "few": figures.few(customers), "drift": queries.drift(shifts), "kept": shifts.filter(held=True).count(), "may_settle": may_set_rules(request.user),
    })


@login_required
@require_http_methods(ASK)
def set_class(request: HttpRequest, pk: int) -> HttpResponse:
    """A class by hand, in place of what the turnover says."""
    record = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "edit", record)
    standing = queries.standing_of(record)
    words = _("By turnover it is %(abc)s: rank %(rank)d with %(turnover)s yuan.")
    said = words % {"abc": standing.abc, "rank": standing.rank, "turnover": f"{standing.turnover:,.0f}"} if standing else ""

    def save(data: dict[str, Any]) -> None:
        actions.set_class(record, actor=request.user, now=timezone.now(), **data)

    form = ClassForm(request.POST or None, initial={"abc": record.abc or "C"})
    return dialog_form(
        request, form, title=_("Set the class by hand"), save=save, question=said,
        back=reverse("customers:detail", args=[pk]) + "?tab=class",
    )


@login_required
@require_http_methods(ASK)
def end_override(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the turnover speak again."""
    row = get_object_or_404(Override.objects.visible_to(request.user).select_related("customer"), pk=pk)
    require(request.user, "edit", row.customer)
    return dialog_form(
        request, NothingForm(request.POST if request.method == "POST" else None), title=_("Follow the turnover again"),
        submit=_("Follow the turnover"), question=_("The class set by hand ends; the reckoned class counts at once."),
        save=lambda _data: actions.end_override(row, actor=request.user, now=timezone.now()),
        back=reverse("customers:detail", args=[row.customer_id]) + "?tab=class",
    )


@login_required
@require_http_methods(ASK)
def reckon(request: HttpRequest) -> HttpResponse:
    """Have the classes reckoned now."""
    require_may_set_rules(request.user)
    return dialog_form(
        request, NothingForm(request.POST if request.method == "POST" else None), title=_("Reckon the classes now"),
        submit=_("Reckon"), question=_("Customers get the class of their turnover; what was set by hand stays."),
        save=lambda _data: actions.ask_to_reckon(actor=request.user, now=timezone.now()), back=reverse("classes:overview"),
        done=_("The classes are being reckoned; it takes a minute."),
    )


@login_required
@require_http_methods(ASK)
def measure(request: HttpRequest) -> HttpResponse:
    """How the classes are reckoned from now on."""
    require_administrator(request.user)
    now = timezone.now()
    form = MeasureForm(request.POST or None, initial=asdict(rules.measure(at=now)))

    def save(data: dict[str, Any]) -> None:
        actions.change_measure(values=form.values(), reason=data["reason"], actor=request.user, now=now)

    return dialog_form(request, form, title=_("How the classes are reckoned"), save=save, back=reverse("classes:overview"))
