"""The kinds of contract: who reviews them and who approves them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.contracts import actions, queries
from gendan.modules.contracts.forms import KindForm
from gendan.modules.contracts.models import Contract, ContractKind
from gendan.modules.contracts.words import Party
from gendan.spine.access.queries import require_any
from gendan.ui.form.dialog import dialog_form


@login_required
@require_GET
def kinds(request: HttpRequest) -> HttpResponse:
    """All of them, in their order."""
    require_any(request.user, "configure", Contract)
    names = dict(Party.choices)
    rows = [{"row": one, "parties": [names[Party.SALES], *(names[key] for key in one.parties)]} for one in queries.all_kinds()]
    return render(request, "contracts/kinds.html", {"kinds": rows})


@login_required
@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add one, or change it."""
    require_any(request.user, "configure", Contract)
    row = get_object_or_404(queries.all_kinds(), pk=pk) if pk else None

    def save(data: dict[str, Any]) -> ContractKind:
        return actions.write_kind(row, values=data, actor=request.user, now=timezone.now())

    form = KindForm(request.POST or None, instance=row)
    return dialog_form(request, form, title=_("Kind of contract"), save=save, back=reverse("contracts:kinds"))
