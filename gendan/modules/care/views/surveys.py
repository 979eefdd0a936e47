"""Satisfaction surveys and their questions."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.care import actions, queries
from gendan.modules.care.detail import SURVEY_PAGE
from gendan.modules.care.forms import NothingForm, QuestionForm
from gendan.modules.care.listing import SURVEYS
from gendan.modules.care.models import Question, Survey
from gendan.modules.customers.models import Customer
from gendan.spine.access.queries import require, require_any
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.dialog import dialog_form
from gendan.ui.listing.page import list_page

ASK = ["GET", "POST"]


@login_required
@require_GET
def surveys(request: HttpRequest) -> HttpResponse:
    """All that the person sees."""
    return list_page(request, SURVEYS)


@login_required
@require_GET
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """One customer that is asked."""
    return record_page(request, SURVEY_PAGE, record_or_404(request, SURVEY_PAGE, pk))


@login_required
@require_http_methods(ASK)
def survey_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask this customer now."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "follow", customer)

    def save(_data: dict[str, Any]) -> str:
        return reverse("care:survey", args=[actions.begin_survey(customer, actor=request.user, now=timezone.now()).pk])

    question = _("The owner gets a to-do to ask the questions by telephone or in person.")
    back = reverse("customers:detail", args=[pk])
    return dialog_form(request, NothingForm(request.POST or None), title=_("Ask how satisfied they are"), question=question, save=save, back=back)


@login_required
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """The questions with what they were given."""
    require_any(request.user, "settle", Survey)
    return render(request, "care/questions.html", {"questions": queries.questions()})


@login_required
@require_http_methods(ASK)
def question(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add or change a question."""
    require_any(request.user, "settle", Survey)
    row = get_object_or_404(Question, pk=pk) if pk else Question()

    def save(data: dict[str, Any]) -> None:
        actions.write_question(row, values=data, actor=request.user, now=timezone.now())

    form = QuestionForm(request.POST or None, instance=row)
    return dialog_form(request, form, title=_("Question of the survey"), save=save, back=reverse("care:questions"))
