"""Single records opened to single people."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.desk.permissions.forms import GrantForm
from gendan.desk.permissions.titles import titled
from gendan.spine.access import actions
from gendan.spine.access.models import Grant
from gendan.spine.access.queries import grants_of, newest_grants
from gendan.spine.records import kind_of
from gendan.spine.timeline.queries import record_of
from gendan.ui.records import record_url


def _record(request: HttpRequest, kind: str, pk: int) -> Any:
    try:
        return record_of(request.user, kind, pk)
    except LookupError:
        raise Http404 from None


def _listed(user: Any, grants: QuerySet[Grant]) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {"grant": grant, "title": title, "over": grant.expires_at is not None and grant.expires_at <= now,
         "url": record_url(grant.kind, grant.object_id)}
        for grant, title in titled(grants, user=user)
    ]


@login_required
@require_GET
def all_grants(request: HttpRequest) -> HttpResponse:
    """Every opened record, newest first: for who assigns permissions."""
    actions.require_may_set_rules(request.user)
    return render(request, "permissions/grants.html", {"grants": _listed(request.user, newest_grants())})


@login_required
@require_http_methods(["GET", "POST"])
def record_grants(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """To whom a record was opened, and opening it to one more."""
    record = _record(request, kind, pk)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant(record, actor=request.user, now=timezone.now(), **form.cleaned_data)
            return HttpResponseRedirect(reverse("record_grants", args=[kind, pk]))
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "record": record, "form": form, "grants": _listed(request.user, grants_of(record)), "url": record_url(kind_of(record), pk),
        "may_grant": actions.may_grant(record, actor=request.user),
    }
    return render(request, "permissions/record_grants.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the record again."""
    grant = get_object_or_404(Grant, pk=pk)
    record = _record(request, grant.kind, grant.object_id)
    actions.revoke(record, employee=grant.employee, actor=request.user, now=timezone.now())
    return HttpResponseRedirect(reverse("record_grants", args=[grant.kind, grant.object_id]))
