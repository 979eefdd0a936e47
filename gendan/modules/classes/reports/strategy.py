"""The strategy of customer relations in figures: habits and what goes with them, and its four elements (F42.2, F42.5 … F42.8)."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.db.models.functions import Coalesce

from gendan.modules.classes.models import Standing
from gendan.modules.classes.reports.seven import MONEY, NOTHING, window
from gendan.modules.customers.models import ABC, Customer, Nature, Source
from gendan.modules.followups.models import Activity, Attitude
from gendan.modules.opportunities.models import CompetitorMet, Line, Opportunity
from gendan.spine.fields.expressions import text_of
from gendan.spine.fields.models import Type
from gendan.spine.fields.queries import fields_of
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Todo
from gendan.spine.records import kind_of
from gendan.ui.report.shares import share

Row = dict[str, Any]
#: What a firm is; of people neither age nor sex, education or origin is looked at: there is no lawful need (U12).
TRAITS = ("province", "industry", "size", "nature", "purchase_type")
LARGEST = 12


def habits(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:  # noqa: ARG001
    """How often and how much customers buy, by what they are; choices of the company's own that everybody sees count too (F42.2)."""
    rows = []
    for name in TRAITS:
        field: Any = Customer._meta.get_field(name)
        rows += _by_trait(customers.exclude(**{name: ""}), field.verbose_name, F(name), dict(getattr(field, "choices", None) or ()))
    for own in fields_of(kind_of(Customer)):
        if own.type == Type.CHOICE and not own.view_roles:
            rows += _by_trait(customers.annotate(trait=text_of(own)).exclude(trait=None), own.title, F("trait"), own.labels)
    return rows


def _by_trait(customers: QuerySet[Customer], title: Any, trait: Any, names: dict[str, Any]) -> list[Row]:
    found = customers.order_by().annotate(of=trait).values("of").annotate(
        customers=Count("pk"), bought=Count("standing"), purchases=Coalesce(Sum("standing__purchases"), 0),
        turnover=Coalesce(Sum("standing__turnover"), NOTHING),
    )
    return [
        {"by": str(title), "label": str(names.get(row["of"], row["of"])), "customers": row["customers"], "bought": row["bought"],
         "rate": share(row["bought"], row["customers"]), "often": share(row["purchases"], row["bought"]),
         "each": share(row["turnover"], row["bought"]), "turnover": row["turnover"]}
        for row in found.order_by("-turnover", "-customers", "of")[:LARGEST]
    ]


def understanding(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:  # noqa: ARG001
    """Which kind of customer wants and buys which goods (F42.5)."""
    priced = Coalesce(F("price"), 0, output_field=MONEY)
    lines = Line.objects.filter(opportunity__customer__in=customers.order_by().values("pk"), opportunity__deleted_at=None)
    found = lines.order_by().values("opportunity__customer__nature", "product__line__name").annotate(
        wanting=Count("opportunity__customer", filter=Q(opportunity__state_kind="open"), distinct=True),
        bought=Count("opportunity__customer", filter=Q(opportunity__state="won"), distinct=True),
        turnover=Coalesce(Sum(F("quantity") * priced, filter=Q(opportunity__state="won"), output_field=MONEY), NOTHING),
    )
    names = dict(Nature.choices)
    rows = [
        {"nature": row["opportunity__customer__nature"], "segment": str(names.get(row["opportunity__customer__nature"], "—")),
         "goods": row["product__line__name"] or "—", "wanting": row["wanting"], "bought": row["bought"], "turnover": row["turnover"]}
        for row in found if row["wanting"] or row["bought"]
    ]
    return sorted(rows, key=lambda row: (-row["turnover"], -row["wanting"], row["segment"], row["goods"]))


def competition(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """By class: who stayed, who came, who went, how often a competitor was faced and beaten, and who is not worth the effort (F42.6)."""
    start, today = window(now)
    ids = customers.order_by().values("pk")
    found = {row["abc"]: row for row in Standing.objects.filter(customer__in=ids).order_by().values("abc").annotate(
        kept=Count("pk", filter=Q(purchases__gt=0, first_on__lt=start)), came=Count("pk", filter=Q(first_on__gte=start)),
        went=Count("pk", filter=Q(purchases=0)), turnover=Coalesce(Sum("turnover"), NOTHING),
        poor=Count("pk", filter=Q(abc=ABC.C) & (~Q(customer__credit_problems="") | Q(customer__valid=False))),
    )}
    faced = CompetitorMet.objects.filter(opportunity__customer__in=ids, opportunity__closed_on__range=(start, today)).order_by()
    met: dict[str, Any] = {row["opportunity__customer__abc"]: row for row in faced.values("opportunity__customer__abc").annotate(
        faced=Count("opportunity", distinct=True), beaten=Count("opportunity", filter=Q(opportunity__state="won"), distinct=True),
    )}
    nothing: dict[str, int] = {"faced": 0, "beaten": 0}
    return [
        {"abc": abc, **{key: found[abc][key] for key in ("kept", "came", "went", "poor", "turnover")},
         **{key: met.get(abc, nothing)[key] for key in nothing},
         "beaten_share": share(met.get(abc, nothing)["beaten"], met.get(abc, nothing)["faced"])}
        for abc in ABC.values if abc in found
    ]


def attraction(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """By class: who buys again, several kinds of goods, more than the time before; who is warm to us, and who came by word of mouth (F42.7)."""
    start, today = window(now)
    before = (start - (today - start) - timedelta(days=1), start - timedelta(days=1))
    ids, amount = customers.order_by().values("pk"), "contract_amount"
    all_won = Opportunity.objects.filter(customer__in=ids, state="won", deleted_at=None).order_by()
    of_each = all_won.values("customer", "customer__abc").annotate(
        deals=Count("pk", distinct=True), goods=Count("lines__product__line", distinct=True))
    sums = {row["customer"]: row for row in all_won.values("customer").annotate(
        now=Coalesce(Sum(amount, filter=Q(signed_on__range=(start, today))), NOTHING),
        before=Coalesce(Sum(amount, filter=Q(signed_on__range=before)), NOTHING))}
    warm = _by_class(Activity.objects.filter(customer__in=ids, attitude=Attitude.WARM, at__date__range=(start, today)), "customer")
    told = _by_class(customers.filter(source__in=(Source.REFERRAL, Source.CHAIN_REFERRAL)), "pk", abc="abc")
    rows: dict[str, Row] = {}
    for one in of_each:
        row = rows.setdefault(one["customer__abc"], {"buyers": 0, "again": 0, "cross": 0, "up": 0})
        row["buyers"] += 1
        row["again"] += one["deals"] > 1
        row["cross"] += one["goods"] > 1
        row["up"] += sums[one["customer"]]["now"] > sums[one["customer"]]["before"] > 0
    return [
        {"abc": abc or "—", **rows[abc], "warm": warm.get(abc, 0), "told": told.get(abc, 0),
         "again_share": share(rows[abc]["again"], rows[abc]["buyers"])}
        for abc in (*ABC.values, "") if abc in rows
    ]


def _by_class(rows: QuerySet[Any], customer: str, *, abc: str = "customer__abc") -> dict[str, int]:
    return dict(rows.order_by().values_list(abc).annotate(n=Count(customer, distinct=True)))


def serving(customers: QuerySet[Customer], *, now: datetime) -> list[Row]:
    """By department: how many of its people did something for a customer in the time, not only those of the service (F42.8)."""
    start, today = window(now)
    ids, between = customers.order_by().values("pk"), (start, today)
    spoke = set(Activity.objects.filter(customer__in=ids, at__date__range=between).order_by().values_list("owner", flat=True).distinct())
    done = Todo.objects.filter(main_kind=kind_of(Customer), main_id__in=ids, status=Todo.Status.DONE, done_at__date__range=between)
    people = spoke | set(done.order_by().values_list("done_by", flat=True).distinct())
    times = dict(done.order_by().values_list("done_by__department").annotate(n=Count("pk")))
    rows: dict[int, Row] = {}
    for pk, place, name in Employee.objects.filter(status=Employee.Status.ACTIVE).values_list("pk", "department", "department__name"):
        row = rows.setdefault(place, {"label": name, "people": 0, "serving": 0, "done": times.get(place, 0)})
        row["people"] += 1
        row["serving"] += pk in people
    return sorted(({**row, "share": share(row["serving"], row["people"])} for row in rows.values()), key=lambda row: (-row["serving"], row["label"]))


def few(customers: QuerySet[Customer], *, part: Decimal = Decimal("0.8")) -> Row | None:
    """How few customers make this part of the turnover (F43.2); None before anybody has bought."""
    rows = Standing.objects.filter(customer__in=customers.order_by().values("pk"), turnover__gt=0)
    ranked = rows.annotate(
        larger=Window(Sum("turnover"), order_by=[F("turnover").desc(), F("pk").asc()]) - F("turnover"), whole=Window(Sum("turnover")),
    )
    number, of = ranked.filter(larger__lt=F("whole") * part).count(), rows.count()
    return {"customers": number, "of": of, "share": number / of, "part": part} if of else None
