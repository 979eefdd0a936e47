"""The list and the board of customers, and the actions on many of them (F84.1)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers import actions, queries
from gendan.modules.customers.access import CONTACT, KIND
from gendan.modules.customers.forms import ClassesForm, OwnerForm, RelatedForm
from gendan.modules.customers.models import (
    ABC,
    Customer,
    FollowKind,
    Importance,
    Nature,
    Priority,
    ProspectState,
    Source,
    TimeClass,
    TransactionClass,
)
from gendan.modules.customers.procedure import AWAY, KEY, PROCEDURE
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.ui.form.fields import ReasonForm
from gendan.ui.listing.declare import Board, Bulk, Column, Format, Lead, Listing, Order, Result, View, urgency
from gendan.ui.listing.each import one_by_one, results_of
from gendan.ui.listing.filters import (
    Asked,
    Choice,
    Contains,
    Custom,
    Dates,
    Holds,
    InDepartment,
    NextStep,
    Numbers,
    Person,
    YesNo,
)

STATES = [(state.key, state.title) for state in PROCEDURE.states if state.key not in ("merged", "bin")]
COLUMNS_OF_BOARD = tuple(state.key for state in PROCEDURE.states if state.key not in AWAY)


def _results(chosen: list[int], refused: Mapping[int, Refusal]) -> list[Result]:
    return results_of(chosen, refused, titles=dict(Customer.objects.filter(pk__in=chosen).values_list("pk", "name")))


def hand_over_many(ids: Iterable[int], *, actor: Employee, data: dict[str, Any], now: datetime) -> list[Result]:
    """Give the chosen customers to somebody else, with one message to the new owner."""
    chosen = list(ids)
    return _results(chosen, actions.change_owner_of_many(chosen, actor=actor, now=now, **data))


def class_many(ids: Iterable[int], *, actor: Employee, data: dict[str, Any], now: datetime) -> list[Result]:
    """Set classes; what was left empty is not touched."""
    chosen = list(ids)
    return _results(chosen, actions.set_classes_of_many(chosen, actor=actor, now=now, **data))


def invalidate_many(ids: Iterable[int], *, actor: Employee, data: dict[str, Any], now: datetime) -> list[Result]:
    """Mark the chosen customers as not valid."""
    chosen = list(ids)
    return _results(chosen, actions.set_valid_of_many(chosen, valid=False, reason=data["reason"], actor=actor, now=now))


def _neglected(asked: Asked) -> Q:
    limit = asked.now - queries.NEGLECTED
    return Q(last_activity_at__lt=limit) | Q(last_activity_at=None, created_at__lt=limit)


def _incomplete(asked: Asked) -> Q:  # noqa: ARG001
    return Q(completeness__lt=60)


def _unrated(asked: Asked) -> Q:  # noqa: ARG001
    return Q(rating=None, state__in=("visit", "follow", "sign", "collect", "maintain"))


COLUMNS = (
    Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
    Column(key="state", title=_("stage"), format=Format.STATE, width=88),
    Column(key="last_activity_at", title=_("last follow-up"), format=Format.DATE, width=96, order="quiet"),
    Column(key="prospect_state", title=_("prospect state"), format=Format.CHOICE, width=96),
    Column(key="completeness", title=_("archive"), unit="%", format=Format.NUMBER, width=80),
    Column(key="source", title=_("source"), format=Format.CHOICE, width=96),
    Column(key="city", title=_("place"), width=88, grouped="city"),
    Column(key="code", title=_("customer number"), format=Format.CODE, width=116),
    Column(key="short_name", title=_("short name"), width=120, default=False, edit="short_name"),
    Column(key="industry", title=_("industry"), width=110, default=False, edit="industry", grouped="industry"),
    Column(key="importance", title=_("importance"), format=Format.CHOICE, width=96, default=False),
    Column(key="priority", title=_("tracking priority"), format=Format.CHOICE, width=96, default=False),
    Column(key="nature", title=_("nature"), format=Format.CHOICE, width=110, default=False),
    Column(key="time_class", title=_("time class"), format=Format.CHOICE, width=96, default=False),
    Column(key="transaction_class", title=_("transaction class"), format=Format.CHOICE, width=96, default=False),
    Column(key="follow_kind", title=_("kind of follow-up"), format=Format.CHOICE, width=96, default=False),
    Column(key="rating", title=_("rating"), format=Format.NUMBER, width=72, default=False, edit="rating"),
    Column(key="phone", title=_("telephone"), format=Format.PHONE, width=124, default=False, mask="phone"),
    Column(key="province", title=_("province"), width=80, default=False, grouped="province"),
    Column(key="tags", title=_("labels"), format=Format.TAGS, width=140, default=False),
    Column(key="department", title=_("department"), width=110, default=False, grouped="department"),
    Column(key="valid", title=_("valid"), format=Format.YES_NO, width=64, default=False),
    Column(key="created_at", title=_("registered at"), format=Format.DATE, width=96, default=False, order="newest"),
)

FILTERS = (
    Person(key="owner", title=_("owner"), quick=True),
    Choice(key="abc", title=_("class"), quick=True, choices=ABC),
    Contains(key="city", title=_("place"), quick=True),
    NextStep(quick=True),
    Choice(key="state", title=_("stage"), choices=STATES),
    Contains(key="code", title=_("customer number")),
    Contains(key="name", title=_("customer name")),
    YesNo(key="valid", title=_("valid")),
    Dates(key="last_activity_at", title=_("last follow-up"), forever=True),
    Dates(key="created_at", title=_("registered at")),
    Choice(key="prospect_state", title=_("prospect state"), choices=ProspectState),
    Choice(key="importance", title=_("importance"), choices=Importance),
    Choice(key="priority", title=_("tracking priority"), choices=Priority),
    Choice(key="nature", title=_("nature"), choices=Nature),
    Choice(key="time_class", title=_("time class"), choices=TimeClass),
    Choice(key="transaction_class", title=_("transaction class"), choices=TransactionClass),
    Choice(key="follow_kind", title=_("kind of follow-up"), choices=FollowKind),
    Choice(key="source", title=_("source"), choices=Source),
    Contains(key="province", title=_("province")),
    Contains(key="industry", title=_("industry")),
    Numbers(key="rating", title=_("rating")),
    Numbers(key="completeness", title=_("archive completeness"), unit="%"),
    Holds(key="tags", title=_("labels")),
    InDepartment(key="department", title=_("department")),
    Custom(
        key="attention", title=_("wants attention"),
        meanings=(
            ("neglected", _("30 days without follow-up"), _neglected),
            ("incomplete", _("archive below 60%"), _incomplete),
            ("unrated", _("visited and not rated"), _unrated),
        ),
    ),
)

CUSTOMERS = Listing(
    key="customers",
    kind=KIND,
    title=_("Customers"),
    lead=Lead(title=_("customer"), value="short_name", full="name", badge="abc"),
    columns=COLUMNS,
    orders=(
        urgency(title=_("next step, the urgent first"), searched=True),
        Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),)),
        Order(key="quiet", title=_("longest without follow-up"), fields=(("last_activity_at", "asc"),), nulls=True),
    ),
    views=(
        View(key="mine", title=_("My customers"), query="f.owner=me&f.valid=yes"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below&f.valid=yes"),
        View(key="a", title=_("Class A"), query="f.abc=A&f.valid=yes"),
        View(key="neglected", title=_("30 days without follow-up"), query="f.attention=neglected&f.valid=yes&sort=quiet"),
        View(key="without", title=pgettext_lazy("view", "No next step"), query="f.next=none&f.valid=yes"),
        View(key="all", title=_("All customers"), query=""),
    ),
    filters=FILTERS,
    bulk=(
        Bulk(key="class", title=_("Classes"), run=class_many, icon="edit", form=ClassesForm, piece=2000),
        Bulk(key="hand_over", title=_("Hand over"), run=hand_over_many, icon="transfer", action="assign", form=OwnerForm),
        Bulk(key="relate", title=_("Add related people"), run=one_by_one(KIND, actions.add_related), icon="users-plus", form=RelatedForm),
        Bulk(key="invalid", title=_("Mark as invalid"), run=invalidate_many, icon="ban", form=ReasonForm, piece=2000),
        Bulk(key="bin", title=_("Delete"), run=one_by_one(KIND, actions.move_to_bin, action="delete"), icon="trash", action="delete", form=ReasonForm),
    ),
    board=Board(
        procedure=KEY, columns=COLUMNS_OF_BOARD, title="short_name", second="city", badge="abc",
        date="last_activity_at", date_words=_("last follow-up"),
    ),
    related=("owner", "department", "case"),
    groups=(Column(key="abc", title=_("class"), format=Format.CLASS),),
    search=queries.text_condition,
    change=actions.change_customer,
    search_words=_("name, number, phone, pinyin initials"),
    list_url="customers:list",
    create=("customers:create", _("New customer")),
    empty=_("No customer yet. Register the first one, or import your list."),
)
CONTACTS = Listing(
    key="contacts",
    kind=CONTACT,
    title=_("Contacts"),
    lead=Lead(title=_("contact"), value="name"),
    columns=(
        Column(key="position", title=_("position"), width=120, edit="position"),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=160),
        Column(key="mobile", title=_("mobile"), format=Format.PHONE, width=124, mask="mobile"),
        Column(key="phone", title=_("telephone"), format=Format.PHONE, width=124, mask="phone", default=False),
        Column(key="email", title=_("e-mail"), width=180, mask="email"),
        Column(key="wechat", title=_("WeChat"), width=110, default=False),
        Column(key="department_name", title=_("their department"), width=110, edit="department_name"),
        Column(key="decides", title=_("decides"), format=Format.YES_NO, width=72),
        Column(key="is_main", title=_("main contact"), format=Format.YES_NO, width=88, default=False),
        Column(key="motive", title=_("motive"), width=160, default=False, edit="motive"),
        Column(key="path_to_decision", title=_("way to the decision maker"), width=180, default=False, edit="path_to_decision"),
        Column(key="is_active", title=_("still there"), format=Format.YES_NO, width=72, default=False),
        Column(key="created_at", title=_("registered at"), format=Format.DATE, width=96, order="newest"),
    ),
    orders=(
        Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),)),
        Order(key="name", title=_("by name"), fields=(("initials", "asc"),)),
    ),
    views=(
        View(key="mine", title=_("Of my customers"), query="f.owner=me&f.active=yes"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below&f.active=yes"),
        View(key="deciding", title=_("Who decides"), query="f.decides=yes&f.active=yes"),
        View(key="all", title=_("All contacts"), query=""),
    ),
    filters=(
        Person(key="owner", title=_("owner"), field="customer__owner", quick=True),
        Contains(key="position", title=_("position"), quick=True),
        Choice(key="abc", title=_("class"), field="customer__abc", quick=True, choices=ABC),
        YesNo(key="decides", title=_("decides")), YesNo(key="active", title=_("still there"), field="is_active"),
        YesNo(key="is_main", title=_("main contact")), Contains(key="name", title=pgettext_lazy("person", "name")),
        Contains(key="city", title=_("place"), field="customer__city"), Dates(key="created_at", title=_("registered at")),
    ),
    base=lambda rows: rows.filter(customer__deleted_at=None, erased_at=None),
    related=("customer",),
    search=queries.contact_condition,
    change=actions.change_contact,
    search_words=_("name, pinyin initials, number, customer"),
    list_url="customers:contacts",
    row_url=lambda row: reverse("customers:detail", args=[row.customer_id]) + "?tab=contacts",
    next_step=False,
    peek=False,
    empty=_("No contact yet. Add the people on the page of their customer, or import your list."),
)
