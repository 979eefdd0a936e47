"""The library: the list, the gallery, a sample with its pictures, kinds, and who may enter."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.samples import actions, queries, rules
from gendan.modules.samples.access import SAMPLE as KIND
from gendan.modules.samples.detail import SAMPLE_PAGE
from gendan.modules.samples.forms import KindForm, MasterForm, PermitForm, PictureForm, SampleForm
from gendan.modules.samples.listing import LIBRARY_LIST
from gendan.modules.samples.models import Picture, Sample
from gendan.spine.refusal import NotAllowed
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.form.fields import ReasonForm
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
CRUMB = (gettext_lazy("Sample library"), "samples:list")
NEW = FormPage(key="sample", title=gettext_lazy("New sample"), form=SampleForm, submit=gettext_lazy("Enter"), crumb=CRUMB,
               note=gettext_lazy("It stands in the library once it has a picture, a kind and its master record."), draft=False)
EDIT = FormPage(key="sample-edit", title=gettext_lazy("Change a sample"), form=SampleForm, submit=gettext_lazy("Save"), crumb=CRUMB)
PICTURE = FormPage(key="picture", title=gettext_lazy("Add a picture"), form=PictureForm, submit=gettext_lazy("Add"), crumb=CRUMB, draft=False)
A_PAGE = 24


@login_required
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """All samples."""
    return list_page(request, LIBRARY_LIST)


@login_required
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """The library in pictures, by kind."""
    rows = Sample.objects.visible_to(request.user).filter(state="listed").select_related("kind").order_by("-created_at", "-pk")
    kind = request.GET.get("kind", "")
    if kind.isdecimal() and len(kind) < 10:
        rows = rows.filter(kind=int(kind))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    first = queries.first_pictures(page.object_list)
    return render(request, "samples/gallery.html", {
        "page": page, "cards": [(sample, first.get(sample.pk)) for sample in page.object_list], "kinds": queries.kinds(), "kind": kind,
        "may_enter": queries.may_enter(request.user), "is_operator": request.user.is_administrator,
    })


def _sample(request: HttpRequest, pk: int) -> Sample:
    return record_or_404(request, SAMPLE_PAGE, pk)


def _entered(request: HttpRequest, pk: int) -> Sample:
    row = _sample(request, pk)
    rules.require_clerk(request.user, on=timezone.localdate())
    return row


@login_required
@require_GET
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """One sample."""
    return record_page(request, SAMPLE_PAGE, _sample(request, pk))


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest) -> HttpResponse:
    """F45.1: enter a sample, by authorisation only."""
    rules.require_clerk(request.user, on=timezone.localdate())

    def save(data: dict[str, Any]) -> Sample:
        values = {name: data[name] for name in ("name", "kind", "product", "quantity", "place")}
        return actions.enter_sample(values=values, picture=data.get("picture"), actor=request.user, now=timezone.now())

    return form_page(request, NEW, save=save)


@login_required
@require_http_methods(ASK)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, kind, product, number of pieces or place."""
    row = _entered(request, pk)

    def save(data: dict[str, Any]) -> Sample:
        values = {name: data[name] for name in ("name", "kind", "product", "quantity", "place")}
        return actions.change_sample(row, values=values, actor=request.user, now=timezone.now())

    return form_page(request, EDIT, save=save, form_kwargs={"instance": row}, cancel_url=record_url(KIND, pk))


@login_required
@require_http_methods(ASK)
def master(request: HttpRequest, pk: int) -> HttpResponse:
    """F45.4."""
    row = _entered(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.write_master(row, values=data, actor=request.user, now=timezone.now())

    return dialog_form(request, MasterForm(request.POST or None, instance=row), title=_("Master record"), save=save, back=record_url(KIND, pk))


@login_required
@require_http_methods(ASK)
def picture_new(request: HttpRequest, pk: int) -> HttpResponse:
    """F45.2."""
    row = _entered(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.add_picture(row, upload=data["picture"], caption=data["caption"], actor=request.user, now=timezone.now())

    return form_page(request, PICTURE, save=save, goes_to=record_url(KIND, pk), cancel_url=record_url(KIND, pk))


def _picture(request: HttpRequest, pk: int) -> Picture:
    samples = Sample.objects.visible_to(request.user)
    return get_object_or_404(queries.pictures_of(samples), pk=pk)


@login_required
@require_POST
def picture_first(request: HttpRequest, pk: int) -> HttpResponse:
    """This one stands for the sample."""
    row = _picture(request, pk)
    actions.show_first(row, actor=request.user, now=timezone.now())
    return gone(request, record_url(KIND, row.sample_id))


@login_required
@require_POST
def picture_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one away."""
    row = _picture(request, pk)
    actions.remove_picture(row, actor=request.user, now=timezone.now())
    return gone(request, record_url(KIND, row.sample_id))


@login_required
@require_http_methods(ASK)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the library."""
    row = _entered(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.retire_sample(row, reason=data["reason"], actor=request.user, now=timezone.now())

    return dialog_form(request, ReasonForm(request.POST or None), title=_("Take out of the library"), save=save, back=record_url(KIND, pk))


@login_required
@require_http_methods(ASK)
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the library again."""
    row = _entered(request, pk)

    def save(_data: dict[str, Any]) -> None:
        actions.return_sample(row, actor=request.user, now=timezone.now())

    return dialog_form(request, ReasonForm(request.POST or None), title=_("Back into the library"), save=save, back=record_url(KIND, pk))


@login_required
@require_GET
def kinds(request: HttpRequest) -> HttpResponse:
    """F45.3: the product kinds."""
    found = queries.counted_kinds(Sample.objects.visible_to(request.user))
    return render(request, "samples/kinds.html", {"kinds": found, "may_enter": queries.may_enter(request.user)})


@login_required
@require_http_methods(ASK)
def kind(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Define one, or change it."""
    rules.require_clerk(request.user, on=timezone.localdate())
    row = get_object_or_404(queries.kinds(), pk=pk) if pk else None

    def save(data: dict[str, Any]) -> None:
        actions.write_kind(row, values=data, actor=request.user, now=timezone.now())

    form = KindForm(request.POST or None, instance=row)
    return dialog_form(request, form, title=_("Product kind"), save=save, back=reverse("samples:kinds"))


def _require_operator(request: HttpRequest) -> None:
    if not request.user.is_administrator:
        raise NotAllowed(_("Only the system operator says who may enter samples."), who=queries.operators())


@login_required
@require_GET
def permits(request: HttpRequest) -> HttpResponse:
    """F45.1: who may enter samples, and by whose word."""
    _require_operator(request)
    return render(request, "samples/permits.html", {"permits": queries.all_permits(), "today": timezone.localdate()})


@login_required
@require_http_methods(ASK)
def permit_new(request: HttpRequest) -> HttpResponse:
    """The system operator authorises somebody."""
    _require_operator(request)

    def save(data: dict[str, Any]) -> None:
        actions.authorise_clerk(data.pop("employee"), **data, actor=request.user, now=timezone.now())

    form = PermitForm(request.POST or None)
    return dialog_form(request, form, title=_("Authorise a sample-entry clerk"), save=save, back=reverse("samples:permits"))


@login_required
@require_POST
def permit_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    _require_operator(request)
    actions.revoke_clerk(get_object_or_404(queries.all_permits(), pk=pk), actor=request.user, now=timezone.now())
    return gone(request, reverse("samples:permits"))
