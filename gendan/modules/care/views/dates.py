"""Days to remember: the month by colour, the list, one occasion, and writing days down."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.care import actions, almanac, queries
from gendan.modules.care.detail import OCCASION_PAGE
from gendan.modules.care.forms import DateForm, NothingForm
from gendan.modules.care.listing import OCCASIONS
from gendan.modules.care.models import CareDate, Occasion
from gendan.modules.care.words import COLOUR_WORDS, FESTIVAL_WORDS, Colour
from gendan.modules.customers.models import Customer
from gendan.spine.access.queries import require
from gendan.spine.org.workdays import next_month
from gendan.ui.detail.page import record_page
from gendan.ui.form.dialog import dialog_form
from gendan.ui.listing.page import list_page

ASK = ["GET", "POST"]
SHOWN, MOST = 4, 2000


@login_required
@require_GET
def month(request: HttpRequest) -> HttpResponse:
    """What is due by colour, a month at a time (report 9)."""
    today = timezone.localdate(timezone.now())
    first = (_day(request) or today).replace(day=1)
    after = next_month(first)
    who = request.GET.get("who", "me")
    who = who if who in queries.PEOPLE else "me"
    colours = [one for one in request.GET.getlist("colour") if one in Colour.values]
    start, end = first - timedelta(days=first.weekday()), after + timedelta(days=-after.weekday() % 7)
    items = _items(request.user, who, colours, start, end - timedelta(days=1))
    festivals = almanac.festivals_between(start, end)
    days = [
        {"day": one, "items": items.get(one, []), "today": one == today, "other": one.month != first.month,
         "off": one.weekday() > 4, "festival": FESTIVAL_WORDS.get(festivals.get(one, ""), "")}
        for one in (start + timedelta(days=n) for n in range((end - start).days))
    ]
    shown = [item for one in days if not one["other"] for item in one["items"]]
    return render(request, "care/month.html", {
        "first": first, "before": first - timedelta(days=1), "after": after, "days": days, "who": who, "shown": SHOWN,
        "weeks": [days[at:at + 7] for at in range(0, len(days), 7)], "chosen": colours, "now": timezone.now(),
        "colours": [(key, label, COLOUR_WORDS[Colour(key)], sum(1 for item in shown if item["colour"] == key)) for key, label in Colour.choices],
        "people": [("me", _("Mine")), ("team", _("Mine and my people's")), ("all", _("All"))],
    })


def _day(request: HttpRequest) -> date | None:
    try:
        return parse_date(request.GET.get("day", ""))
    except ValueError:
        return None


def _items(user: Any, who: str, colours: list[str], first: date, last: date) -> Any:
    circle = queries.circle_of(user, who)
    seen = Customer.objects.visible_to(user).filter(circle)
    rows = Occasion.objects.visible_to(user).filter(on__range=(first, last)).filter(circle).select_related("customer", "owner")
    dates = CareDate.objects.visible_to(user).filter(next_on__range=(first, last), customer__in=seen)
    dates = dates.select_related("customer__owner", "contact")
    if colours:
        rows, dates = rows.filter(colour__in=colours), dates.filter(colour__in=colours)
    return queries.by_day(rows.order_by("on", "pk")[:MOST], dates.order_by("next_on", "pk")[:MOST])


@login_required
@require_GET
def occasions(request: HttpRequest) -> HttpResponse:
    """All occasions that the person sees."""
    return list_page(request, OCCASIONS)


@login_required
@require_GET
def occasion(request: HttpRequest, pk: int) -> HttpResponse:
    """One occasion."""
    rows = Occasion.objects.visible_to(request.user).select_related(*OCCASION_PAGE.related)
    return record_page(request, OCCASION_PAGE, get_object_or_404(rows, pk=pk))


@login_required
@require_http_methods(ASK)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a day down at a customer."""
    row = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        consent = data.pop("data_consent")
        actions.add_date(row, values=data, data_consent=consent, actor=request.user, now=timezone.now())

    form = DateForm(request.POST or None, customer=row)
    return dialog_form(request, form, title=_("New day to remember"), save=save, back=_back(row))


@login_required
@require_http_methods(ASK)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a day, plan its gift, or take it away."""
    row = get_object_or_404(CareDate.objects.visible_to(request.user).select_related("customer", "contact"), pk=pk)
    require(request.user, "edit", row.customer)
    if request.method == "POST" and request.POST.get("delete"):
        return dialog_form(
            request, NothingForm({}), title=_("Day to remember"), back=_back(row.customer), done=_("The day is no longer kept."),
            save=lambda _data: actions.remove_date(row, actor=request.user, now=timezone.now()),
        )

    def save(data: dict[str, Any]) -> None:
        consent = data.pop("data_consent")
        actions.change_date(row, values=data, data_consent=consent, actor=request.user, now=timezone.now())

    if request.method == "GET":
        actions.open_date(row, actor=request.user, now=timezone.now())  # type: ignore[arg-type]
    form = DateForm(request.POST or None, customer=row.customer, instance=row)
    return dialog_form(
        request, form, title=_("Day to remember"), save=save, back=_back(row.customer),
        delete="" if row.born_on else _("Take it away"),
    )


def _back(customer: Customer) -> str:
    return f"{reverse('customers:detail', args=[customer.pk])}?tab=care"
