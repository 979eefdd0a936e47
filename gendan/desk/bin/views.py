"""The recycle bin: list, restore, remove for ever."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gendan.desk.bin.kinds import KINDS, Kind
from gendan.desk.bin.places import may_open
from gendan.spine.access.queries import require_any
from gendan.spine.timeline.queries import last_entries
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.records import record_url

PAGE = 50


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The newest records first; only what this person may restore."""
    if not may_open(request.user):
        require_any(request.user, "delete", next(iter(KINDS.values())).kind)
    key = request.GET.get("kind", "")
    kind = KINDS.get(key) or next(iter(KINDS.values()))
    key, now = next(name for name, one in KINDS.items() if one is kind), timezone.now()
    rows, last = kind.rows(request.user), request.GET.get("before", "")
    found = list((rows.filter(pk__lt=int(last)) if last.isdecimal() and len(last) < 19 else rows)[: PAGE + 1])
    return render(request, "bin/page.html", {
        "kinds": [(name, one.title) for name, one in KINDS.items()], "key": key, "days": kind.days(now), "now": now,
        "rows": _lines(kind, found[:PAGE], now), "before": found[PAGE - 1].pk if len(found) > PAGE else None,
    })


def _lines(kind: Kind, rows: list[Any], now: datetime) -> list[dict[str, Any]]:
    """Each row with who deleted it, why, and until when it stays."""
    why = last_entries(kind.kind, [row.pk for row in rows], verb=f"{kind.kind.rpartition('.')[2]}.binned")
    stays = timedelta(days=kind.days(now))
    return [
        {"row": row, "number": kind.number(row), "entry": why.get(row.pk), "until": row.deleted_at + stays} for row in rows
    ]


def _binned(request: HttpRequest, key: str, pk: int) -> tuple[Kind, Any]:
    kind = KINDS.get(key)
    if kind is None:
        raise Http404
    return kind, get_object_or_404(kind.rows(request.user), pk=pk)


@login_required
@require_POST
def restore(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Back into the lists, and to its page."""
    kind, record = _binned(request, key, pk)
    kind.restore(record, actor=request.user, now=timezone.now())
    messages.success(request, _("%(name)s is restored.") % {"name": record})
    return gone(request, record_url(kind.kind, pk)) if request.htmx else redirect(record_url(kind.kind, pk))  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Ask, and remove it for ever with its comments and files."""
    kind, record = _binned(request, key, pk)

    def save(data: dict[str, Any]) -> None:  # noqa: ARG001
        kind.remove(record, actor=request.user, now=timezone.now())

    form = forms.Form(request.POST if request.method == "POST" else None)
    question = _("%(name)s is removed with everything that belongs to it. This cannot be undone.") % {"name": record}
    return dialog_form(
        request, form, title=_("Remove for ever"), submit=_("Remove for ever"), question=question, save=save,
        back=f"{reverse('bin:bin')}?kind={key}", done=_("Removed."),
    )
