"""Repeated faults, and one corrective action for all of them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.capa import actions, similar
from gendan.modules.capa.access import KIND
from gendan.modules.capa.forms import NothingForm
from gendan.modules.capa.models import Capa
from gendan.modules.capa.numbers import REPEAT_DAYS
from gendan.modules.capa.rules import values_now
from gendan.modules.capa.similar import Repeated
from gendan.modules.capa.views.capas import ASK, NEW
from gendan.spine.access.queries import require_any
from gendan.spine.procedures import numbers
from gendan.spine.records import model_of
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import form_page
from gendan.ui.records import record_url


@login_required
@require_GET
def repeated(request: HttpRequest) -> HttpResponse:
    """The same product, defect and cause, within the window."""
    now = timezone.now()
    days = numbers.value(values_now(REPEAT_DAYS, at=now), REPEAT_DAYS)
    return render(request, "capa/repeated.html", {"rows": similar.repeated(request.user, now=now), "days": int(days), "now": now})


def _asked(request: HttpRequest) -> Repeated | None:
    product = request.GET.get("product", "")
    return similar.find(
        request.user, product=int(product) if product.isdecimal() else None, defect_key=request.GET.get("defect", ""),
        factor=request.GET.get("factor", ""), now=timezone.now(),
    )


@login_required
@require_http_methods(ASK)
def together(request: HttpRequest) -> HttpResponse:
    """One for all: those that run are joined to the oldest; where none runs yet, one is asked for."""
    require_any(request.user, "create", Capa)
    fault = _asked(request)
    if fault is None:  # others worked on it meanwhile, or it fell out of the window
        return redirect("capa:repeated")
    loose = [model_of(one.kind).objects.visible_to(request.user).get(pk=one.object_id) for one in fault.loose]
    if fault.running:
        return _join_all(request, fault, loose)

    def save(data: dict[str, Any]) -> Capa:
        return actions.open_for_many(loose, values=data, actor=request.user, now=timezone.now())  # type: ignore[arg-type]

    known = {"title": _("Repeated: %(defect)s") % {"defect": fault.defect}, "defect": fault.defect, "product": fault.product, "grade": 1}
    return form_page(request, NEW, save=save, form_kwargs={"viewer": request.user, "initial": known})


def _join_all(request: HttpRequest, fault: Repeated, loose: list[Any]) -> HttpResponse:
    into, *others = fault.running

    def save(_data: dict[str, Any]) -> None:
        actions.gather_into(into, sources=loose, joined=others, actor=request.user, now=timezone.now())  # type: ignore[arg-type]

    facts = {"number": into.number, "count": len(loose) + len(others)}
    question = _("%(count)s more are worked on in %(number)s from now on.") % facts
    return dialog_form(
        request, NothingForm(request.POST if request.method == "POST" else None), title=_("One for all"), question=question, save=save, back=record_url(KIND, into.pk),
    )
