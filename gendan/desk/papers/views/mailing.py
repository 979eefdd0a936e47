"""A made paper goes out as an ordinary mail: a draft to the person there, with the paper attached; the gate of mails does the rest."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import ContentFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from gendan.desk.papers.views.records import customer_of, made_or_404
from gendan.modules.customers.models import Customer
from gendan.modules.mails import actions as mails
from gendan.spine.documents import papering
from gendan.spine.documents.models import MadePaper
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole


@login_required
@require_POST
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the mail and go on to its draft; who has no mailbox yet is shown where to connect one."""
    made, record = made_or_404(request, pk)
    customer = customer_of(record)
    if customer is None:
        raise Http404
    try:
        draft = _begin(made, record, customer, actor=request.user)  # type: ignore[arg-type]
    except Refusal as refusal:
        if refusal.code != "no_mailbox":
            raise
        messages.error(request, str(refusal.reason))
        return redirect("mails:boxes")
    return redirect("mails:draft", draft.pk)


@whole
def _begin(made: MadePaper, record: Any, customer: Customer, *, actor: Employee) -> Any:
    now, contact = timezone.now(), getattr(record, "contact", None)
    draft = mails.begin(actor=actor, now=now, customer=customer, contact=contact, subject=made.name, about=record)
    upload = ContentFile(papering.content_of(made), name=f"{made.name}.pdf")
    mails.add_file(draft, upload=upload, actor=actor, now=now)
    return draft
