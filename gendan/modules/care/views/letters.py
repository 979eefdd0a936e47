"""Letters of the year, their readers, and news to all old customers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.care import actions, queries
from gendan.modules.care.forms import ClippingForm, LetterForm, NewsForm, NothingForm, SenderForm
from gendan.modules.care.models import Delivery, Issue, Letter, Sender
from gendan.modules.care.numbers import READERS
from gendan.modules.customers.models import Contact, Customer
from gendan.spine.access.queries import may_any, require, require_any
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.form.page import form_page

ASK = ["GET", "POST"]
SHOWN = 100
NEWS = FormPage(
    key="care_news", title=gettext_lazy("News to all old customers"), form=NewsForm, submit=gettext_lazy("Preview"),
    crumb=(gettext_lazy("Letters and news"), "care:letters"),
    sections=(Section(title=gettext_lazy("News"), fields=("about", "mailbox", "subject", "text", "short"), wide=("subject", "text", "short")),),
)


@login_required
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """The letters of the year and what was sent."""
    require_any(request.user, "view", Issue)
    now = timezone.now()
    return render(request, "care/letters.html", {
        "letters": queries.letters(today=timezone.localdate(now)), "sender": queries.sender(),
        "readers": queries.readers().count(), "goal": READERS.at(now), "may_edit": may_any(request.user, "edit", "care.issue"),
        "issues": Issue.objects.visible_to(request.user).select_related("created_by")[:SHOWN],
    })


@login_required
@require_http_methods(ASK)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of one letter."""
    require_any(request.user, "edit", Issue)
    row = get_object_or_404(Letter, pk=pk)

    def save(data: dict[str, Any]) -> None:
        actions.write_letter(row, values=data, actor=request.user, now=timezone.now())

    title = _("Letter of month %(month)d") % {"month": row.month}
    return dialog_form(request, LetterForm(request.POST or None, instance=row), title=title, save=save, back=reverse("care:letters"))


@login_required
@require_http_methods(ASK)
def sender(request: HttpRequest) -> HttpResponse:
    """From which mailbox they go out."""
    require_any(request.user, "edit", Issue)
    row = queries.sender() or Sender()

    def save(data: dict[str, Any]) -> None:
        actions.set_sender(**data, actor=request.user, now=timezone.now())

    form = SenderForm(request.POST or None, initial={"mailbox": row.mailbox_id, "is_on": row.is_on})
    return dialog_form(request, form, title=_("Sender of the letters"), save=save, back=reverse("care:letters"))


@login_required
@require_http_methods(ASK)
def news(request: HttpRequest) -> HttpResponse:
    """Write news."""
    require_any(request.user, "create", Issue)

    def save(data: dict[str, Any]) -> str:
        made = actions.write_news(values=data, actor=request.user, now=timezone.now())
        return reverse("care:issue", args=[made.pk])

    return form_page(request, NEWS, save=save, form_kwargs={"actor": request.user}, cancel_url=reverse("care:letters"))


@login_required
@require_GET
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """One sending: whom it would reach, whom it reached, and why others were left out."""
    row = get_object_or_404(Issue.objects.visible_to(request.user).select_related("letter", "mailbox", "created_by"), pk=pk)
    mine = Customer.objects.visible_to(request.user).filter(pk__in=actions.unreached(row).values("pk")) if row.started_at else None
    left = Delivery.objects.visible_to(request.user).filter(issue=row, state=Delivery.State.LEFT_OUT).select_related("customer", "contact")
    return render(request, "care/issue.html", {
        "issue": row, "results": queries.results(row), "unreached": mine.select_related("owner")[:SHOWN] if mine is not None else [],
        "preview": queries.agreed(actions.old_customers()) if row.state == Issue.State.PLANNED else None, "left": left[:SHOWN],
        "may_edit": may_any(request.user, "edit", "care.issue"),
    })


@login_required
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it go out."""
    row = get_object_or_404(Issue.objects.visible_to(request.user), pk=pk)
    actions.begin_sending(row, actor=request.user, now=timezone.now())
    return redirect("care:issue", pk=pk)


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop it."""
    row = get_object_or_404(Issue.objects.visible_to(request.user), pk=pk)
    actions.cancel_sending(row, actor=request.user, now=timezone.now())
    return redirect("care:issue", pk=pk)


@login_required
@require_http_methods(ASK)
def reader(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a person to the readers, or stop."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).select_related("customer"), pk=pk)
    require(request.user, "follow", contact.customer)
    reads = queries.readers().filter(contact=contact).exists()

    def save(_data: dict[str, Any]) -> None:
        verb = actions.stop_reader if reads else actions.add_reader
        verb(contact, actor=request.user, now=timezone.now())

    words = _("%(name)s gets no more letters.") if reads else _("%(name)s gets the twelve letters of the year, by e-mail or short message.")
    return dialog_form(
        request, NothingForm(request.POST if request.method == "POST" else None), title=_("Letters of the year"), save=save,
        question=words % {"name": contact.name}, submit=_("Stop") if reads else _("Add"),
        back=f"{reverse('customers:detail', args=[contact.customer_id])}?tab=care",
    )


@login_required
@require_http_methods(ASK)
def clipping(request: HttpRequest, pk: int) -> HttpResponse:
    """A news clipping with a note: it becomes a draft."""
    row = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "follow", row)
    made = []

    def save(data: dict[str, Any]) -> None:
        made.append(actions.begin_clipping(row, **data, actor=request.user, now=timezone.now()))

    form = ClippingForm(request.POST or None, customer=row)
    answer = dialog_form(
        request, form, title=_("News clipping"), submit=_("To the draft"), save=save, back=reverse("customers:detail", args=[pk]),
        question=_("Something from newspapers or the web that suits this person. Mind the rights of whoever wrote it: send the link."),
    )
    return gone(request, reverse("mails:draft", args=[made[0].pk])) if made else answer
