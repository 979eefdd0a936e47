"""My mailboxes: connect, try, close."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.mails import actions, queries
from gendan.modules.mails.forms import MailboxForm
from gendan.modules.mails.models import Mailbox
from gendan.spine.refusal import Refusal
from gendan.ui.form.page import UNPROCESSABLE, put_errors

BEHIND = timedelta(days=30)


@login_required
@require_GET
def boxes(request: HttpRequest) -> HttpResponse:
    """The person's mailboxes and how they stand."""
    user: Any = request.user
    found = queries.boxes_known_to(user)
    return render(request, "mails/boxes.html", {"boxes": found.prefetch_related("members"), "drafts": queries.drafts_of(user)[:20], "now": timezone.now()})


@login_required
@require_http_methods(["GET", "POST"])
def box(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Connect a mailbox or change it; both servers are asked before anything is kept."""
    user: Any = request.user
    row = get_object_or_404(queries.settled_by(user), pk=pk) if pk else Mailbox(
        owner=user, name=user.name, address=user.email, sender_name=user.name, since=timezone.localdate() - BEHIND
    )
    form = MailboxForm(request.POST or None, instance=row, actor=user)
    if request.method == "POST" and form.is_valid() and _save(form, user):
        messages.success(request, _("Both servers answer; the mailbox is read from now on."))
        return redirect("mails:boxes")
    return render(request, "mails/box.html", {"form": form, "row": row, "pk": pk}, status=UNPROCESSABLE if form.errors else 200)


def _save(form: MailboxForm, user: Any) -> bool:
    data = dict(form.cleaned_data)
    password, members = data.pop("password", ""), data.pop("members", ())
    try:
        actions.save_box(form.instance, values=data, password=password, members=members, actor=user, now=timezone.now())
    except (ValidationError, Refusal) as error:
        put_errors(form, error)
        return False
    return True


@login_required
@require_POST
def try_box(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask both servers now, and say what they answer."""
    row = get_object_or_404(queries.settled_by(request.user), pk=pk)  # type: ignore[arg-type]
    troubles = actions.try_box(row)
    for trouble in troubles:
        messages.error(request, trouble.reason)
    if not troubles:
        messages.success(request, _("Both servers answer."))
    return redirect("mails:boxes")


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a mailbox no more."""
    row = get_object_or_404(queries.settled_by(request.user), pk=pk)  # type: ignore[arg-type]
    actions.close_box(row, actor=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The mailbox is read no more; its password is forgotten."))
    return redirect("mails:boxes")
