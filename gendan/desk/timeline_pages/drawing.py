"""What the pages of the timeline have in common: find the record or answer 404, draw the fragment or the whole page."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gendan.spine.access.queries import may
from gendan.spine.records import kind_of
from gendan.spine.timeline import declarations, queries
from gendan.ui.records import record_url


def record_or_404(request: HttpRequest, kind: str, pk: int) -> Any:
    """The record if this person sees it; whether it exists at all is not told."""
    try:
        return queries.record_of(request.user, kind, pk)
    except LookupError:
        raise Http404 from None


def with_record_or_404(request: HttpRequest, model: type[Any], pk: int) -> tuple[Any, Any]:
    """A comment, file or entry and its record."""
    try:
        return queries.with_record(request.user, model, pk)
    except LookupError:
        raise Http404 from None


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx and not htmx.boosted)


def wanted_from(request: HttpRequest) -> queries.Wanted:
    """The filters of the address; what cannot be read is left out."""
    person = request.GET.get("person", "")
    return queries.Wanted(
        group=request.GET.get("group", "")[:40],
        person=int(person) if person.isdecimal() and len(person) < 12 else None,
        system=request.GET.get("system", "1") != "0",
        before=request.GET.get("before", "")[:80],
    )


def timeline_context(request: HttpRequest, record: Any) -> dict[str, Any]:
    """One page of the timeline with its filters and the comments that may be changed."""
    wanted = wanted_from(request)
    page = queries.timeline_of(request.user, record, wanted=wanted)
    kind = kind_of(record)
    older = request.GET.copy()
    older["before"] = page.after
    return {
        "record": record, "kind": kind, "page": page, "wanted": wanted, "groups": declarations.groups(),
        "people": queries.people_in(record), "record_url": record_url(kind, record.pk),
        "comment_rights": comment_rights(request.user, record), "may_edit": bool(may(request.user, "edit", record)),
        "older_url": f"{reverse('timeline', args=[kind, record.pk])}?{older.urlencode()}" if page.after else "",
    }


def comment_rights(user: Any, record: Any) -> dict[int, dict[str, bool]]:
    """Which comments of the record this person may edit or delete (PM-01, PM-03)."""
    owns = getattr(record, "owner_id", None) == user.pk
    authors = queries.comments_of(record).values_list("pk", "author_id")
    return {pk: {"edit": author == user.pk, "delete": owns or author == user.pk} for pk, author in authors}


def draw_timeline(request: HttpRequest, record: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    """The timeline as a fragment or as a page of its own."""
    context = timeline_context(request, record) | more
    if context["wanted"].before and is_fragment(request):
        template = "timeline/entries.html"
    else:
        template = "timeline/fragment.html" if is_fragment(request) else "timeline/page.html"
    return render(request, template, context, status=status)


def back(request: HttpRequest, record: Any, *, to: str) -> HttpResponse:
    """To the page on which the form stood, else to the record's timeline or files."""
    address = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        address = reverse(to, args=[kind_of(record), record.pk])
    return HttpResponseRedirect(address)


def messages_of(act: Callable[[], Any]) -> dict[str, list[str]]:
    """Run an action and return what was wrong with its input, by field; empty where all went well."""
    try:
        act()
    except ValidationError as error:
        return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return {}


