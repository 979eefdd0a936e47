"""The small pages around every list: exact count, filter menus, saved views, more cards of a board."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.spine.org import queries as org
from gendan.spine.org.models import Employee
from gendan.ui.listing import saved
from gendan.ui.listing.board import BoardSheet
from gendan.ui.listing.declare import Listing, listing_of
from gendan.ui.listing.filters import Asked, Contains, Custom, Filter, Numbers, Person
from gendan.ui.listing.sheet import Sheet
from gendan.ui.listing.tidy import part_of
from gendan.ui.models import SavedView

FOUND = 20


def sheet_of(request: HttpRequest, key: str) -> Sheet:
    """The list of an address under /lists, as this person sees it now."""
    try:
        listing = listing_of(key)
    except KeyError as error:
        raise Http404(key) from error
    asked = Asked(request.user, timezone.now())
    return Sheet(listing, data=request.GET, asked=asked, cookies=request.COOKIES)


@login_required
@require_GET
def count(request: HttpRequest, key: str) -> HttpResponse:
    """How many rows match, counted to the last."""
    return HttpResponse(f"<span>{sheet_of(request, key).queryset.order_by().count():,}</span>")


@login_required
@require_GET
def filter_menu(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """The menu of one condition; `part` is the bracket in which it stands."""
    sheet = sheet_of(request, key)
    item = sheet.listing.filter(name)
    if item is None:
        raise Http404(name)
    context = _menu(sheet, item, part_of(request.GET), request.GET.get("find", "").strip())
    return _boxed(request, "ui/list/filter.html", sheet, context)


@login_required
@require_GET
def conditions(request: HttpRequest, key: str) -> HttpResponse:
    """The conditions that may still be added, in the bracket `part`."""
    sheet, part = sheet_of(request, key), part_of(request.GET)
    context = {"sheet": sheet, "listing": sheet.listing, "filters": sheet.line.free(int(part or 0)), "part": part}
    return _boxed(request, "ui/list/conditions.html", sheet, context)


@login_required
@require_GET
def group(request: HttpRequest, key: str) -> HttpResponse:
    """One group of a list, folded or with its rows, or with those behind a cursor; nothing where there is none."""
    sheet, after = sheet_of(request, key), request.GET.get("rows", "")
    at, is_open = request.GET.get("at", ""), "fold" not in request.GET
    found = sheet.groups.one(at, is_open=is_open, after=after) if sheet.groups else None
    template = "ui/list/more_rows.html" if after else "ui/list/group.html"
    return render(request, template, {"sheet": sheet, "listing": sheet.listing, "group": found})


def _boxed(request: HttpRequest, template: str, sheet: Sheet, context: dict[str, Any]) -> HttpResponse:
    """A menu for htmx; a page of its own for whoever comes without."""
    if request.headers.get("HX-Request"):
        return render(request, template, context)
    page = {"box": template, "plain": True, "title": sheet.listing.title, "back": sheet.listing.address() + sheet.query}
    return render(request, "ui/list/menu_page.html", context | page)


def _menu(sheet: Sheet, item: Filter, part: str, find: str) -> dict[str, Any]:
    number = int(part or 0)
    found = sheet.address.shape.condition(item.key, number)
    values = found.values if found else ()
    rest = sheet.address._replace(shape=sheet.address.shape.asking(item.key, (), part=number)).spelled()
    low, _dots, high = next((value for value in values if ".." in value), "").partition("..")
    return {
        "item": item, "options": _options(sheet, item, values, find), "chosen": values, "find": find,
        "negated": bool(found and found.negated), "may_negate": not isinstance(item, Numbers | Contains),
        "low": values[0] if item.control == "text" and values else low, "high": high,
        "pairs": rest,
        "part": part, "name": f"f{part}.{item.key}", "action": sheet.listing.address(),
        "here": f"?{sheet.data.urlencode()}", "single": isinstance(item, Custom),
    }


def _options(sheet: Sheet, item: Filter, values: tuple[str, ...], find: str) -> list[tuple[str, Any]]:
    """What the menu offers; for people the chosen ones, and those found or working in the same department."""
    options = item.options(sheet.asked)
    if not isinstance(item, Person):
        return options
    people = org.at_work()
    chosen = people.filter(pk__in=[value for value in values if value.isdigit()])
    if find:
        near = people.filter(name__contains=find) | people.filter(initials__startswith=find.lower()) | people.filter(
            pinyin__startswith=find.lower())
    else:
        near = people.filter(department=sheet.asked.user.department_id)
    pairs = [(str(person.pk), person.name) for person in (*chosen, *near[:FOUND])]
    return list(dict([*options, *pairs]).items())


class ViewForm(forms.ModelForm):
    """The name of a saved view, and who sees it."""

    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("named people"), queryset=Employee.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "check-list"}),
        help_text=gettext_lazy("For “seen by: named people”."),
    )

    class Meta:
        model = SavedView
        fields = ("name", "shared", "people", "pinned")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = org.at_work()  # type: ignore[attr-defined]
        self.initial["people"] = self.instance.people_ids


@login_required
@require_http_methods(["GET", "POST"])
def save_as(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the list as it stands under a new name."""
    sheet = sheet_of(request, key)
    form = ViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        query = sheet.address.shape.query()
        try:
            view = saved.save_view(key, query=query, actor=request.user, now=timezone.now(), **form.cleaned_data)
            return _to(sheet.listing, f"?view={saved.key_of(view)}")
        except ValidationError as error:
            form.add_error(None, error)
    title = gettext_lazy("Save as a view")
    return _dialog(request, form, title=title, action=request.get_full_path())


@login_required
@require_http_methods(["GET", "POST"])
def saved_view(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Overwrite, rename, share or delete a view of one's own."""
    listing, view = sheet_of(request, key).listing, get_object_or_404(SavedView, pk=pk, listing=key, owner=request.user)
    if "query" in request.POST:
        saved.change_view(view, query=request.POST["query"], actor=request.user, now=timezone.now())
        return _to(listing, f"?view={saved.key_of(view)}")
    if "delete" in request.POST:
        saved.delete_view(view, actor=request.user)
        return _to(listing, f"?view={listing.views[0].key}")
    form = ViewForm(request.POST or None, instance=view)
    if request.method == "POST" and form.is_valid():
        form.instance.refresh_from_db()
        try:
            saved.change_view(view, actor=request.user, now=timezone.now(), **form.cleaned_data)
            return _to(listing, f"?view={saved.key_of(view)}")
        except ValidationError as error:
            form.add_error(None, error)
    return _dialog(request, form, title=gettext_lazy("View"), action=request.path, delete=_("Delete"))


def _dialog(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(
        request, "ui/dialog_form.html", {"form": form, "submit": gettext_lazy("Save"), **context}, status=status
    )


def _to(listing: Listing, query: str) -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = listing.address() + query
    return response


@login_required
@require_GET
def cards(request: HttpRequest, key: str, state: str) -> HttpResponse:
    """The next cards of one column of a board."""
    sheet = sheet_of(request, key)
    if sheet.listing.board is None:
        raise Http404(key)
    board = BoardSheet(sheet)
    found = next((item for item in board.states if item.key == state), None)
    if found is None:
        raise Http404(state)
    column = board.column(found, request.GET.get("cards", ""))
    context = {"column": column, "sheet": sheet, "listing": sheet.listing, "board": board}
    return render(request, "ui/board/cards.html", context)


