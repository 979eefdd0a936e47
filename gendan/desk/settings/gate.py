"""Who may open which settings page; everybody else is told who can help."""

from collections.abc import Callable
from functools import partial, wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gendan.spine.access.queries import viewer_of
from gendan.spine.org import rules
from gendan.spine.org.models import Employee
from gendan.ui import menu

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
    return _unless_given(view, may_assign)


def for_who_settles_something(view: View) -> View:
    """Open the page to everybody who may open one of the settings."""
    return _unless_given(view, partial(menu.any_under, "settings"))


def _unless_given(view: View, test: Callable[[Employee], bool]) -> View:
    """Whoever does not pass the test is refused, and told who gives permissions."""

    @login_required
    @wraps(view)
    def guarded(request: PageRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not test(request.user):
            rules.require_permission_giver(request.user, on=timezone.localdate())
        return view(request, *args, **kwargs)

    return guarded
