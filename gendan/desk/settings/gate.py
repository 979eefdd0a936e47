"""Who may open which settings page; everybody else is told who can help."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gendan.spine.access.queries import viewer_of
from gendan.spine.org import rules
from gendan.spine.org.models import Employee

View = Callable[..., HttpResponse]


class PageRequest(HttpRequest):
    """A request behind the gate: somebody who works here is logged in."""

    user: Employee


def may_settle(employee: Employee) -> bool:
    """Administrators change everything."""
    return rules.runs_the_company(employee)


def may_assign(employee: Employee) -> bool:
    """The CRM supervisor besides assigns the employees' permissions (F37.5)."""
    return may_settle(employee) or rules.CRM_SUPERVISOR in viewer_of(employee).roles


def for_administrators(view: View) -> View:
    """Open the page to administrators only."""

    @login_required
    @wraps(view)
    def guarded(request: PageRequest, *args: object, **kwargs: object) -> HttpResponse:
        rules.require_administrator(request.user)
        return view(request, *args, **kwargs)

    return guarded


def for_permission_givers(view: View) -> View:
    """Open the page to administrators and the CRM supervisor."""

    @login_required
    @wraps(view)
    def guarded(request: PageRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_assign(request.user):
            rules.require_permission_giver(request.user, on=timezone.localdate())
        return view(request, *args, **kwargs)

    return guarded
