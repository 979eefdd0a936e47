"""What is kept beyond its months: the preview, the run, and what earlier runs did."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.modules.privacy import actions, expiring, queries
from gendan.modules.privacy.forms import ExpireForm
from gendan.spine.refusal import Stale
from gendan.ui.form.page import UNPROCESSABLE, put_errors

SHOWN = 50


@login_required
@require_http_methods(["GET", "POST"])
def expired(request: HttpRequest) -> HttpResponse:
    """Look at what would go and what must stay; confirm it."""
    user: Any = request.user
    expiring.require_may_expire(user)
    form = ExpireForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _run(request, form):
        return redirect("privacy:expired")
    return render(request, "privacy/expired.html", _context(user, form), status=UNPROCESSABLE if form.errors else 200)


def _run(request: HttpRequest, form: forms.Form) -> bool:
    user: Any = request.user
    try:
        run = actions.erase_expired(why=form.cleaned_data["why"], count=form.cleaned_data["count"], actor=user, now=timezone.now())
    except ValidationError as error:
        put_errors(form, error)
    except Stale as error:
        form.add_error(None, error.reason)
    else:
        messages.success(request, _("The data of %(n)d people that were kept too long are erased.") % {"n": run.people})
        return True
    return False


def _context(user: Any, form: forms.Form) -> dict[str, Any]:
    now = timezone.now()
    rows = list(expiring.late(now=now)[: expiring.AT_ONCE])
    return {
        "form": form, "groups": expiring.by_group(now=now), "count": len(rows), "at_once": expiring.AT_ONCE, "names": expiring.sees_names(user),
        "people": [expiring.looked_at(one, now=now) for one in rows[:SHOWN]], "left_out": expiring.left_out(now=now), "runs": queries.expiry_runs(),
    }
