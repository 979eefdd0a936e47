"""Figures of care, each a function from a scoped queryset to rows."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from gendan.modules.care.models import AfterSale, Answer, Delivery, Gift, Occasion, Referral, Survey
from gendan.modules.care.queries import FREE
from gendan.modules.customers.models import Customer, Nature
from gendan.modules.followups.models import NOT_REACHED, Activity, Way
from gendan.modules.mails.models import Mail
from gendan.modules.opportunities.models import Opportunity

#: So many words of customers are shown, the newest first.
SAID = 200
#: What happens within so many days is put down to a sending; so many sendings are shown.
EFFECT, MOST_SENDINGS = timedelta(days=30), 100


def due_by_colour(rows: QuerySet[Occasion]) -> list[dict[str, Any]]:
    """Report 9: by month and colour how many days came up, how many were kept, left out, missed, and are still open."""
    def states(*keys: str) -> Count:
        return Count("id", filter=Q(state__in=keys))

    found = (
        rows.annotate(at=TruncMonth("on")).values("at", "colour")
        .annotate(
            count=Count("id"), done=states("done"), open=states("ahead"), skipped=states("skipped"), missed=states("missed"),
            budget=Sum("budget"),
        )
        .order_by("at", "colour")
    )
    return [dict(row) for row in found]


def source_efficiency(rows: QuerySet[Customer]) -> list[dict[str, Any]]:
    """Report 11: by source the customers, those who bought, what was won, and what rewards of referrals cost (F46, F47)."""
    found = {row["source"]: dict(row) for row in rows.values("source").annotate(customers=Count("id")).order_by("-customers")}
    deals = Opportunity.objects.filter(customer__in=rows.values("id"), state="won", deleted_at=None)
    for row in deals.values("customer__source").annotate(
        buyers=Count("customer", distinct=True), deals=Count("id"), won=Sum("contract_amount")
    ).order_by():
        found[row.pop("customer__source")].update(row)
    made = Referral.objects.filter(introduced__in=rows.values("id"))
    for row in made.values("introduced__source").annotate(referrals=Count("id")).order_by():
        found[row.pop("introduced__source")].update(row)
    gifts = Gift.objects.filter(referral__introduced__in=rows.values("id")).exclude(state__in=FREE)
    for row in gifts.values("referral__introduced__source").annotate(rewards=Sum(Coalesce("spent", "cost"))).order_by():
        found[row.pop("referral__introduced__source")].update(row)
    return [_rates({"buyers": 0, "deals": 0, "won": None, "referrals": 0, "rewards": None} | row) for row in found.values()]


def _rates(row: dict[str, Any]) -> dict[str, Any]:
    won, rewards = row["won"] or Decimal(0), row["rewards"] or Decimal(0)
    return row | {
        "won": won, "rewards": rewards, "rate": row["buyers"] / row["customers"],
        "reward_per_deal": rewards / row["deals"] if row["deals"] else None,
    }


def gifts_by_department(rows: QuerySet[Gift]) -> list[dict[str, Any]]:
    """What each department has given, by kind: how many, for how much, and how many were declined or not approved."""
    return [dict(row) for row in rows.values("department__name", "kind").annotate(
        count=Count("id", filter=Q(state="given")), spent=Sum("spent", filter=Q(state="given")),
        open=Count("id", filter=Q(state_kind="open")), declined=Count("id", filter=Q(state="declined")),
        refused=Count("id", filter=Q(state="refused")),
    ).order_by("department__name", "kind")]


def referrals_per_visit(rows: QuerySet[AfterSale]) -> list[dict[str, Any]]:
    """F30, F58.6: by person the care visits made, how satisfied the visited were, the referrals they brought, and those that became deals."""
    found = rows.values("owner_id", "owner__name").annotate(
        planned=Count("id", distinct=True), visits=Count("id", filter=Q(visited_on__isnull=False), distinct=True),
        named=Count("referrals", distinct=True),
        deals=Count("referrals", filter=Q(referrals__opportunity__isnull=False), distinct=True),
    ).order_by("-visits", "owner__name")
    satisfied = dict(rows.exclude(score=None).values_list("owner_id").annotate(Avg("score")))
    return [dict(row) | {
        "score": satisfied.get(row["owner_id"]),
        "referrals": row["named"], "per_visit": row["named"] / row["visits"] if row["visits"] else None,
        "conversion": row["deals"] / row["named"] if row["named"] else None,
    } for row in found]


def voices(customers: QuerySet[Customer]) -> list[dict[str, Any]]:
    """F43.1: what customers themselves said last: wishes of surveys, feedback and doubts at visits after a sale."""
    said = [
        {"on": timezone.localdate(row.answered_at), "customer": row.customer, "text": row.wishes, "score": row.score, "url": f"/care/surveys/{row.pk}"}
        for row in Survey.objects.filter(customer__in=customers.order_by().values("pk")).exclude(wishes="").exclude(answered_at=None)
        .select_related("customer").order_by("-answered_at")[:SAID]
    ]
    visits = AfterSale.objects.filter(customer__in=customers.order_by().values("pk"), visited_on__isnull=False).select_related("customer")
    for row in visits.exclude(feedback="", doubts="").order_by("-visited_on")[:SAID]:
        said.append({"on": row.visited_on, "customer": row.customer, "text": row.feedback or row.doubts, "score": row.score,
                     "url": f"/care/after-sales/{row.pk}"})
    rows = sorted(said, key=lambda row: row["on"], reverse=True)[:SAID]
    return [row | {"customer": str(row["customer"]), "customer_id": row["customer"].pk} for row in rows]


def partners(customers: QuerySet[Customer]) -> list[dict[str, Any]]:
    """F43.8: the partners of the channel: whom they introduced, what became of it, and what they were given for it."""
    found = {row.pk: {"id": row.pk, "name": str(row), "named": 0, "customers": 0, "deals": 0, "won": Decimal(0), "rewards": Decimal(0)}
             for row in customers.filter(nature=Nature.PARTNER)}
    made = Referral.objects.filter(customer__in=found).order_by()
    for row in made.values("customer").annotate(
        named=Count("pk"), customers=Count("introduced", distinct=True), deals=Count("opportunity", distinct=True),
        won=Coalesce(Sum("opportunity__contract_amount"), Decimal(0)),
    ):
        found[row.pop("customer")].update(row)
    for row in Gift.objects.filter(referral__customer__in=found, state="given").order_by().values("referral__customer").annotate(rewards=Sum("spent")):
        found[row["referral__customer"]]["rewards"] = row["rewards"]
    return sorted(found.values(), key=lambda row: (-row["won"], -row["named"], row["name"]))


def campaigns(deliveries: QuerySet[Delivery]) -> list[dict[str, Any]]:
    """Report 17: of each sending whom it reached, who answered, who then had an opportunity, and who bought (F23, F01)."""
    after = {"customer": OuterRef("customer"), "created_at__gt": OuterRef("at"), "created_at__lt": OuterRef("at") + EFFECT, "deleted_at": None}
    wrote = Mail.objects.filter(thread__customer=OuterRef("customer"), state="received", at__gt=OuterRef("at"), at__lt=OuterRef("at") + EFFECT)
    spoke = Activity.objects.filter(customer=OuterRef("customer"), at__gt=OuterRef("at"), at__lt=OuterRef("at") + EFFECT).exclude(result__in=NOT_REACHED)
    spoke = spoke.exclude(way=Way.MAIL)  # the sending itself is one
    wanted = Opportunity.objects.filter(**after)
    rows = deliveries.annotate(
        answered=Exists(wrote) | Exists(spoke), wanted=Exists(wanted), bought=Exists(wanted.filter(state="won")),
    ).order_by().values("issue", "issue__subject", "issue__created_at").annotate(
        listed=Count("pk"), sent=Count("pk", filter=Q(state="sent")), answered_by=Count("pk", filter=Q(state="sent", answered=True)),
        wanted_by=Count("pk", filter=Q(state="sent", wanted=True)), bought_by=Count("pk", filter=Q(state="sent", bought=True)),
    )
    return [
        dict(row) | {"answer_rate": row["answered_by"] / row["sent"] if row["sent"] else None}
        for row in rows.order_by("-issue__created_at")[:MOST_SENDINGS]
    ]


def recommending(buyers: QuerySet[Any], start: date, today: date) -> int:
    """How many of these customers introduced somebody in that time (F43, F47)."""
    return Referral.objects.filter(customer__in=buyers, introduced_on__range=(start, today)).values("customer").distinct().count()


def said_by_question(surveys: QuerySet[Survey]) -> list[dict[str, Any]]:
    """F60.6, F82: what each question was given, by its level of service, and how many were not satisfied with it."""
    given = Answer.objects.filter(survey__in=surveys.order_by().values("pk")).order_by()
    rows = given.values("question__text", "question__level", "question__position").annotate(
        answers=Count("pk"), mean=Avg("score"), low=Count("pk", filter=Q(score__lte=2)), high=Count("pk", filter=Q(score=5)),
    )
    return [dict(row) for row in rows.order_by("question__position", "question__text")]
