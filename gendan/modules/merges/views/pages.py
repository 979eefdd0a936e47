"""Likely duplicates, two customers side by side, and what was merged and can be parted again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.customers.models import Customer
from gendan.modules.merges import actions, queries
from gendan.modules.merges.comparing import Comparison
from gendan.modules.merges.finding import find_groups
from gendan.modules.merges.forms import DismissForm, NothingForm, ReasonForm
from gendan.modules.merges.models import Group, Merge
from gendan.modules.merges.people import Person, people_of
from gendan.spine.access.queries import require_any
from gendan.spine.refusal import Refusal
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import UNPROCESSABLE, put_errors


@login_required
@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """Groups of customers that are likely the same."""
    require_any(request.user, "merge", Customer)
    rows, more = queries.groups_for(request.user, after=request.GET.get("after", ""))
    return render(request, "merges/groups.html", {"rows": rows, "more": more, "found_at": queries.found_at()})


@login_required
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Search the whole table now."""
    require_any(request.user, "merge", Customer)
    count = find_groups(now=timezone.now())
    messages.success(request, _("%(count)d groups found.") % {"count": count})
    return redirect("merges:list")


@login_required
@require_http_methods(["GET", "POST"])
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """They are not the same."""
    require_any(request.user, "merge", Customer)
    group = get_object_or_404(Group, pk=pk)
    return dialog_form(
        request, DismissForm(request.POST if request.method == "POST" else None), title=_("Not the same"),
        submit=_("Not the same"), back=reverse("merges:list"), done=_("They are not shown together again."),
        save=lambda data: actions.dismiss(group, actor=request.user, now=timezone.now(), **data),
    )


@login_required
@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest) -> HttpResponse:
    """Side by side: which stays, which value counts, and what goes along."""
    require_any(request.user, "merge", Customer)
    data = request.POST if request.method == "POST" else request.GET
    wanted = [int(text) for text in data.getlist("id") if text.isdigit() and len(text) < 19][: queries.MOST]
    rows = Customer.objects.visible_to(request.user, "merge").filter(pk__in=wanted)
    chosen = list(rows.select_related("owner", "department", "parent", "case").order_by("pk"))
    if len(chosen) < 2:
        raise Http404
    comparison = Comparison(chosen, viewer=request.user, given=data.dict())
    people = people_of(comparison.customers, viewer=request.user, given=data.dict())
    form = ReasonForm(request.POST if request.POST.get("do") else None)
    if request.POST.get("do") and form.is_valid():
        try:
            return _merged(request, comparison, people, form.cleaned_data["reason"])
        except (Refusal, ValidationError) as error:
            put_errors(form, error)
    context = {"comparison": comparison, "people": people, "form": form, "days": queries.undo_days(timezone.now())}
    return render(request, "merges/compare.html", context, status=UNPROCESSABLE if form.errors else 200)


def _merged(request: HttpRequest, comparison: Comparison, people: list[Person], reason: str) -> HttpResponse:
    made = actions.merge(
        comparison.survivor, losers=comparison.losers, values=comparison.values, own=comparison.own,
        owner=comparison.owner, people=[one.joined for one in people if one.is_one], reason=reason,
        actor=request.user, now=timezone.now(),
    )
    messages.success(request, _("Merged: %(names)s.") % {"names": "、".join(one.loser.name for one in made)})
    return redirect("customers:detail", comparison.survivor.pk)


@login_required
@require_GET
def merges(request: HttpRequest) -> HttpResponse:
    """What was merged, newest first."""
    require_any(request.user, "merge", Customer)
    now = timezone.now()
    rows = [(row, now <= queries.undo_until(row, now=now)) for row in queries.merges_of(request.user)[:200]]
    return render(request, "merges/merges.html", {"rows": rows, "days": queries.undo_days(now)})


@login_required
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Part the customers again."""
    merge: Merge = get_object_or_404(queries.merges_of(request.user), pk=pk)

    def save(_data: dict[str, Any]) -> None:
        actions.unmerge(merge, actor=request.user, now=timezone.now())

    question = _("%(name)s becomes a customer of its own again, with everything that came along. What was changed since stays.")
    return dialog_form(
        request, NothingForm(request.POST if request.method == "POST" else None), title=_("Undo the merge"),
        submit=_("Undo"), back=reverse("merges:done"), question=question % {"name": merge.loser.name}, save=save,
        done=_("They are two customers again."),
    )
