"""What the complainant sees without a login: the form by link or QR code, and the page on which he sees where it stands."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.complaints import actions, outward, queries
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.actions.outside import FORM, FORM_YEARS, STATUS
from gendan.modules.complaints.forms.outside import PublicForm, PublicOutcomeForm
from gendan.modules.complaints.forms.photos import TOGETHER
from gendan.modules.complaints.models import Complaint
from gendan.modules.customers.models import Customer
from gendan.modules.orders.models import Order
from gendan.spine.access.queries import require, require_any
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.links.pages import address_of, closed, origin_of, public_page
from gendan.spine.records import kind_of
from gendan.spine.refusal import Refusal
from gendan.ui.links import answer_page
from gendan.ui.qr import qr_of
from gendan.ui.records import record_url

#: Beside the photographs the texts of the form.
BODY = TOGETHER + 1024 * 1024
UNPROCESSABLE, TOO_LARGE = 422, 413


# -- the form ---------------------------------------------------------------------------------------------------------


@csrf_exempt
@public_page(purpose=FORM)
def public_form(request: HttpRequest, record: Any, link: Link) -> HttpResponse:
    """The form; whoever sends too much or too often is turned away before anything of it is read."""
    if request.method == "POST":
        if int(request.META.get("CONTENT_LENGTH") or 0) > BODY:
            return _form_page(request, record, PublicForm(), too_large=True, status=TOO_LARGE)
        if not _may_send(request, link):
            return closed(request, "too_often", link)
    return _protected(request, record, link)


def _may_send(request: HttpRequest, link: Link) -> bool:
    now = timezone.now()
    each, together = outward.posts_a_minute(at=now)
    return links.may_knock(f"complaint {address_of(request)}", now=now, most=each) and links.may_knock(
        f"complaint form {link.pk}", now=now, most=together)


@csrf_protect
def _protected(request: HttpRequest, record: Any, link: Link) -> HttpResponse:
    if request.method != "POST":
        return _form_page(request, record, PublicForm())
    form = PublicForm(request.POST, request.FILES)
    if form.is_trap:
        return _thanks(request)
    if not form.is_valid():
        return _form_page(request, record, form, status=UNPROCESSABLE)
    try:
        found = actions.receive(record, link=link, values=form.cleaned_data, photos=form.cleaned_data["photos"], now=timezone.now())
    except (Refusal, ValidationError) as error:
        form.add_error(None, str(getattr(error, "reason", "")) or error)  # type: ignore[arg-type]
        return _form_page(request, record, form, status=UNPROCESSABLE)
    return redirect(f"{found}?new=1") if found else _thanks(request)


def _form_page(request: HttpRequest, record: Any, form: PublicForm, *, too_large: bool = False, status: int = 200) -> HttpResponse:
    about = record if isinstance(record, Order) else None
    context = {"form": form, "once": uuid4(), "order": about, "too_large": too_large}
    return render(request, "complaints/public_form.html", context, status=status)


def _thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "complaints/public_thanks.html")


# -- where it stands --------------------------------------------------------------------------------------------------


@public_page(purpose=STATUS)
def public_status(request: HttpRequest, record: Complaint, link: Link) -> HttpResponse:
    """The number, when he hears next, what was answered; and once it is put right, how satisfied he is."""
    return answer_page(
        request, PublicOutcomeForm(request.POST or None), template="complaints/public_status.html",
        answer=lambda data: actions.answer_outcome(record, link=link, values=data, now=timezone.now()),
        shown=lambda: _standing(record, new="new" in request.GET),
    )


def _standing(record: Complaint, *, new: bool) -> dict[str, Any]:
    """Only what concerns the complainant: never findings, opinions or costs."""
    shown = outward.head_of_joined(record)
    return {
        "record": record, "steps": outward.public_steps(shown), "replies": shown.replies.filter(sent_at__isnull=False),
        "new": new, "hears": outward.hears_next(shown), "asked": shown.state == "outcome", "closed": shown.state_kind not in ("open", "waiting"),
    }


# -- issued by us -----------------------------------------------------------------------------------------------------


def _subject(request: HttpRequest) -> Any:
    """Whose form it is: an order's, a customer's, or (None) the company's own."""
    for name, model in (("order", Order), ("customer", Customer)):
        pk = request.GET.get(name, "")
        if pk.isdecimal():
            found = get_object_or_404(model.objects.visible_to(request.user), pk=pk)  # type: ignore[attr-defined]
            require(request.user, "view", found)
            return found
    require_any(request.user, "configure", KIND)
    return None


@login_required
@require_http_methods(["GET", "POST"])
def form_link(request: HttpRequest) -> HttpResponse:
    """Make a form: its address and QR code are shown this once, to be sent or printed."""
    require_any(request.user, "create", KIND)
    subject, address, qr, now = _subject(request), "", "", timezone.now()
    expires_at = now + FORM_YEARS
    if request.method == "POST":
        path, expires_at = actions.open_form(subject, actor=request.user, now=now)
        address = origin_of(request) + path
        qr = qr_of(address)
    context = {
        "record": subject or outward.company(), "address": address, "qr": qr, "expires_at": expires_at, "action": request.get_full_path(),
        "body": "complaints/link_body.html", "back": record_url(kind_of(subject), subject.pk) if subject else reverse("complaints:forms"),
    }
    return render(request, "ui/links/dialog.html" if request.htmx else "ui/links/page.html", context)  # type: ignore[attr-defined]


@login_required
@require_GET
def forms(request: HttpRequest) -> HttpResponse:
    """The forms that are open, for whom, and how often each was opened."""
    require_any(request.user, "configure", KIND)
    return render(request, "complaints/forms.html", {"rows": outward.open_forms(FORM, at=timezone.now()), "company": outward.company(), "rules": queries.mail_rules()})


@login_required
@require_POST
def revoke_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a form for good."""
    actions.close_form(get_object_or_404(Link, pk=pk, purpose=FORM), actor=request.user, now=timezone.now())
    messages.success(request, _("The form is closed."))
    return redirect("complaints:forms")
