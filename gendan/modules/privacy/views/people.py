"""What is held on a person: seen, shown for a reason, taken out as a file, and what is set aside."""

import json
from io import BytesIO
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.customers.models import Contact
from gendan.modules.privacy import actions, page, queries, sheets
from gendan.modules.privacy.access import KIND
from gendan.modules.privacy.forms import ExportForm, RequestForm, WhyForm
from gendan.spine.access.queries import require_any
from gendan.spine.persons.queries import all_handled
from gendan.spine.refusal import NotAllowed
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import UNPROCESSABLE, put_errors

ASK = ["GET", "POST"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A_PAGE = 100


def _person(request: HttpRequest, pk: int) -> Contact:
    rows = Contact.objects.visible_to(request.user).select_related("customer", "customer__department")
    found: Contact = get_object_or_404(rows, pk=pk)
    return found


@login_required
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything in one page."""
    return render(request, "privacy/person.html", page.context(_person(request, pk), request.user))


@login_required
@require_http_methods(ASK)
def show(request: HttpRequest, pk: int, group: str) -> HttpResponse:
    """Ask why, write it down, then show one group in the clear, once."""
    contact = _person(request, pk)
    handled = next((one for one in all_handled() if one.key == group), None)
    if handled is None:
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.show(contact, key=group, why=form.cleaned_data["why"], actor=request.user, now=timezone.now())
        except ValidationError as error:
            put_errors(form, error)
        else:
            lines = [line for one in found if one.holding.fields for line in page.lines_for(request.user, one.lines)]
            return _dialog(request, "privacy/shown", {"title": handled.title, "contact": contact, "lines": lines})
    context = {
        "form": form, "title": handled.title, "submit": _("Show"), "action": request.path, "back": reverse("privacy:person", args=[pk]),
        "question": _("Who looked, when and why is written into the access log."),
    }
    return _dialog(request, "ui/dialog", context, form="_form", status=UNPROCESSABLE if form.errors else 200)


def _dialog(request: HttpRequest, name: str, context: dict[str, Any], *, form: str = "", status: int = 200) -> HttpResponse:
    """In the dialog, or on a page of its own where scripts are missing; never kept by the browser."""
    template = f"{name}{form}.html" if request.htmx else f"{name}_page.html"  # type: ignore[attr-defined]
    answer = render(request, template, context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_http_methods(ASK)
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out everything, as a table or for programs."""
    require_any(request.user, "export", KIND)
    contact = _person(request, pk)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        found = actions.export(contact, why=form.cleaned_data["why"], actor=request.user, now=now)  # type: ignore[arg-type]
        if form.cleaned_data["form"] == "json":
            text = json.dumps(page.as_json(contact, found, now=now), ensure_ascii=False, indent=1)
            return _file(text.encode(), "application/json", f"person-{pk}.json")
        target = BytesIO()
        sheets.write(target, contact, found)
        return _file(target.getvalue(), XLSX, f"person-{pk}.xlsx")
    context = {"form": form, "contact": contact, "back": reverse("privacy:person", args=[pk])}
    return render(request, "privacy/export.html", context, status=UNPROCESSABLE if form.errors else 200)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)


@login_required
@require_http_methods(ASK)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the person asks for."""
    contact = _person(request, pk)
    require_any(request.user, "create", KIND)
    form = RequestForm(request.POST or None, initial={"asked_on": timezone.localdate()})

    def save(data: dict[str, Any]) -> None:
        actions.take_request(contact, values=data, actor=request.user, now=timezone.now())

    return dialog_form(
        request, form, title=_("The person asks for something"), submit=_("Record"), save=save, back=reverse("privacy:person", args=[pk]),
        done=_("Who answers it knows."),
    )


@login_required
@require_http_methods(ASK)
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Open what was set aside, for a claim or an audit."""
    require_any(request.user, "approve", KIND)
    contact = _person(request, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        rows = actions.look_into(contact, why=form.cleaned_data["why"], actor=request.user, now=timezone.now())  # type: ignore[arg-type]
        return _dialog(request, "privacy/aside", {"contact": contact, "rows": [page.told_aside(row, values) for row, values in rows]})
    context = {
        "form": form, "title": _("What is set aside"), "submit": _("Show"), "action": request.path,
        "back": reverse("privacy:person", args=[pk]), "question": _("Who looked, when and why is written into the access log."),
    }
    return _dialog(request, "ui/dialog", context, form="_form", status=UNPROCESSABLE if form.errors else 200)


@login_required
@require_GET
def looks(request: HttpRequest) -> HttpResponse:
    """The access log."""
    if not queries.may_audit(request.user):
        raise NotAllowed(_("The access log is read by the data protection officer and by administrators."), who=_("the administrator"))
    rows, more = queries.log(before=request.GET.get("before", ""), size=A_PAGE)
    context = {"rows": page.told_looks(rows, queries.people_in(rows)), "more": more, "everybody": True}
    return render(request, "privacy/looks.html", context)
