"""Contracts on pages and over REST: the same verbs, with their words and refusals."""

from decimal import Decimal

import pytest
from django.urls import reverse

from gendan.modules.contracts.models import Contract, ContractKind
from gendan.modules.contracts.tests.factories import (
    draft,
    in_force,
    opinion,
    paper,
    product,
    reviewed,
    reviewers,
    signed,
)
from gendan.modules.customers.tests.factories import customer
from gendan.spine.procedures.models import Todo


def rows(prefix, *given):
    """What the page of rows posts."""
    data = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0}
    return data | {f"{prefix}-{number}-{name}": value for number, row in enumerate(given) for name, value in row.items()}


def test_a_contract_is_written_on_its_pages(cast, now, client):
    at, sold = customer(cast.he, now), product()
    client.force_login(cast.he)
    page = client.get(reverse("contracts:create"), {"customer": at.pk}).content.decode()
    assert "合同类别" in page
    head = {"name": "减速机合同", "kind": ContractKind.objects.first().pk, "market": "domestic", "taken": "written", "currency": "CNY",
            "settlement": "transfer", "delivery_on": "2026-10-30"}
    client.post(f"{reverse('contracts:create')}?customer={at.pk}", head)
    contract = Contract.objects.get()
    lines = rows("lines", {"product": sold.pk, "quantity": "10"}, {"name": "安装", "quantity": "1", "price": "500"}, {"name": "空"})
    assert client.post(reverse("contracts:lines", args=[contract.pk]), lines).status_code == 302
    assert [line.amount for line in contract.lines.all()] == [Decimal(10000), Decimal(500)]
    terms = rows("terms", {"share": "40", "after": "signing", "days": "3"}, {"share": "60", "after": "delivery", "days": "30"})
    client.post(reverse("contracts:terms", args=[contract.pk]), terms)
    wrong = client.post(reverse("contracts:terms", args=[contract.pk]), rows("terms", {"share": "140", "after": "signing", "days": "0"}))
    assert wrong.status_code == 422
    asked = rows("requirements", {"nature": "stated", "text": "防锈", "met": "yes"}, {"nature": "legal", "text": "国标", "met": "yes", "answer": "GB/T"})
    client.post(reverse("contracts:requirements", args=[contract.pk]), asked)
    more = client.post(reverse("contracts:lines", args=[contract.pk]), rows("lines", {"name": "留着", "quantity": "2"}) | {"more": "1"})
    assert more.status_code == 200
    assert "留着" in more.content.decode()
    assert client.post(reverse("contracts:lines", args=[contract.pk]), {"lines-TOTAL_FORMS": "%s", "more": "1"}).status_code < 500
    assert contract.lines.count() == 2
    client.post(reverse("contracts:submit", args=[contract.pk]))
    contract.refresh_from_db()
    assert (contract.state, contract.amount, [term.amount for term in contract.terms.all()]) == (
        "review_up", Decimal(10500), [Decimal(4200), Decimal(6300)]), "a line that is no product makes it special"


@pytest.mark.parametrize("tab", ["data", "review", "story", "papers", "files", "changes"])
def test_every_tab_of_a_contract_in_force(cast, now, client, tab):
    contract = in_force(cast, now)
    client.force_login(cast.he)
    page = client.get(reverse("contracts:detail", args=[contract.pk]), {"tab": tab})
    assert page.status_code == 200
    assert contract.number in page.content.decode()


def test_the_salesperson_signs_on_the_page_and_both_signatures_follow(cast, now, client):
    contract = draft(cast, now)
    client.force_login(cast.he)
    client.post(reverse("contracts:submit", args=[contract.pk]))
    opinion(contract, "sales", cast.he, now=now)
    form = {"signed_on": "2026-09-24", "our_signatory": "方", "their_signatory": "高", "paper": paper()}
    client.post(reverse("contracts:sign", args=[contract.pk]), form)
    contract.refresh_from_db()
    assert (contract.state, contract.signed_paper.name) == ("signed", "合同.pdf")


def test_the_warehouse_answers_from_its_to_do(cast, now, client):
    keeper = reviewers(cast)["warehouse"]
    contract = reviewed(cast, now)
    todo = Todo.objects.get(key="stock", record_id=contract.pk)
    client.force_login(keeper)
    assert reverse("contracts:stock", args=[contract.pk]) in client.get(reverse("contracts:detail", args=[contract.pk]), {"tab": "review"}).content.decode()
    client.post(reverse("contracts:stock", args=[contract.pk]), {"enough": "yes", "qualified": "yes", "note": "A 库"})
    todo.refresh_from_db()
    assert todo.status == "done"


def test_a_change_leads_to_the_new_version_and_the_list_knows_both(cast, now, client):
    contract = signed(cast, now)
    client.force_login(cast.he)
    answer = client.post(reverse("contracts:amend", args=[contract.pk]), {"change_reason": "加两台"})
    change = Contract.objects.get(version=2)
    assert answer.headers["Location"] == reverse("contracts:detail", args=[change.pk])
    page = client.get(reverse("contracts:list"), {"view": "all"}).content.decode()
    assert contract.number in page
    assert change.title_number in page
    assert client.get(reverse("contracts:list"), {"layout": "board"}).status_code == 200


def test_kinds_of_contract_are_the_companys_own(cast, now, client):
    client.force_login(cast.bai)
    assert "智能网联产品合同" in client.get(reverse("contracts:kinds")).content.decode()
    form = {"name": "服务合同", "parties": ["finance"], "approval": "head", "position": 9, "is_active": "on"}
    client.post(reverse("contracts:kind_new"), form)
    made = ContractKind.objects.get(name="服务合同")
    assert made.parties == ["finance"]
    wrong = client.post(reverse("contracts:kind", args=[made.pk]), form | {"approval": "none", "with_proposal": "on"})
    assert wrong.status_code == 422
    client.force_login(cast.he)
    assert client.get(reverse("contracts:kinds")).status_code == 403


def post(client, path, payload=None):
    return client.post(f"/api/v1/contracts{path}", payload or {}, content_type="application/json")


def test_a_contract_by_rest(cast, now, client):
    at, sold = customer(cast.he, now), product()
    client.force_login(cast.he)
    made = post(client, "", {"name": "合同", "customer_id": at.pk, "delivery_on": "2026-10-30"}).json()
    path = f"/{made['id']}"
    assert made["number"].startswith("HT")
    refused = post(client, f"{path}/submit")
    assert refused.status_code == 409
    assert "还缺" in str(refused.json())
    put = {"content_type": "application/json"}
    client.put(f"/api/v1/contracts{path}/lines", [{"product_id": sold.pk, "quantity": "3", "price": "99.5"}], **put)
    client.put(f"/api/v1/contracts{path}/terms", [{"share": "100", "after": "delivery", "days": 30}], **put)
    asked = client.put(f"/api/v1/contracts{path}/requirements", [{"text": "蓝色", "met": "yes"}], **put).json()
    assert asked["amount"] == "298.50"
    assert post(client, f"{path}/submit").json()["state"] == "review"
    assert post(client, f"{path}/moves/agree").status_code == 404, "what follows from opinions is not made by hand"
    row = client.get(f"/api/v1/contracts{path}/signoffs").json()
    assert len(row) == 1
    contract = Contract.objects.get(pk=made["id"])
    opinion(contract, "sales", cast.he, now=now)
    form = {"signed_on": "2026-09-24", "our_signatory": "方", "their_signatory": "高", "paper": paper()}
    assert client.post(f"/api/v1/contracts{path}/sign", form).json()["state"] == "signed"
    assert post(client, f"{path}/no-order", {"reason": "框架合同"}).json()["no_order_reason"] == "框架合同"
    assert post(client, f"{path}/amend", {"change_reason": "延期"}).json()["version"] == 2
    assert len(client.get(f"/api/v1/contracts{path}/versions").json()) == 2
    client.force_login(cast.ma)
    assert client.get(f"/api/v1/contracts{path}").status_code == 404
