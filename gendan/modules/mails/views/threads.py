"""The list, one thread, and where it belongs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.mails import actions
from gendan.modules.mails.detail import THREAD_PAGE
from gendan.modules.mails.forms import AttachForm, NewCustomerForm, SilenceForm
from gendan.modules.mails.listing import THREADS
from gendan.modules.mails.models import Mail, Thread
from gendan.modules.mails.page import letters_of
from gendan.modules.mails.silence import suspects
from gendan.spine.access.queries import require
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working_days
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url
from gendan.ui.security import POLICY

KIND = "mails.thread"
NEAR = 30


def seen(request: HttpRequest, pk: int, action: str = "view") -> Thread:
    """The thread, if the person sees it; refused where he may not do `action` to it."""
    found: Thread = record_or_404(request, THREAD_PAGE, pk)
    if action != "view":
        require(request.user, action, found)
    return found


@login_required
@require_GET
def threads(request: HttpRequest) -> HttpResponse:
    """All threads that this person may see."""
    return list_page(request, THREADS)


@login_required
@require_GET
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """One thread; whoever opens it has read it once more."""
    record = seen(request, pk)
    if not request.headers.get("HX-Request"):
        actions.mark_read(record, actor=request.user)
    return record_page(request, THREAD_PAGE, record)


@login_required
@require_GET
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail with its pictures from elsewhere, because somebody asked for them: the only page that may load any."""
    mail = get_object_or_404(Mail.objects.visible_to(request.user).select_related("thread"), pk=pk)
    letter = next(one for one in letters_of(mail.thread, pictures_of=pk) if one.mail.pk == pk)
    response = render(request, "mails/pictures.html", {"letter": letter, "record": mail.thread, "now": timezone.now()})
    response["Content-Security-Policy"] = POLICY.replace("img-src 'self'", "img-src 'self' https:")
    response["Referrer-Policy"] = "no-referrer"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a thread under a customer."""
    record = seen(request, pk, "edit")
    customers = Customer.objects.visible_to(request.user, "follow")

    def save(data: dict[str, Any]) -> None:
        actions.attach(record, actor=request.user, now=timezone.now(), **data)

    return dialog_form(
        request, AttachForm(request.POST or None, customers=customers), title=_("Attach to a customer"), save=save,
        back=record_url(KIND, pk), done=_("Attached, with all other mails of this address."), body="mails/attach.html",
        context={"near": customers.filter(owner=request.user).order_by("-last_activity_at")[:NEAR]},
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_customer(request: HttpRequest, pk: int) -> HttpResponse:
    """A customer who came by mail: registered, with the writer as contact, and the mails attached."""
    record = seen(request, pk, "edit")

    def save(data: dict[str, Any]) -> None:
        now = timezone.now()
        due = add_working_days(now, 1, calendar_of(request.user))  # type: ignore[arg-type]
        customer = register_customer(
            {"name": data["name"]}, actor=request.user, now=now, duplicate_reason=data["duplicate_reason"],
            contact={"name": data["contact"], "email": record.counterpart}, next_step=_first_step(record, due),
        )
        actions.attach(record, customer=customer, contact=customer.contacts.first(), actor=request.user, now=now)

    form = NewCustomerForm(request.POST or None, initial={"contact": record.counterpart_name})
    return dialog_form(
        request, form, title=_("New customer"), save=save, back=record_url(KIND, pk), done=_("Registered and attached."),
    )


def _first_step(record: Thread, due: Any) -> Any:
    return actions.FirstStep((_("Answer the e-mail: %s") % record)[:200], due, "mail")


@login_required
@require_POST
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a thread away from its customer."""
    actions.detach(seen(request, pk), actor=request.user, now=timezone.now())
    return gone(request, record_url(KIND, pk) if Thread.objects.visible_to(request.user).filter(pk=pk).exists() else reverse("mails:list"))


@login_required
@require_POST
def private(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a thread to colleagues, or open it again."""
    record = seen(request, pk)
    actions.set_private(record, private=not record.private, actor=request.user)
    return gone(request, record_url(KIND, pk))


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send what failed once more."""
    mail = get_object_or_404(Mail.objects.visible_to(request.user).select_related("thread"), pk=pk)
    actions.send_again(mail, actor=request.user, now=timezone.now())
    messages.success(request, _("It is sent again."))
    return gone(request, record_url(KIND, mail.thread_id))


@login_required
@require_http_methods(["GET", "POST"])
def silence(request: HttpRequest, pk: int) -> HttpResponse:
    """Why nobody answers, and what comes next (F06)."""
    record, now = seen(request, pk), timezone.now()
    found = suspects(record, now=now)
    due = timezone.localtime(add_working_days(now, 1, calendar_of(request.user)))  # type: ignore[arg-type]
    first = {"cause": found[0].cause, "next_title": found[0].steps[0], "next_due_at": due} if found else {}

    def save(data: dict[str, Any]) -> None:
        actions.diagnose(record, actor=request.user, now=timezone.now(), **data)

    form = SilenceForm(request.POST or None, initial=first)
    return dialog_form(
        request, form, title=_("No answer?"), save=save, back=record_url(KIND, pk), done=_("Saved as a follow-up."),
        body="mails/silence.html", context={"suspects": found},
    )
