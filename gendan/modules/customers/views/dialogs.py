"""Small forms on a customer's page: in a dialog, or on a page of their own where there is no script."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gendan.modules.customers import actions, forms
from gendan.modules.customers.access import CONTACT
from gendan.modules.customers.models import Contact, Customer
from gendan.spine.access.queries import require
from gendan.spine.fields.models import PREFIX
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole
from gendan.ui.form.fields import ReasonForm
from gendan.ui.form.page import put_errors
from gendan.ui.own import form as own

Save = Callable[[dict[str, Any]], Any]


def _found(request: HttpRequest, pk: int, action: str = "edit") -> Customer:
    record: Customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, action, record)
    return record


def _person(request: HttpRequest, pk: int) -> Contact:
    found: Contact = get_object_or_404(Contact.objects.visible_to(request.user).select_related("customer"), pk=pk)
    require(request.user, "edit", found.customer)
    return found


def _dialog(
    request: HttpRequest, form: BaseForm, *, title: str, submit: str, save: Save, back: str, question: str = ""
) -> HttpResponse:
    """Show the form, or save it and draw the page anew; what the action refuses stands at its field."""
    if request.method == "POST" and form.is_valid() and own.is_whole(form):
        try:
            save(form.cleaned_data)
        except (ValidationError, Refusal) as error:
            put_errors(form, error)
        else:
            messages.success(request, title)
            if request.htmx:  # type: ignore[attr-defined]
                return HttpResponse(status=204, headers={"HX-Refresh": "true"})
            return redirect(back)
    context = {"form": form, "title": title, "submit": submit, "action": request.path, "question": question, "back": back}
    template = "ui/dialog_form.html" if request.htmx else "customers/dialog_page.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=422 if form.errors else 200)


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _given(data: dict[str, Any]) -> dict[str, Any]:
    """The columns of the contact itself."""
    return {name: value for name, value in data.items() if name not in ("revision", "data_consent") and not name.startswith(PREFIX)}


def _page(record: Customer, tab: str = "") -> str:
    return reverse("customers:detail", args=[record.pk]) + (f"?tab={tab}" if tab else "")


@login_required
@require_http_methods(["GET", "POST"])
def change_owner(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the customer to somebody else, with the reason."""
    record = _found(request, pk, "assign")

    def save(data: dict[str, Any]) -> None:
        actions.change_owner(record, actor=request.user, now=timezone.now(), **data)

    form = forms.OwnerForm(_data(request))
    return _dialog(request, form, title=_("Hand over"), submit=_("Hand over"), save=save, back=_page(record))


@login_required
@require_http_methods(["GET", "POST"])
def related(request: HttpRequest, pk: int) -> HttpResponse:
    """Let more people work on the customer; "?ask=" names who has asked for it."""
    record = _found(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.add_related(record, employees=data["employees"], actor=request.user, now=timezone.now())

    form = forms.RelatedForm(_data(request), initial={"employees": [request.GET.get("ask")]})
    return _dialog(request, form, title=_("Related people"), submit=_("Add"), save=save, back=_page(record))


@login_required
@require_http_methods(["GET", "POST"])
def contact_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a person at the customer."""
    record = _found(request, pk)

    @whole
    def save(data: dict[str, Any]) -> None:
        now, consent = timezone.now(), data.get("data_consent", "")
        made = actions.add_contact(record, values=_given(data), data_consent=consent, actor=request.user, now=now)
        own.save(form, made, actor=request.user, now=now)

    form = forms.ContactForm(_data(request), request.FILES or None)
    own.add_to(form, kind=CONTACT, user=request.user)
    return _dialog(request, form, title=_("Add a contact"), submit=_("Save"), save=save, back=_page(record, "contacts"))


@login_required
@require_http_methods(["GET", "POST"])
def contact_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's data."""
    person = _person(request, pk)

    @whole
    def save(data: dict[str, Any]) -> None:
        now, consent = timezone.now(), data.get("data_consent", "")
        changed = actions.change_contact(
            person, values=_given(data), revision=data.get("revision"), data_consent=consent, actor=request.user, now=now,
        )
        own.save(form, changed, actor=request.user, now=now)

    shown = Contact.objects.visible_to(request.user).get(pk=pk)
    form = forms.ContactForm(_data(request), request.FILES or None, instance=shown, initial={"revision": shown.revision})
    own.add_to(form, kind=CONTACT, user=request.user, record=shown)
    return _dialog(
        request, form, title=_("Edit contact"), submit=_("Save"), save=save, back=_page(person.customer, "contacts")
    )


@login_required
@require_http_methods(["GET", "POST"])
def contact_gone(request: HttpRequest, pk: int) -> HttpResponse:
    """The person has left."""
    person = _person(request, pk)

    def save(data: dict[str, Any]) -> None:  # noqa: ARG001
        actions.contact_left(person, actor=request.user, now=timezone.now())

    question = _("%(name)s no longer works there? The archive keeps the person.") % {"name": person.name}
    return _dialog(
        request, forms.EmptyForm(_data(request)), title=_("Has left"), submit=_("Has left"), save=save,
        back=_page(person.customer, "contacts"), question=question,
    )


@login_required
@require_http_methods(["GET", "POST"])
def consents(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what a person agrees to (U11)."""
    person = _person(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.record_consent(person, actor=request.user, now=timezone.now(), **data)

    return _dialog(
        request, forms.ConsentForm(_data(request)), title=_("Consent of %(name)s") % {"name": person.name},
        submit=_("Record"), save=save, back=_page(person.customer, "contacts"),
    )


@login_required
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    """The key notes."""
    record = _found(request, pk)

    def save(data: dict[str, Any]) -> None:
        revision = data.pop("revision")
        actions.change_customer(record, values=data, revision=revision, actor=request.user, now=timezone.now())

    shown = Customer.objects.visible_to(request.user).get(pk=pk)
    form = forms.NotesForm(_data(request), instance=shown, initial={"revision": shown.revision})
    return _dialog(request, form, title=_("Key notes"), submit=_("Save"), save=save, back=_page(record))


@login_required
@require_http_methods(["GET", "POST"])
def prospect(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the prospect state, suspect a competitor or clear the suspicion (F02)."""
    record = _found(request, pk)

    def save(data: dict[str, Any]) -> None:
        now = timezone.now()
        if record.prospect_state == "suspected":
            actions.clear_suspicion(
                record, qualification_received=data["qualification_received"], reason=data["reason"],
                actor=request.user, now=now,
            )
        else:
            actions.set_prospect_state(record, state=data["state"], reason=data["reason"], actor=request.user, now=now)

    made = forms.ClearForm if record.prospect_state == "suspected" else forms.ProspectForm
    form = made(_data(request), initial={"qualification_received": record.qualification_received})
    title = _("Clear the suspicion") if record.prospect_state == "suspected" else _("Prospect state")
    return _dialog(request, form, title=title, submit=_("Save"), save=save, back=_page(record))


@login_required
@require_http_methods(["GET", "POST"])
def validity(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark as valid or not (F84)."""
    record = _found(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.set_valid(
            record, valid=not record.valid, reason=data["reason"], actor=request.user, now=timezone.now()
        )

    title = _("Mark as invalid") if record.valid else _("Mark as valid")
    return _dialog(request, ReasonForm(_data(request)), title=title, submit=title, save=save, back=_page(record))


@login_required
@require_http_methods(["GET", "POST"])
def bin_customer(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the customer to the recycle bin; there is nothing to go back to but the list."""
    record = _found(request, pk, "delete")
    form = ReasonForm(_data(request))
    if request.method == "POST" and form.is_valid():
        actions.move_to_bin(record, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now())
        messages.success(request, _("%(name)s is in the recycle bin.") % {"name": record})
        url = reverse("customers:list")
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponse(status=204, headers={"HX-Redirect": url})
        return redirect(url)
    question = _("It stays in the recycle bin for a while and can be restored.")
    return _dialog(
        request, form, title=_("Delete"), submit=_("Delete"), save=lambda _data: None, back=_page(record),
        question=question,
    )
