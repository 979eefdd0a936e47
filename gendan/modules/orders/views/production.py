"""The board of progress, and what production says of itself: weeks, key materials, and what each stage allows."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.orders import actions, board, checking, queries
from gendan.modules.orders.access import ORDER as KIND
from gendan.modules.orders.forms import ChangeTableForm, MaterialForm, WeekForm, WorkshopForm
from gendan.modules.orders.models import Material, Order, Workshop
from gendan.modules.orders.words import STANDINGS, ChangeKind, Stage
from gendan.spine.access.queries import may_any, require_any
from gendan.ui.form.dialog import dialog_form

ASK = ["GET", "POST"]
WEEKS = 8


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _after(request: HttpRequest) -> tuple[date, int] | None:
    day, _mark, pk = request.GET.get("after", "").partition("_")
    found = _day(day)
    return (found, int(pk)) if found and pk.isdecimal() else None


@login_required
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """Running orders over the weeks, what is due next first."""
    require_any(request.user, "view", KIND)
    today = timezone.localdate()
    window = board.weeks(_day(request.GET.get("from", "")), today=today)
    rows = Order.objects.visible_to(request.user)
    if request.GET.get("who") == "me":
        rows = rows.filter(owner=request.user)
    if request.GET.get("late"):
        rows = rows.filter(stage_due_on__lt=today)
    orders, following = board.page(rows, after=_after(request))
    return render(request, "orders/progress.html", {
        "rows": board.rows_of(orders, window=window, today=today), "window": window, "length": board.LENGTH, "today": today,
        "earlier": window.days[0][1] - 4 * checking.scheduling.WEEK, "later": window.days[4][1],
        "following": f"{following[0].isoformat()}_{following[1]}" if following else "", "mine": request.GET.get("who") == "me",
        "late": bool(request.GET.get("late")), "may_write": may_any(request.user, "progress", KIND),
    })


@login_required
@require_GET
def capacity(request: HttpRequest) -> HttpResponse:
    """Workshops with their coming weeks, and key materials."""
    require_any(request.user, "production", KIND)
    return render(request, "orders/capacity.html", {
        "load": checking.load_of_weeks(since=timezone.localdate(), weeks=WEEKS),
        "materials": queries.materials(),
    })


@login_required
@require_http_methods(ASK)
def workshop(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """A workshop, new or known."""
    require_any(request.user, "production", KIND)
    found = get_object_or_404(Workshop, pk=pk) if pk else None

    def save(data: dict[str, Any]) -> None:
        actions.save_workshop(found, **data, actor=request.user, now=timezone.now())

    form = WorkshopForm(request.POST or None, instance=found)
    return dialog_form(request, form, title=_("Workshop"), save=save, back=reverse("orders:capacity"), done=_("Saved."))


@login_required
@require_http_methods(ASK)
def week(request: HttpRequest, pk: int) -> HttpResponse:
    """A week with more or less room than usual."""
    require_any(request.user, "production", KIND)
    found = get_object_or_404(Workshop, pk=pk)

    def save(data: dict[str, Any]) -> None:
        actions.set_week(found, **data, actor=request.user, now=timezone.now())

    form = WeekForm(request.POST or None, initial={"quantity": found.per_week} | request.GET.dict())
    return dialog_form(request, form, title=str(found), save=save, back=reverse("orders:capacity"), done=_("Saved."))


@login_required
@require_http_methods(ASK)
def material(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """A key material, new or known."""
    require_any(request.user, "production", KIND)
    found = get_object_or_404(Material, pk=pk) if pk else None

    def save(data: dict[str, Any]) -> None:
        actions.save_material(found, **data, actor=request.user, now=timezone.now())

    form = MaterialForm(request.POST or None, instance=found)
    return dialog_form(request, form, title=_("Key material"), save=save, back=reverse("orders:capacity"), done=_("Saved."))


@login_required
@require_http_methods(ASK)
def change_table(request: HttpRequest) -> HttpResponse:
    """What each stage says to each kind of change."""
    require_any(request.user, "production", KIND)
    form = ChangeTableForm(request.POST or None, table=queries.change_table())

    def save(data: dict[str, Any]) -> None:
        actions.set_change_table(data["table"], actor=request.user, now=timezone.now())

    rows = [(label, [form[f"{kind}_{stage}"] for stage in STANDINGS]) for kind, label in ChangeKind.choices]
    heads = [_("nothing begun"), *(label for _key, label in Stage.choices)]
    return dialog_form(
        request, form, title=_("What each stage allows"), save=save, back=reverse("orders:change_table"), done=_("Saved."),
        body="orders/change_table.html", context={"rows": rows, "heads": heads},
    )
