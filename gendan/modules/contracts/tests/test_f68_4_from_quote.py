"""F68.4, F68.5, F68.8: when all terms are agreed the contract begins with what was quoted, is reviewed, filed, and changed by review."""

from decimal import Decimal

import pytest
from django.urls import reverse

from gendan.modules.contracts import actions
from gendan.modules.contracts.models import Contract
from gendan.modules.contracts.tests.factories import paper, reviewers, signed
from gendan.modules.quotes.tests import story
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.queries import attachments_of


def test_f68_4_the_contract_of_an_accepted_quotation_takes_over_lines_and_prices(cast, now, client):
    story.product()
    quote = story.sent(cast.he, now, story.at("850"))
    with pytest.raises(Refusal) as early:
        actions.draft_from_quote(quote, actor=cast.he, now=now)
    assert early.value.code == "not_accepted"
    engine.perform(quote, "accept", actor=cast.he, data={"accepted_by": "高鹏", "answer": "同意"}, now=now)
    quote.refresh_from_db()
    client.force_login(cast.he)
    address = f"{reverse('contracts:create')}?quote={quote.pk}"
    assert address in client.get(reverse("quotes:detail", args=[quote.pk])).content.decode()
    asked = Todo.objects.get(record_kind="quotes.quote", record_id=quote.pk, key="contract", status=Todo.Status.OPEN)
    assert asked.assignee == cast.he, "the to-do offers the contract"
    contract = actions.draft_from_quote(quote, actor=cast.he, now=now)
    asked.refresh_from_db()
    assert (asked.status, asked.outcome) == (Todo.Status.DONE, contract.number)
    assert (contract.amount, contract.customer, contract.lines.get().price) == (Decimal(8500), quote.customer, Decimal(850))
    with pytest.raises(Refusal, match=contract.number):
        actions.draft_from_quote(quote, actor=cast.he, now=now)
    assert Contract.objects.get().quote == quote


def test_f68_5_after_signing_paper_and_records_are_filed_and_found_again(cast, now, client):
    clerk = reviewers(cast)["archive"]
    contract = signed(cast, now)
    asked = Todo.objects.get(record_kind="contracts.contract", record_id=contract.pk, status="open", key__startswith="state")
    assert asked.assignee == clerk
    client.force_login(clerk)
    place = {"archive_place": "A-03 出口卷 12"}
    assert client.post(f"/do/contracts.contract/{contract.pk}/file", place).status_code in (200, 302)
    contract.refresh_from_db()
    assert (contract.state, contract.archive_place) == ("in_force", "A-03 出口卷 12")
    assert contract.signed_paper in attachments_of(contract), "the signed paper lies with what was written about it"


def test_f68_8_our_own_fault_is_told_with_its_evidence_kept_and_the_changed_contract_is_reviewed_again(cast, now):
    contract = signed(cast, now, at=story.customer(cast.he, now))
    row = actions.note_trouble(
        contract.customer, trigger="quality", happened="首批键槽超差", effect="换货，交期延后十天", contract=contract, actor=cast.he, now=now
    )
    proof = timeline.add_attachment(contract, upload=paper("检测报告.pdf"), actor=cast.he, now=now)
    engine.perform(row, "tell", actor=cast.he, data={"told_whom": "高鹏", "told_by": "phone", "said": "承担换货"}, now=now)
    change = actions.amend_contract(contract, change_reason="换货，交期延后十天", actor=cast.he, now=now)
    assert (row.state, change.version, change.state, change.review_number) == ("told", 2, "draft", "")
    with pytest.raises(Refusal):
        actions.sign_contract(change, signed_on=now.date(), our_signatory="a", their_signatory="b", paper=paper(), actor=cast.he, now=now)
    assert proof in attachments_of(contract)
