"""Care over REST: days to remember, gifts, referrals, care after a sale, letters and news."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_move_routes, seen
from gendan.api.schemas import Page
from gendan.modules.care import actions, queries
from gendan.modules.care.models import AfterSale, CareDate, Gift, Issue, Occasion, Referral, Survey
from gendan.modules.customers.models import Contact, Customer

router = Router(tags=["care"])
gift_router = Router(tags=["gifts"])
referral_router = Router(tags=["referrals"])
occasion_router = Router(tags=["occasions"])
after_router = Router(tags=["after-sales"])
survey_router = Router(tags=["surveys"])


class DateOut(Schema):
    """A day to remember; month and day are of its own calendar. A sensitive one is empty: have its group shown with a reason."""

    id: int
    customer_id: int
    contact_id: int | None
    kind: str
    relation: str
    colour: str
    name: str
    lunar: bool | None
    leap: bool | None
    month: int | None
    day: int | None
    gift: str
    budget: Decimal | None
    next_on: date | None
    masked: bool

    @classmethod
    def of(cls, row: CareDate) -> dict[str, Any]:
        """The row as a caller sees it who has not said why."""
        closed = queries.is_closed(row)
        shut = {"name": "", "lunar": None, "leap": None, "month": None, "day": None, "next_on": None} if closed else {}
        names = [name for name in cls.model_fields if name != "masked"]
        return {name: getattr(row, name) for name in names} | shut | {"masked": closed}


class DatePage(Page):
    items: list[DateOut]


class DateIn(Schema):
    """A new day; `data_consent` says how the person agreed to personal notes."""

    contact_id: int | None = None
    kind: str = "birthday"
    relation: str = "self"
    name: str = ""
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    lunar: bool = False
    leap: bool = False
    gift: str = ""
    budget: Decimal | None = None
    data_consent: str = ""


class OccasionOut(Schema):
    """One time that a day came round."""

    id: int
    customer_id: int
    contact_id: int | None
    colour: str
    title: str
    on: date
    state: str
    owner_id: int | None
    outcome: str


class OccasionPage(Page):
    items: list[OccasionOut]


class GiftOut(Schema):
    """A line of the gift register; amounts in yuan."""

    id: int
    number: str
    customer_id: int
    contact_id: int
    kind: str
    what: str
    cost: Decimal
    spent: Decimal | None
    reason: str
    state: str
    given_on: date | None
    owner_id: int | None
    referral_id: int | None


class GiftPage(Page):
    items: list[GiftOut]


class GiftIn(Schema):
    """What somebody is to be given, and why."""

    contact_id: int
    kind: str
    what: str = Field(min_length=1, max_length=120)
    cost: Decimal = Field(gt=0)
    reason: str = Field(min_length=1, max_length=200)


class ReferralOut(Schema):
    """Who introduced whom."""

    id: int
    number: str
    customer_id: int
    contact_id: int
    introduced_name: str
    introduced_id: int | None
    opportunity_id: int | None
    state: str
    claimed_late: bool
    introduced_on: date
    rewarded_on: date | None


class ReferralPage(Page):
    items: list[ReferralOut]


class ReferralIn(Schema):
    """Somebody at a customer has named somebody."""

    contact_id: int
    introduced_name: str = Field(min_length=1, max_length=160)
    introduced_phone: str = ""
    note: str = ""


class AfterOut(Schema):
    """A sale that is cared for."""

    id: int
    customer_id: int
    opportunity_id: int | None
    record_kind: str
    record_id: int | None
    record_title: str
    state: str
    visit_on: date
    visited_on: date | None
    score: int | None
    feedback: str
    doubts: str
    reassurance: str


class AfterPage(Page):
    items: list[AfterOut]


class SurveyOut(Schema):
    """A customer that is asked how satisfied he is; the answers come in by the move “answer”."""

    id: int
    customer_id: int
    contact_id: int | None
    state: str
    ask_by: date
    score: Decimal | None
    wishes: str
    answered_at: datetime | None
    owner_id: int | None


class SurveyPage(Page):
    items: list[SurveyOut]


class IssueOut(Schema):
    """A sending."""

    id: int
    about: str
    subject: str
    state: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class IssuePage(Page):
    items: list[IssueOut]


class ResultOut(Schema):
    """How many it reached, and how many not."""

    email: int
    sms: int
    waiting: int
    left_out: int


@router.get("/dates", response=DatePage, summary="Days to remember that you may see")
def dates(request: Any, window: Query[Window]) -> Any:
    found = page_of(CareDate.objects.visible_to(request.user), window)
    return {**found, "items": [DateOut.of(row) for row in found["items"]]}


@router.post("/customers/{pk}/dates", response=DateOut, summary="Write down a day to remember")
def add_date(request: Any, pk: int, payload: DateIn) -> Any:
    values = payload.dict(exclude={"contact_id", "data_consent"})
    contact = seen(Contact, request, payload.contact_id) if payload.contact_id else None
    row = actions.add_date(
        seen(Customer, request, pk), values=values | {"contact": contact}, data_consent=payload.data_consent, actor=request.user,
        now=timezone.now(),
    )
    return DateOut.of(row)


@router.get("/sendings", response=IssuePage, summary="Letters and news that were sent")
def sendings(request: Any, window: Query[Window]) -> Any:
    return page_of(Issue.objects.visible_to(request.user), window)


@router.get("/sendings/{pk}/results", response=ResultOut, summary="What became of a sending")
def results(request: Any, pk: int) -> Any:
    return queries.results(seen(Issue, request, pk))


@occasion_router.get("", response=OccasionPage, summary="Care occasions that you may see")
def occasions(request: Any, window: Query[Window]) -> Any:
    return page_of(Occasion.objects.visible_to(request.user), window)


@gift_router.get("", response=GiftPage, summary="The gift register, as far as you may see it")
def gifts(request: Any, window: Query[Window]) -> Any:
    return page_of(Gift.objects.visible_to(request.user), window)


@gift_router.post("", response=GiftOut, summary="Ask for a gift")
def ask_gift(request: Any, payload: GiftIn) -> Any:
    values = payload.dict(exclude={"contact_id"})
    return actions.ask_gift(seen(Contact, request, payload.contact_id), **values, actor=request.user, now=timezone.now())


@referral_router.get("", response=ReferralPage, summary="Referrals that you may see")
def referrals(request: Any, window: Query[Window]) -> Any:
    return page_of(Referral.objects.visible_to(request.user), window)


@referral_router.post("", response=ReferralOut, summary="Note a referral")
def note_referral(request: Any, payload: ReferralIn) -> Any:
    values = payload.dict(exclude={"contact_id"})
    return actions.note_referral(seen(Contact, request, payload.contact_id), **values, actor=request.user, now=timezone.now())


@after_router.get("", response=AfterPage, summary="Sales that are cared for")
def after_sales(request: Any, window: Query[Window]) -> Any:
    return page_of(AfterSale.objects.visible_to(request.user), window)


@survey_router.get("", response=SurveyPage, summary="Satisfaction surveys that you may see")
def surveys(request: Any, window: Query[Window]) -> Any:
    return page_of(Survey.objects.visible_to(request.user), window)


@survey_router.post("/customers/{pk}", response={201: SurveyOut}, summary="Ask this customer now")
def begin_survey(request: Any, pk: int) -> Any:
    return 201, actions.begin_survey(seen(Customer, request, pk), actor=request.user, now=timezone.now())


for _router, _model in ((occasion_router, Occasion), (gift_router, Gift), (referral_router, Referral), (after_router, AfterSale), (survey_router, Survey)):
    add_move_routes(_router, _model)
