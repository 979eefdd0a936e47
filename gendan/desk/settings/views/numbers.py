"""The numbers of the company that belong to no procedure."""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.desk.settings.forms import NumberForm
from gendan.desk.settings.gate import PageRequest, for_administrators
from gendan.spine.org import actions, tables
from gendan.spine.org.numbers import CompanyNumber, all_declared, find
from gendan.ui.form.dialog import dialog_form


@for_administrators
def numbers(request: PageRequest) -> HttpResponse:
    """Each number with what counts now, its bounds and its last change."""
    now, changes = timezone.now(), tables.changes_of_numbers(number.key for number in all_declared())
    lines = [_line(number, changes.get(number.key, []), now) for number in all_declared()]
    groups = [(group, list(found)) for group, found in groupby(lines, key=lambda line: line["number"].group)]
    return render(request, "settings/numbers.html", {"groups": groups})


def _line(number: CompanyNumber, changes: list[Any], now: datetime) -> dict[str, Any]:
    newest = changes[0] if changes else None
    before = changes[1].value if len(changes) > 1 else number.default
    return {"number": number, "value": number.at(now), "newest": newest, "before": before}


@for_administrators
def number(request: PageRequest, key: str) -> HttpResponse:
    """Change one of them."""
    declared = find(key)
    if declared is None:
        raise Http404
    now = timezone.now()
    form = NumberForm(request.POST or None, number=declared, initial={"value": declared.at(now)})
    return dialog_form(
        request, form, title=declared.title, back=reverse("settings:numbers"), done=_("Saved. It counts from now on."),
        save=lambda data: actions.settle_number(declared, data["value"], reason=data["reason"], actor=request.user, now=now),
    )
