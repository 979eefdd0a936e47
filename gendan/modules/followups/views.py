"""Pages of follow-ups: the composer, the lists, one promise, material on its way."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.modules.customers.models import Customer
from gendan.modules.followups import actions, subjects
from gendan.modules.followups.access import KIND
from gendan.modules.followups.composer import composer_of, helps, quick_dues
from gendan.modules.followups.detail import PROMISE_PAGE
from gendan.modules.followups.forms import FollowupForm, MaterialForm, PromiseForm
from gendan.modules.followups.listing import FOLLOWUPS, PROMISES
from gendan.modules.followups.models import Promise
from gendan.modules.followups.queries import activity_by_token
from gendan.spine import records
from gendan.spine.access.queries import may, seen
from gendan.spine.procedures import todos
from gendan.spine.procedures.models import Todo
from gendan.spine.procedures.queries import todo_for
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.ui.detail.page import record_page
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.form.page import put_errors
from gendan.ui.listing.page import list_page
from gendan.ui.own import form as own
from gendan.ui.records import record_url
from gendan.ui.security import speaking

TOLD = ("way", "text", "contact", "result", "attitude", "at", "number", "asked_for", "answered_by", "purpose", "effect",
        "promise_question", "promise_due_at", "once", "checked")


@login_required
def followups(request: HttpRequest) -> HttpResponse:
    """All follow-ups that this person may see."""
    return list_page(request, FOLLOWUPS)


@login_required
def promises(request: HttpRequest) -> HttpResponse:
    """Promised answers, the urgent first."""
    return list_page(request, PROMISES)


@login_required
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """One promise."""
    rows = Promise.objects.visible_to(request.user).select_related(*PROMISE_PAGE.related)
    return record_page(request, PROMISE_PAGE, get_object_or_404(rows, pk=pk))


def _subject(request: HttpRequest, kind: str, pk: int) -> tuple[Any, Customer]:
    """The record and its customer, both seen with this person's rights."""
    if kind != subjects.CUSTOMER and not subjects.is_subject(kind):
        raise Http404
    record = seen(records.model_of(kind), pk, request.user)
    main = records.main_of(record) if record is not None and kind != subjects.CUSTOMER else None
    customer = record if kind == subjects.CUSTOMER else seen(Customer, main.id, request.user) if main else None
    if record is None or customer is None:
        raise Http404
    return record, customer


@login_required
@require_http_methods(["GET", "POST"])
def log(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The composer: GET shows it on a page of its own (phone), POST writes activity and next step."""
    record, customer = _subject(request, kind, pk)
    completes = _todo(request, request.POST.get("completes") or request.GET.get("todo") or "")
    if request.method != "POST":
        return _page(request, record, customer, None, completes)
    form = FollowupForm(request.POST, request.FILES, customer=customer)
    own.add_to(form, kind=KIND, user=request.user)
    if form.is_valid() and own.is_whole(form) and _save(request, form, record, customer, completes):
        messages.success(request, _("Saved. Next step: %(step)s") % {"step": form.cleaned_data["next_title"] or "—"})
        return gone(request, record_url(kind, pk))
    if request.headers.get("HX-Target") == "composer":
        composer = composer_of(customer, user=request.user, now=timezone.now(), subject=record, form=form)
        return render(request, "ui/parts/composer.html", {"composer": composer}, status=422)
    return _page(request, record, customer, form, completes, status=422)


def _page(
    request: HttpRequest, record: Any, customer: Customer, form: FollowupForm | None, completes: Todo | None, *,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    composer = composer_of(
        customer, user=request.user, now=now, subject=record, form=form, completes=completes
    )
    answer = may(request.user, "follow", customer)
    template = "followups/dialog.html" if request.headers.get("HX-Request") else "followups/page.html"
    return speaking(render(request, template, {
        "composer": composer, "record": record, "customer": customer, "completes": completes, "form": form,
        "dues": quick_dues(request.user, now=now), **helps(request.user, record), "answer": answer,
        "record_url": record_url(composer["record_kind"], record.pk),
    }, status=status))


def _todo(request: HttpRequest, text: str) -> Todo | None:
    """The live to-do that this contact carries out, if this person may finish it."""
    todo = todo_for(request.user, int(text), now=timezone.now()) if text.isdigit() else None
    return todo if todo is not None and todo.status in todos.LIVE else None


def _save(
    request: HttpRequest, form: FollowupForm, record: Any, customer: Customer, completes: Todo | None
) -> bool:
    try:
        _write(request, form, record, customer, completes)
    except NotAllowed:
        raise
    except (ValidationError, Refusal) as error:
        put_errors(form, error)
        return False
    return True


@whole
def _write(request: HttpRequest, form: FollowupForm, record: Any, customer: Customer, completes: Todo | None) -> None:
    """What happened with its own fields and its files, which a form that is sent again does not bring twice."""
    data, files, now = form.cleaned_data, request.FILES.getlist("files"), timezone.now()
    step = actions.NextStep(
        data["next_title"], data["next_due_at"], data["next_way"], data["next_assignee"], data["no_next_reason"]
    )
    if data["no_next_reason"]:
        step = actions.NextStep(no_next_reason=data["no_next_reason"])
    if files and activity_by_token(data["once"]):
        files = []
    written = actions.log_activity(
        customer, actor=request.user, now=now, next_step=step, subject=record, completes=completes,
        seconds=data["minutes"] * 60 if data["minutes"] else None,
        **{name: data[name] for name in TOLD if data[name] not in (None, "")},
    )
    own.save(form, written, actor=request.user, now=now)
    for upload in files:
        timeline.add_attachment(record, upload=upload, actor=request.user, now=now)


@login_required
@require_http_methods(["GET", "POST"])
def complete(request: HttpRequest, todo_id: int) -> HttpResponse:
    """"Done, write the next step": the composer of the record that the to-do belongs to."""
    todo = _todo(request, str(todo_id))
    if todo is None:
        raise Http404
    kind, pk = todo.record_kind, todo.record_id
    if kind != subjects.CUSTOMER and not subjects.is_subject(kind):
        kind, pk = todo.main_kind, todo.main_id or 0
    record, customer = _subject(request, kind, pk)
    return _page(request, record, customer, None, todo)


@login_required
@require_http_methods(["GET", "POST"])
def material(request: HttpRequest, pk: int) -> HttpResponse:
    """Note material on its way; the call on its arrival is planned by itself (F02.4)."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)

    def save(data: dict[str, Any]) -> None:
        actions.send_material(customer, actor=request.user, now=timezone.now(), **data)

    return dialog_form(
        request, MaterialForm(request.POST or None, customer=customer), title=_("Material sent"), save=save,
        back=record_url(subjects.CUSTOMER, pk), done=_("Saved; a call is planned for its arrival."),
    )



@login_required
@require_http_methods(["GET", "POST"])
def promise_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Promise the customer an answer for a date; it climbs by itself when it is late (F02.6)."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)

    def save(data: dict[str, Any]) -> None:
        actions.make_promise(customer, actor=request.user, now=timezone.now(), **data)

    return dialog_form(
        request, PromiseForm(request.POST or None), title=_("Promise an answer"), save=save,
        back=record_url(subjects.CUSTOMER, pk), done=_("Saved. You are reminded before the time."),
    )
