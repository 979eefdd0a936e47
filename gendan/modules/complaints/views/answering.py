"""The small dialogs of answering: telling him, the meeting, the outcome, and joining what is the same."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.complaints import actions, candidates, finding, queries
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.actions.meeting import this_afternoon, usual_participants
from gendan.modules.complaints.forms.meeting import JoinForm, MeetingForm, MinutesForm
from gendan.modules.complaints.forms.replying import NoteForm, TellForm
from gendan.modules.complaints.forms.settings import MailRuleForm
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.views.complaints import complaint_of
from gendan.modules.customers.models import Customer
from gendan.modules.mails.models import Thread
from gendan.spine.access.queries import require, require_any
from gendan.spine.links.pages import origin_of
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.records import record_url

ASK = ["GET", "POST"]


def _page(pk: int, tab: str = "") -> str:
    return record_url(KIND, pk) + (f"?tab={tab}" if tab else "")


@login_required
@require_http_methods(ASK)
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """First words in writing, or how far it is (F35.1, F70)."""
    row = complaint_of(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.tell_complainant(row, values=data, actor=request.user, now=timezone.now())

    form = TellForm.begun(row, actor=request.user, data=request.POST or None)
    return dialog_form(request, form, title=_("Tell the complainant"), save=save, back=_page(pk, "replies"), submit=_("Send it"))


@login_required
@require_http_methods(ASK)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Call production and inspection together, the same afternoon (F35.4)."""
    row, now = complaint_of(request, pk), timezone.now()
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.call_meeting(row, participants=data["participants"], at=data["at"], actor=request.user, now=timezone.now())

    usual = [one.pk for one in usual_participants(row, now=now)]
    form = MeetingForm(request.POST or None, initial={"at": timezone.localtime(this_afternoon(now=now)), "participants": usual})
    return dialog_form(request, form, title=_("Call a meeting"), save=save, back=_page(pk, "meetings"), submit=_("Call it"))


@login_required
@require_http_methods(ASK)
def minutes(request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
    """What was said, and who does what."""
    row = complaint_of(request, pk)
    found = get_object_or_404(queries.meetings_of(row), pk=meeting)
    form = MinutesForm(request.POST or None, meeting=found)

    def save(data: dict[str, Any]) -> None:
        actions.write_minutes(found, values=data, tasks=form.tasks, actor=request.user, now=timezone.now())

    return dialog_form(request, form, title=_("Write the minutes"), save=save, back=_page(pk, "meetings"))


@login_required
@require_http_methods(ASK)
def unreached(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody answered the call about the outcome (F91.3)."""
    row = complaint_of(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.note_unreached(row, note=data["text"], actor=request.user, now=timezone.now())

    return dialog_form(request, NoteForm(request.POST or None), title=_("Not reached"), save=save, back=_page(pk), done=_("Noted; call again in the other half of the day."))


@login_required
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The question about the outcome by short message."""
    row = complaint_of(request, pk)
    actions.ask_by_message(row, actor=request.user, now=timezone.now(), site=origin_of(request))
    messages.success(request, _("The question is on its way."))
    return gone(request, _page(pk))


@login_required
@require_http_methods(ASK)
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Join it to the complaint about the same matter."""
    row = complaint_of(request, pk)
    require(request.user, "edit", row)
    rows = Complaint.objects.visible_to(request.user)
    found = candidates.same_as(rows, row)

    def save(data: dict[str, Any]) -> None:
        actions.join_complaint(row, to=data["to"], actor=request.user, now=timezone.now())

    form = JoinForm(request.POST or None, found=rows.filter(pk__in=[one.pk for one in found]))
    question = "" if found else _("No open complaint seems to be about the same matter: same customer or telephone, near in time.")
    return dialog_form(request, form, title=_("Join to another"), question=question, save=save, back=_page(pk), done=_("Joined."))


@login_required
@require_GET
def similar(request: HttpRequest) -> HttpResponse:
    """While somebody is still on the line: open complaints that may be the same, by customer or telephone and the goods."""
    require_any(request.user, "create", KIND)
    ids = {name: int(text) if (text := request.GET.get(name, "")).isdecimal() and len(text) < 19 else None for name in ("customer", "order", "product")}  # noqa: PLR2004
    phone = request.GET.get("phone", "").strip()
    known = Customer.objects.visible_to(request.user).filter(pk=ids["customer"]).first() or finding.calls_of(phone, viewer=request.user).first()
    found = candidates.same_matter(
        Complaint.objects.visible_to(request.user), customer_id=known.pk if known else None, phone=phone, order_id=ids["order"],
        product_id=ids["product"], batch=request.GET.get("batch", ""), defect=request.GET.get("defect", ""), at=timezone.now(),
    )
    return render(request, "complaints/similar.html", {"found": found.select_related("customer", "owner")[: candidates.MOST]})


@login_required
@require_POST
def from_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail is a complaint."""
    thread = get_object_or_404(Thread.objects.visible_to(request.user), pk=pk)
    row = actions.complain_by_mail(thread, actor=request.user, now=timezone.now())
    return gone(request, _page(row.pk))


@login_required
@require_http_methods(ASK)
def mail_rule(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Which mails become complaints by themselves."""
    require_any(request.user, "configure", KIND)
    rule = queries.mail_rules().filter(pk=pk).first()
    if pk and rule is None:
        raise Http404

    def save(data: dict[str, Any]) -> None:
        actions.write_mail_rule(rule, values=data, actor=request.user, now=timezone.now())

    return dialog_form(request, MailRuleForm(request.POST or None, instance=rule), title=_("Mails that are complaints"), save=save, back=reverse("complaints:forms"))
