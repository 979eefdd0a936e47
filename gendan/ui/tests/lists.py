"""A list, a board and a bulk action over real customers and opportunities, with routes, for the tests of the machinery."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as routes
from gendan.modules.customers.models import ABC, Customer, ProspectState
from gendan.spine.refusal import Refusal
from gendan.ui.listing.bulk import one_by_one
from gendan.ui.listing.declare import (
    Bulk,
    Column,
    Empty,
    Format,
    Lead,
    Listing,
    Order,
    View,
    register,
    urgency,
)
from gendan.ui.listing.filters import Choice, Contains, Dates, InDepartment, NextStep, Numbers, Person, YesNo
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


CUSTOMERS = register(Listing(
    key="test-customers", kind=KIND, title="客户", list_url="test-customers",
    lead=Lead(title="客户", value=str, full="name", badge="abc"),
    columns=(
        Column(key="owner", title="负责人", format=Format.PERSON, width=108),
        Column(key="last", title="最近跟进", value="last_activity_at", format=Format.DATE, width=84, order="quiet"),
        Column(key="turnover", title="年营业额", unit="元", format=Format.AMOUNT, total=True, width=130),
        Column(key="state", title="意向", value="prospect_state", format=Format.CHOICE, width=96),
        Column(key="phone", title="电话", format=Format.PHONE, mask="phone", width=120),
        Column(key="rating", title="评分", format=Format.EXCEPTION, width=80, total=True),
        Column(key="city", title="所在地", width=80),
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
        urgency(title="急的在前"),
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
    related=("owner",), search=("name_dbl",), row_url=lambda row: f"/customers/{row.pk}",
    create=("ui:me", "新建客户"), empty=Empty(nothing="登记第一个客户。"),
))


@login_required
def customers(request: HttpRequest) -> HttpResponse:
    """The page of the list."""
    return list_page(request, CUSTOMERS)


urlpatterns = [path("test/customers", customers, name="test-customers"), *routes]
