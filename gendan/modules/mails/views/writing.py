"""Writing: begin, answer, keep, check and send; a second opinion; many at once; a short message."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.actions import NextStep
from gendan.modules.followups.models import Activity, Way
from gendan.modules.knowledge.queries import hints
from gendan.modules.mails import actions, gate, queries, rules
from gendan.modules.mails.forms import DraftForm, OpinionAskedForm, OpinionForm, TextForm
from gendan.modules.mails.models import Draft, Mail, Thread
from gendan.modules.mails.page import letter_of
from gendan.modules.mails.words import TICKS
from gendan.spine.access.queries import require
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.models import Attachment
from gendan.spine.timeline.queries import attachments_of
from gendan.ui.form import once
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.form.page import UNPROCESSABLE, put_errors
from gendan.ui.records import record_url

THREAD, CUSTOMER = "mails.thread", "customers.customer"


def own(request: HttpRequest, pk: int) -> Draft:
    """The person's own draft."""
    related = ("answers", "customer", "contact", "thread", "mailbox", "colleague", "owner")
    found: Draft = get_object_or_404(Draft.objects.visible_to(request.user).select_related(*related), pk=pk)
    return found


@login_required
@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """Begin a mail: to a customer, a contact, any address; or the confirmation of a talk (F05.7)."""
    asked = {key: request.GET[key] for key in ("customer", "contact", "activity") if request.GET.get(key, "").isdigit()}
    contact = _of(Contact.objects.visible_to(request.user).select_related("customer"), asked.get("contact"))
    customer = contact.customer if contact else _of(Customer.objects.visible_to(request.user), asked.get("customer"))
    talk = _of(Activity.objects.visible_to(request.user).select_related("customer", "contact"), asked.get("activity"))
    words = {"subject": _("What we agreed"), "text": talk.text} if talk else {}
    return _begun(request, lambda: actions.begin(
        actor=request.user, now=timezone.now(), customer=talk.customer if talk else customer,
        contact=talk.contact if talk else contact, to=request.GET.get("to", ""), **words,
    ))


def _begun(request: HttpRequest, begin: Callable[[], Draft]) -> HttpResponse:
    """On to the draft; who has no mailbox yet is shown where to connect one."""
    try:
        return redirect("mails:draft", begin().pk)
    except Refusal as refusal:
        if refusal.code != "no_mailbox":
            raise
        messages.error(request, str(refusal.reason))
        return redirect("mails:boxes")


def _of(rows: Any, pk: str | None) -> Any:
    return get_object_or_404(rows, pk=pk) if pk else None


@login_required
@require_GET
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the answer to a thread's last mail, or go on where it was begun."""
    thread = get_object_or_404(Thread.objects.visible_to(request.user), pk=pk)
    mails = Mail.objects.visible_to(request.user).filter(thread=thread).select_related("thread", "mailbox")
    mail = mails.filter(incoming=True).order_by("-at", "-pk").first() if thread.last_incoming else None
    mail = mail or get_object_or_404(mails.order_by("-at", "-pk")[:1])
    everybody = bool(request.GET.get("all"))
    return _begun(request, lambda: actions.answer(mail, actor=request.user, now=timezone.now(), everybody=everybody))


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The page on which a mail is written; POST saves, checks, or sends."""
    if request.method == "POST" and (url := once.sent_before(request.POST.get("once", ""), actor=request.user)):
        return redirect(url)
    record = own(request, pk)
    if request.method != "POST":
        actions.look_at(record, actor=request.user)
        return _page(request, record)
    form = DraftForm(request.POST, instance=record, boxes=queries.boxes_of(request.user).filter(is_active=True))
    if form.is_valid():
        _keep(request, record, form)
        if request.POST.get("do") == "send":
            return _send(request, record, form)
        if request.POST.get("template", "").isdigit():
            found = get_object_or_404(queries.templates_for(request.user), pk=request.POST["template"])
            actions.use_template(record, found, actor=request.user, now=timezone.now())
        if not form.errors:
            return redirect("mails:draft", record.pk)
    return _page(request, record, form=form, status=UNPROCESSABLE)


def _keep(request: HttpRequest, record: Draft, form: DraftForm) -> None:
    now = timezone.now()
    actions.keep_draft(record, values=form.cleaned_data, actor=request.user, now=now)
    for upload in request.FILES.getlist("files"):
        try:
            actions.add_file(record, upload=upload, actor=request.user, now=now)
        except ValidationError as error:
            form.add_error(None, f"{upload.name}：{'；'.join(error.messages)}")


def _send(request: HttpRequest, record: Draft, form: DraftForm) -> HttpResponse:
    """Send it once, however often the button is pressed; what the gate misses is shown beside the form."""
    if form.errors:
        return _page(request, record, form=form, status=UNPROCESSABLE)

    def save() -> str:
        mail = actions.send(record, actor=request.user, now=timezone.now())
        return record_url(THREAD, mail.thread_id)

    try:
        url = once.do(request.POST.get("once", ""), save, actor=request.user, now=timezone.now())
    except actions.GateClosed as closed:
        return _page(request, record, form=form, findings=closed.findings, status=UNPROCESSABLE)
    except (ValidationError, Refusal) as error:
        put_errors(form, error)
        return _page(request, record, form=form, status=UNPROCESSABLE)
    messages.success(request, _("It is on its way."))
    return redirect(url)


def _page(
    request: HttpRequest, record: Draft, *, form: DraftForm | None = None, findings: list[rules.Finding] | None = None,
    status: int = 200,
) -> HttpResponse:
    boxes = queries.boxes_of(request.user).filter(is_active=True)
    mine = record.owner_id == request.user.pk
    answered = record.answers
    found = findings if findings is not None else _judged(request, record)
    return render(request, "mails/draft.html", {
        "draft": record, "form": form or DraftForm(instance=record, boxes=boxes), "mine": mine, "findings": found,
        "ticks": (*TICKS, "talk"), "files": attachments_of(record), "token": once.new_token(), "templates": queries.templates_for(request.user),
        "letter": letter_of(answered, files=list(attachments_of(answered))) if answered else None,
        "opinion_form": OpinionForm(), "now": timezone.now(), "times": gate.times_read(answered, request.user), "hints": hints(request.user, ways=("mail",)),
        "back": record_url(THREAD, record.thread_id) or record_url(CUSTOMER, record.customer_id) or reverse("mails:list"),
    }, status=status)


def _judged(request: HttpRequest, record: Draft) -> list[rules.Finding]:
    try:
        return gate.judged(record, actor=request.user, now=timezone.now())
    except ValidationError:
        return []


@login_required
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed so far, kept while it is typed; the points are judged anew."""
    record = own(request, pk)
    form = DraftForm(request.POST, instance=record, boxes=queries.boxes_of(request.user).filter(is_active=True))
    if not form.is_valid():
        return HttpResponse(status=204)
    now = timezone.now()
    actions.keep_draft(record, values=form.cleaned_data, actor=request.user, now=now)
    return render(request, "mails/gate.html", {
        "findings": _judged(request, record), "kept_at": timezone.localtime(now), "ticks": (*TICKS, "talk"), "form": form, "draft": record,
        "times": gate.times_read(record.answers, request.user), "mine": True,
    })


@login_required
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    record = own(request, pk)
    back = record_url(THREAD, record.thread_id) or record_url(CUSTOMER, record.customer_id) or reverse("mails:list")
    actions.discard(record, actor=request.user, now=timezone.now())
    return gone(request, back)


@login_required
@require_POST
def remove_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file off a draft."""
    record = own(request, pk)
    actions.remove_file(record, get_object_or_404(Attachment, pk=file, kind="mails.draft", object_id=pk), actor=request.user)
    return gone(request, reverse("mails:draft", args=[pk]))


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a colleague what he thinks (F05.1)."""
    record = own(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.ask_opinion(record, actor=request.user, now=timezone.now(), **data)

    form = OpinionAskedForm(request.POST or None, actor=request.user, initial={"colleague": request.user.supervisor_id})  # type: ignore[arg-type, union-attr]
    return dialog_form(
        request, form, title=_("Ask for a second opinion"), save=save, back=reverse("mails:draft", args=[pk]), done=_("Asked."),
    )


@login_required
@require_POST
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one thinks."""
    record = own(request, pk)
    actions.give_opinion(record, opinion=request.POST.get("opinion", ""), actor=request.user, now=timezone.now())
    messages.success(request, _("Thank you; %s is told.") % record.owner.name)
    return gone(request, reverse("mails:draft", args=[pk]))


@login_required
@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """A short message to a contact."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).select_related("customer"), pk=pk)
    require(request.user, "follow", contact.customer)

    def save(data: dict[str, Any]) -> None:
        step = NextStep(data["next_title"], data["next_due_at"], Way.CALL)
        actions.text_contact(contact, text=data["text"], next_step=step, actor=request.user, now=timezone.now())

    return dialog_form(
        request, TextForm(request.POST or None), title=_("Short message to %s") % contact.name, save=save,
        back=record_url(CUSTOMER, contact.customer_id), done=_("It is on its way."),
    )
