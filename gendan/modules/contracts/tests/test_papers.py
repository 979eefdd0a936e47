"""Contracts on paper: the contract itself, and the forms on which it was reviewed (F59, F64)."""

from decimal import Decimal

import pytest

from gendan.modules.contracts import actions
from gendan.modules.contracts.papers import CONTRACT, REVIEW
from gendan.modules.contracts.tests import factories
from gendan.spine.documents import papering
from gendan.spine.documents.tests.shapes import check_shape


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def test_f59_3_a_contract_is_written(cast, now):
    contract = factories.draft(cast, now)
    said = check_shape(CONTRACT, contract)
    assert (said["number"], said["total"]) == (contract.number, Decimal("10000.00"))
    assert [(row["share"], row["amount"]) for row in said["terms"]] == [(Decimal(30), Decimal(3000)), (Decimal(70), Decimal(7000))]
    made = papering.make(contract, paper="contract", actor=cast.he, now=now)
    assert made.name.startswith(f"{contract.number} 减速机采购合同-")


def test_f59_4_a_change_of_a_signed_contract_is_printed_under_its_own_version(cast, now):
    contract = factories.signed(cast, now)
    before = papering.make(contract, paper="contract", actor=cast.he, now=now)
    change = actions.amend_contract(contract, change_reason="增加两台", actor=cast.he, now=now)
    after = papering.make(change, paper="contract", actor=cast.he, now=now)
    assert (before.number, after.number) == (contract.number, f"{contract.number}-V2")
    assert check_shape(CONTRACT, change)["change_reason"] == "增加两台"


def test_f59_6_the_review_form_holds_requirements_and_opinions_side_by_side(cast, now):
    factories.reviewers(cast)
    contract = factories.draft(cast, now)
    rows = [{"nature": row.nature, "text": row.text, "met": "yes"} for row in contract.requirements.all()]
    rows.append({"nature": "stated", "text": "非标转速 37 转", "met": "yes", "is_special": True})
    actions.set_requirements(contract, requirements=rows, actor=cast.he, now=now)
    actions.submit_contract(contract, actor=cast.he, now=now)
    contract = factories.opinion(contract, "sales", cast.he, now=now, words="可以签")
    said = check_shape(REVIEW, contract)
    assert said["heading"] == "合同评审表"
    assert {"销售", "生产"} <= {row["party"] for row in said["opinions"]}
    assert "可以签" in {row["opinion"] for row in said["opinions"]}
    assert said["special"] == "是"
    assert "非标转速 37 转" in str(said["requirements"])
    made = papering.make(contract, paper="contract_review", actor=cast.he, now=now)
    assert made.name == f"合同评审表 {contract.review_number}"


def test_f64_8_what_the_marketing_head_approves_is_reviewed_on_the_form_before_signing(cast, now):
    factories.reviewers(cast)
    contract = factories.draft(cast, now, of=factories.SMART_KEY)
    actions.submit_contract(contract, actor=cast.he, now=now)
    contract.refresh_from_db()
    said = check_shape(REVIEW, contract)
    assert said["heading"] == "待签合同评审表"
    assert said["approver"]
