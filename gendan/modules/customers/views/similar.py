"""The like customers beside a form, drawn anew while somebody types; and the request to work on one of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gendan.modules.customers.actions import ask_for_collaboration
from gendan.modules.customers.models import Customer
from gendan.modules.customers.similar import Similar
from gendan.spine.access.queries import require_any


@login_required
@require_POST
def matches(request: HttpRequest) -> HttpResponse:
    """The like ones for what has been typed so far."""
    require_any(request.user, "create", Customer)
    context = {"similar": Similar(request), "form_id": "customer-new", "fragment": True}
    return render(request, "customers/like_ones.html", context)


@login_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask whoever is responsible to let the person work on a customer that the check found."""
    require_any(request.user, "create", Customer)
    chosen = request.POST.get("duplicate", "")
    if chosen.isdigit():
        reason = request.POST.get("ask_note", "")[:120]
        person = ask_for_collaboration(int(chosen), reason=reason, actor=request.user, now=timezone.now())
        messages.success(request, _("%(name)s has been asked and has one working day.") % {"name": person.name})
    return HttpResponseRedirect(reverse("customers:list"))


