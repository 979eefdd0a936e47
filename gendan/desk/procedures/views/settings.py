"""The written procedures: their list, the picture with its figures, the manual, and the numbers that may be changed."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gendan.desk.procedures import drawing, figures
from gendan.spine.org import actions as org_actions
from gendan.spine.org import queries as org
from gendan.spine.procedures import dwell, numbers, registry
from gendan.spine.procedures.declare import Kind, Procedure, State
from gendan.spine.procedures.manual import manual_of

TABS = (("diagram", _("Picture")), ("manual", _("Manual")), ("changes", _("Changes")))


@login_required
def procedures(request: HttpRequest) -> HttpResponse:
    """All procedures with how many cases run, and how many of them are late."""
    now = timezone.now()
    lines = []
    for procedure in registry.procedures():
        found = dwell.figures(procedure, since=now - timedelta(days=90), now=now)
        late = sum(state.present_late for state in found.states.values())
        lines.append({"procedure": procedure, "running": found.running, "late": late, "seen": found.seen})
    return render(request, "procedures/list.html", {"lines": lines})


@login_required
def procedure(request: HttpRequest, key: str) -> HttpResponse:
    """One procedure: the picture, the manual or the changes."""
    declared = _or_404(key)
    tab = request.GET.get("tab", "diagram")
    tab = tab if tab in ("diagram", "manual", "changes") else "diagram"
    now = timezone.now()
    values = numbers.current(declared, numbers.of_procedure(declared), at=now)
    days = figures.period_of(request.GET.get("days", ""))
    context = {
        "procedure": declared, "tab": tab, "days": days, "now": now, "periods": (30, 90, 365),
        "may_change": request.user.is_administrator,  # type: ignore[union-attr]
        **_part(request, tab, declared, values, days, now),
    }
    return render(request, f"procedures/{tab}.html", context)


def _part(
    request: HttpRequest, tab: str, declared: Procedure, values: dict[str, Any], days: int, now: datetime
) -> dict[str, Any]:
    if tab == "manual":
        return {"manual": manual_of(declared, values=values)}
    if tab == "changes":
        return {"changes": figures.history(declared)}
    return _diagram(request, declared, values, days, now)


def _diagram(
    request: HttpRequest, declared: Procedure, values: dict[str, Any], days: int, now: datetime
) -> dict[str, Any]:
    calendar, since = org.company_calendar(), now - timedelta(days=days)
    found = figures.all_figures(declared, values=values, days=days, now=now)
    editing = _editing(request, declared, values, since, days)
    state = _chosen(request, declared, found, editing)
    day = figures.day_length(calendar)
    wanted = editing["wanted"] if editing and editing["state"] == state else None
    return {
        "figures": found, "rows": figures.rows(declared, values=values), "editing": editing, "day_length": day,
        "picture": drawing.picture(declared, figures=found, values=values, day=day, selected=state.key),
        "panel": figures.panel(declared, state, values=values, figures=found, since=since, calendar=calendar,
                               wanted=wanted),
    }


def _editing(
    request: HttpRequest, declared: Procedure, values: dict[str, Any], since: datetime, days: int
) -> dict[str, Any] | None:
    """The number that is being changed, and what the wanted value would have meant."""
    found = figures.find_number(declared, request.GET.get("number", ""))
    if found is None or not request.user.is_administrator:  # type: ignore[union-attr]
        return None
    number, state = found
    present = float(values.get(number.key, number.default))
    try:
        wanted = min(max(float(request.GET.get("value", present)), number.low), number.high)
    except ValueError:
        wanted = present
    return {
        "number": number, "state": state, "present": present, "wanted": wanted, "days": days,
        "what_if": figures.what_if(declared, number, state, now_value=present, wanted=wanted, since=since),
    }


def _chosen(
    request: HttpRequest, declared: Procedure, found: dwell.Figures, editing: dict[str, Any] | None
) -> State:
    """The state asked for, that of the number being changed, else the hottest one."""
    asked = declared.find_state(request.GET.get("state", ""))
    if asked is not None:
        return asked
    if editing and editing["state"] is not None:
        state: State = editing["state"]
        return state
    acting = [state for state in declared.states if state.kind == Kind.OPEN] or list(declared.states)
    return max(acting, key=lambda state: found.states[state.key].late_share)


@login_required
@require_POST
def change_number(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """Set a number from now on; running cases keep what they entered their state with."""
    declared = _or_404(key)
    found = figures.find_number(declared, number)
    if found is None:
        raise Http404
    back = f"{reverse('procedures:procedure', args=[key])}?days={figures.period_of(request.POST.get('days', ''))}"
    try:
        value = _as_number(request.POST.get("value", ""))
        reason = _as_reason(request.POST.get("reason", ""))
        org_actions.set_number(
            numbers.setting_key(declared, found[0]), value, reason=reason, minimum=found[0].low, maximum=found[0].high,
            actor=request.user, now=timezone.now(),  # type: ignore[arg-type]
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{back}&number={number}")
    messages.success(request, _("Saved. It counts for cases that enter the state from now on."))
    return redirect(f"{back}&state={found[1].key if found[1] else ''}")


def _as_number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValidationError({"value": _("This has to be a number.")}) from None
    return int(value) if value.is_integer() else value


def _as_reason(text: str) -> str:
    if not text.strip():
        raise ValidationError({"reason": _("Say why.")})
    return text


def _or_404(key: str) -> Procedure:
    found = registry.find(key)
    if found is None:
        raise Http404
    return found
