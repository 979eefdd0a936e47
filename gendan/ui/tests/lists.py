"""A list, a board and a bulk action over real customers and opportunities, with routes, for the tests of the machinery."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone

from config.urls import urlpatterns as routes
from gendan.modules.customers.actions import change_customer
from gendan.modules.customers.forms import CustomerForm
from gendan.modules.customers.models import ABC, Customer, ProspectState
from gendan.spine.refusal import Refusal
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.page import record_page
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.page import form_page
from gendan.ui.listing.declare import (
    Bulk,
    Column,
    Format,
    Lead,
    Listing,
    Order,
    View,
    urgency,
)
from gendan.ui.listing.each import one_by_one
from gendan.ui.listing.filters import Asked, Choice, Contains, Dates, InDepartment, NextStep, Numbers, Person, YesNo
from gendan.ui.listing.page import list_page

KIND = "customers.customer"


class CityForm(forms.Form):
    """What the test's action asks."""

    city = forms.CharField(label="所在地")


def move(customer: Customer, *, actor: Any, now: Any, city: str) -> None:
    """Move a customer to another city; strategic ones stay."""
    if customer.strategic:
        raise Refusal("战略客户不搬")
    Customer.objects.filter(pk=customer.pk).update(city=city)


CUSTOMERS = Listing(
    key="test-customers", kind=KIND, title="客户", list_url="test-customers",
    lead=Lead(title="客户", value=str, full="name", badge="abc"),
    columns=(
        Column(key="owner", title="负责人", format=Format.PERSON, width=108),
        Column(key="last", title="最近跟进", value="last_activity_at", format=Format.DATE, width=84, order="quiet"),
        Column(key="turnover", title="年营业额", unit="元", format=Format.AMOUNT, total=True, width=130),
        Column(key="state", title="意向", value="prospect_state", format=Format.CHOICE, width=96),
        Column(key="phone", title="电话", format=Format.PHONE, mask="phone", width=120),
        Column(key="rating", title="评分", format=Format.EXCEPTION, width=80, total=True),
        Column(key="city", title="所在地", width=80, edit="city", grouped="city"),
        Column(key="tags", title="标签", format=Format.TAGS, default=False),
    ),
    filters=(
        Person(key="owner", title="负责人", quick=True),
        Choice(key="abc", title="等级", choices=ABC, quick=True),
        NextStep(quick=True),
        InDepartment(key="department", title="部门"),
        Choice(key="state", title="意向", field="prospect_state", choices=ProspectState),
        Dates(key="last", title="最近跟进", field="last_activity_at", forever=True),
        Numbers(key="turnover", title="年营业额"),
        Contains(key="city", title="所在地"),
        YesNo(key="strategic", title="战略客户"),
    ),
    orders=(
        urgency(title="急的在前", searched=True),
        Order(key="new", title="新的在前", fields=(("created_at", "desc"),)),
        Order(key="quiet", title="久未跟进在前", fields=(("last_activity_at", "asc"),), nulls=True),
    ),
    views=(
        View(key="mine", title="我的客户", query="f.owner=me"),
        View(key="below", title="我和下属", query="f.owner=below"),
        View(key="quiet", title="30 天没跟进", query="f.last=older_30_days&sort=quiet"),
        View(key="all", title="全部"),
    ),
    bulk=(
        Bulk(key="move", title="改所在地", icon="edit", form=CityForm, run=one_by_one(KIND, move)),
        Bulk(key="drop", title="删除", icon="trash", action="delete", run=one_by_one(KIND, move, action="delete")),
    ),
    groups=(Column(key="abc", title="等级", format=Format.CLASS), Column(key="strategic", title="战略", format=Format.YES_NO)),
    related=("owner",), search=("name_dbl",), row_url=lambda row: f"/test/customers/{row.pk}",
    create=("ui:me", "新建客户"), change=change_customer, empty="登记第一个客户。",
)


@login_required
def customers(request: HttpRequest) -> HttpResponse:
    """The page of the list."""
    return list_page(request, CUSTOMERS)


def figures(record: Customer, asked: Asked) -> list[Figure]:
    """Two of them."""
    return [
        Figure(label="最近跟进", value=record.last_activity_at, note="3 天前 · 电话"),
        Figure(label="年营业额", value=record.turnover, note="逾期 86,000 · 6 天", state="overdue", glyph=True),
    ]


CUSTOMER = Detail(
    kind=KIND, title="客户", listing="test-customers", url_name="test-customer", name="name", badge="abc",
    tags=lambda record: record.tags, figures=figures, path=True,
    buttons=lambda record, asked: [
        Button(key="edit", title="编辑", icon="edit", url=f"/test/customers/{record.pk}/edit"),
        Button(key="off", title="报价", allowed=False, reason="还没有商机", who="林叙"),
    ],
    tabs=(
        Tab(key="data", title="资料", template="ui/form/errors.html"),
        Tab(key="contacts", title="联系人", template="ui/form/errors.html", count=lambda record, asked: 5),
    ),
)

EDIT = FormPage(
    key="test-customer", title="改客户", form=CustomerForm, submit="保存", crumb=("客户", "test-customers"),
    sections=(
        Section(title="谁要买", fields=("name", "short_name", "credit_code", "nature"), wide=("name",)),
        Section(title="在哪里", fields=("province", "city", "address"), wide=("address",)),
        Section(title="其他", fields=("tags", "situation"), folded=True),
    ),
)


@login_required
def customer(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a record."""
    return record_page(request, CUSTOMER, get_object_or_404(Customer.objects.visible_to(request.user), pk=pk))


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a form."""
    found = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)

    def save(data: dict[str, Any]) -> str:
        revision = data.pop("revision")
        change_customer(found, values=data, actor=request.user, now=timezone.now(), revision=revision)
        return f"/test/customers/{found.pk}"

    kwargs = {"instance": Customer.objects.get(pk=pk)}
    return form_page(request, EDIT, save=save, form_kwargs=kwargs, cancel_url=f"/test/customers/{pk}")


urlpatterns = [
    path("test/customers", customers, name="test-customers"),
    path("test/customers/<int:pk>", customer, name="test-customer"),
    path("test/customers/<int:pk>/edit", edit, name="test-edit"),
    *routes,
]
