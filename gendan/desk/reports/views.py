"""The dashboard, the reports, and having them sent."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gendan.desk.reports import actions, queries, tiles
from gendan.desk.reports.models import Subscription
from gendan.desk.reports.tiles import Tile
from gendan.spine import replica
from gendan.spine.org.models import Role
from gendan.spine.refusal import Refusal
from gendan.ui.report.answer import answer_of
from gendan.ui.report.declare import Report, report_of, reports_for
from gendan.ui.report.page import report_page
from gendan.ui.report.periods import TITLES

SHOWN = 8
CHANGES: dict[str, Any] = {
    "add": tiles.added,
    "remove": tiles.removed,
    "earlier": lambda found, key: tiles.moved(found, key, -1),
    "later": lambda found, key: tiles.moved(found, key, 1),
    "wide": lambda found, key: tiles.changed(found, key, wide=True),
    "narrow": lambda found, key: tiles.changed(found, key, wide=False),
}


@login_required
@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    """The reports that this person put side by side, or those of his role; an administrator lays out a role's."""
    user, role = request.user, _role(request, request.GET.get("role", ""))
    offered = {one.key: one for one in reports_for(user)}
    found, own = _laid_out(request, role)
    shown = [tile for tile in found if role or tile.report in offered]
    return TemplateResponse(request, "reports/dashboard.html", {
        "reports": list(offered.values()),
        "tiles": shown,
        "own": own,
        "arranging": role is not None or request.GET.get("arrange") == "1",
        "addable": [one for one in offered.values() if one.key not in {tile.report for tile in shown}],
        "periods": list(TITLES.items()),
        "role": role,
        "roles": queries.roles() if user.is_administrator else [],
    })


@login_required
@require_GET
@replica.preferred
def tile(request: HttpRequest, key: str) -> HttpResponse:
    """What stands in one tile: the drawing, or the first rows."""
    found = _report(key)
    answer = answer_of(found, user=request.user, period=request.GET.get("period", "all"), now=timezone.now())
    plot = answer.plot
    return TemplateResponse(request, "reports/tile.html", {
        "report": found,
        "plot": plot | {"id": f"plot-{key}"} if plot else None,
        "rows": [] if plot else answer.lines()[:SHOWN],
        "more": 0 if plot else max(0, len(answer.rows) - SHOWN),
    })


@login_required
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Add, remove, move, widen a tile, or choose its period; or start over."""
    role = _role(request, request.POST.get("role", ""))
    wanted, key = request.POST.get("do", ""), request.POST.get("report", "")
    if wanted == "reset":
        actions.start_over(actor=request.user, role=role)
        return HttpResponseRedirect(_place(role, arranging=role is not None))
    found, _own = _laid_out(request, role)
    if wanted == "period":
        found = tiles.changed(found, key, period=request.POST.get("period", ""))
    elif wanted in CHANGES:
        found = CHANGES[wanted](found, key)
    else:
        raise Refusal(_("Choose what to change."), field="do")
    actions.lay_out(found, actor=request.user, role=role, now=timezone.now())
    return HttpResponseRedirect(_place(role, arranging=True))


@login_required
@require_GET
def report(request: HttpRequest, key: str) -> HttpResponse:
    """One report, as a page or as a sheet, and whether it comes by itself."""
    found = _report(key)
    context = {"subscription": queries.subscription_of(request.user, key), "often": Subscription.Every.choices}
    return report_page(request, found, template="reports/report.html", context=context)


@login_required
@require_POST
def subscribe(request: HttpRequest, key: str) -> HttpResponse:
    """Have the report sent, or no more."""
    found = _report(key)
    period = request.POST.get("period", "all")
    if every := request.POST.get("every", ""):
        wish = actions.subscribe(key, period=period, every=every, actor=request.user, now=timezone.now())
        first = timezone.localtime(wish.next_at)
        messages.success(request, _("It comes for the first time on %(day)s.") % {"day": f"{first:%Y-%m-%d %H:%M}"})
    else:
        actions.unsubscribe(key, actor=request.user)
        messages.success(request, _("It comes no more."))
    return HttpResponseRedirect(f"{reverse('report', args=[found.key])}?period={period}")


def _report(key: str) -> Report:
    found = report_of(key)
    if found is None:
        raise Http404(key)
    return found


def _role(request: HttpRequest, key: str) -> Role | None:
    """The role that an administrator lays out; None = one's own dashboard."""
    if not key:
        return None
    actions.require_layout(request.user)
    return get_object_or_404(Role, key=key)


def _laid_out(request: HttpRequest, role: Role | None) -> tuple[list[Tile], bool]:
    if role:
        return queries.dashboard_of_role(role, user=request.user), True
    return queries.dashboard_of(request.user, on=timezone.localdate())


def _place(role: Role | None, *, arranging: bool) -> str:
    asked = f"role={role.key}" if role else "arrange=1" if arranging else ""
    return f"{reverse('reports')}?{asked}" if asked else reverse("reports")
