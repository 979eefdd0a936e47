"""Giving an opinion."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.desk.procedures.forms import SignForm
from gendan.desk.procedures.views import answers
from gendan.spine.procedures import engine, queries
from gendan.ui.listing.filters import Asked
from gendan.ui.todos import brief_of


@login_required
def sign_todo(request: HttpRequest, pk: int) -> HttpResponse:
    """From a to-do to the opinion that it asks for."""
    signoff = queries.signoff_of_todo(pk)
    if signoff is None:
        raise Http404
    return sign(request, signoff)


@login_required
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree or refuse; the columns of a record's page post here, messages lead here."""
    signoff = queries.signoff_for(request.user, pk)  # type: ignore[arg-type]
    if signoff is None:
        raise Http404
    form = SignForm(request.POST or None)
    url = answers.todo_url(signoff.todo)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                engine.sign(signoff, **form.cleaned_data, actor=request.user, now=timezone.now())  # type: ignore[arg-type]
                return answers.done(request, _("Signed."), url=url)
            except ValidationError as error:
                answers.put_errors([form], error)
    return answers.show(
        request, status=status, title=signoff.todo.title, note=signoff.case.title,
        action=reverse("procedures:sign", args=[pk]), signing=True, form=form, forms=[form], brief=brief_of(signoff.case, Asked(request.user, timezone.now())),
        record_url=url, back=url,
    )

