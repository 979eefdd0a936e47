"""The survey's page for the customer, and how he gets its address."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.modules.care import actions
from gendan.modules.care.actions.answering import PURPOSE, open_until
from gendan.modules.care.detail import SURVEY_PAGE
from gendan.modules.care.forms import PublicSurveyForm, SendSurveyForm
from gendan.modules.care.models import Survey
from gendan.spine.access.queries import require
from gendan.spine.links.models import Link
from gendan.spine.links.pages import origin_of, public_page
from gendan.ui.detail.page import record_or_404
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.links import answer_page, issue_dialog

ASK = ["GET", "POST"]


@login_required
@require_http_methods(ASK)
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue a link; its address and QR code are shown this once."""
    record = record_or_404(request, SURVEY_PAGE, pk)
    return issue_dialog(request, record, purpose=PURPOSE, expires_at=open_until(now=timezone.now()), body="care/link_body.html")


@login_required
@require_http_methods(ASK)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link to one person by short message, or begin a mail with it."""
    record = record_or_404(request, SURVEY_PAGE, pk)
    require(request.user, "edit", record)
    drafts = []

    def save(data: dict[str, Any]) -> None:
        drafts.append(actions.send_survey(record, **data, site=origin_of(request), actor=request.user, now=timezone.now()))

    answer = dialog_form(
        request, SendSurveyForm(request.POST or None, customer=record.customer), title=_("Send the survey"), submit=_("Send the survey"), save=save,
        question=_("Only who agreed to be written to gets it. If nobody answers, the to-do to ask by telephone stays."),
        done=_("The survey is on its way."), back=reverse("care:survey", args=[pk]),
    )
    return gone(request, reverse("mails:draft", args=[drafts[0].pk])) if drafts and drafts[0] else answer


@public_page(purpose=PURPOSE)
def public(request: HttpRequest, record: Survey, link: Link) -> HttpResponse:
    """The questions, and thanks once they are answered."""
    return answer_page(
        request, PublicSurveyForm(request.POST or None), template="care/public.html", shown=lambda: {"record": record},
        answer=lambda values: actions.answer_online(record, link=link, values=values, now=timezone.now()),
    )
