"""What may be done with a to-do: finish it with the next step, postpone it, give it to somebody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.desk.procedures.forms import CompleteForm, NextStepForm, NoNextStepForm, PostponeForm, ReassignForm
from gendan.desk.procedures.views import answers
from gendan.desk.procedures.views.moves import record_or_404
from gendan.spine.access.queries import require
from gendan.spine.org import queries as org
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import queries
from gendan.spine.procedures import todos as actions
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal

ASK = ["GET", "POST"]


@login_required
def open_todo(request: HttpRequest, pk: int) -> HttpResponse:
    """Where messages lead: the page of the record."""
    return redirect(answers.todo_url(_todo_or_404(request, pk)))


@login_required
@require_http_methods(ASK)
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Done, with the result and the next step in one form."""
    todo = _todo_or_404(request, pk)
    form = CompleteForm(request.POST or None, initial={"due_at": _tomorrow(request)})

    def write(now: Any) -> None:
        actions.complete(
            todo, actor=request.user, now=now, outcome=form.cleaned_data["outcome"], then=form.then  # type: ignore[arg-type]
        )

    return _ask(request, form, write, title=_("Done: %(title)s") % {"title": todo.title}, note=todo.main_title,
                submit=_("Done"), said=_("Done."), url=answers.todo_url(todo))


@login_required
@require_http_methods(ASK)
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Another time, with the reason."""
    todo = _todo_or_404(request, pk)
    form = PostponeForm(request.POST or None, initial={"due_at": _tomorrow(request)})

    def write(now: Any) -> None:
        data = form.cleaned_data
        actions.postpone(todo, due_at=data["due_at"], reason=data["reason"], actor=request.user, now=now)  # type: ignore[arg-type]

    return _ask(request, form, write, title=_("Postpone: %(title)s") % {"title": todo.title}, note=todo.main_title,
                submit=_("Postpone"), said=_("Postponed."), url=answers.todo_url(todo))


@login_required
@require_http_methods(ASK)
def reassign(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else, with the reason."""
    todo = _todo_or_404(request, pk)
    form = ReassignForm(request.POST or None)

    def write(now: Any) -> None:
        data = form.cleaned_data
        actions.reassign(todo, assignee=data["assignee"], reason=data["reason"], actor=request.user, now=now)  # type: ignore[arg-type]

    return _ask(request, form, write, title=_("Give to somebody else: %(title)s") % {"title": todo.title},
                note=todo.main_title, submit=_("Hand over"), said=_("Handed over."), url=answers.todo_url(todo))


@login_required
@require_http_methods(ASK)
def plan(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A next step for a record that has none."""
    record = _may_plan(request, kind, pk)
    form = NextStepForm(request.POST or None, initial={"due_at": _tomorrow(request), "assignee": request.user.pk})

    def write(now: Any) -> None:
        data = form.cleaned_data
        actions.add(record, title=data["title"], due_at=data["due_at"], assignee=data["assignee"] or request.user,
                    actor=request.user, now=now)  # type: ignore[arg-type]

    return _ask(request, form, write, title=_("Plan the next step"), note=str(record), submit=_("Plan"),
                said=_("Planned."), url=answers.record_url(kind, pk))


@login_required
@require_http_methods(ASK)
def no_next(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Why there is no next step, and when to ask again."""
    record = _may_plan(request, kind, pk)
    form = NoNextStepForm(request.POST or None, initial={"wakes_at": timezone.now() + timedelta(days=30)})

    def write(now: Any) -> None:
        data = form.cleaned_data
        actions.no_next_step(record, reason=data["reason"], wakes_at=data["wakes_at"], actor=request.user, now=now)  # type: ignore[arg-type]

    return _ask(request, form, write, title=_("No next step, because…"), note=str(record), submit=_("Save"),
                said=_("Noted."), url=answers.record_url(kind, pk))


def _may_plan(request: HttpRequest, kind: str, pk: int) -> Any:
    record = record_or_404(request.user, kind, pk)
    require(request.user, "edit", record)
    return record


def _todo_or_404(request: HttpRequest, pk: int) -> Todo:
    todo = queries.todo_for(request.user, pk, now=timezone.now())  # type: ignore[arg-type]
    if todo is None:
        raise Http404
    return todo


def _tomorrow(request: HttpRequest) -> Any:
    """The next working day at this time, a first proposal."""
    moment = add_working_days(timezone.now(), 1, org.calendar_of(request.user))  # type: ignore[arg-type]
    return timezone.localtime(moment).replace(second=0, microsecond=0)


def _ask(
    request: HttpRequest, form: Form, write: Callable[[Any], None], *, said: str, url: str, **words: Any
) -> HttpResponse:
    """Show the form, or carry it out; what the action refuses stands at its field."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    write(timezone.now())
                return answers.done(request, said, url=url or "/todos")
            except (ValidationError, Refusal) as error:
                field = {"then": "title"}.get(getattr(error, "field", ""), getattr(error, "field", ""))
                if field:
                    error.field = field  # type: ignore[union-attr]
                answers.put_errors([form], error)
    return answers.show(request, status=status, action=request.path, forms=[form], back=url, **words)
