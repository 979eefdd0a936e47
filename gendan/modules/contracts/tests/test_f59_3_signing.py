"""F59.3, F59.4: the signed copy is kept with its hash, is none that was never signed, and says whether it is still the same."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.contracts import actions, signing
from gendan.modules.contracts.models import Contract
from gendan.modules.contracts.tests.factories import BOTH, paper, reviewed, signed
from gendan.spine.documents import papering
from gendan.spine.timeline.models import Entry


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def sign(contract: Contract, cast: Any, now: Any, copy: Any, **values: Any) -> Contract:
    return actions.sign_contract(contract, signed_on=now.date(), **BOTH, paper=copy, actor=cast.he, now=now, **values)


def test_f59_3_what_came_out_of_the_printer_is_no_signed_copy(cast, now):
    contract = reviewed(cast, now)
    made = papering.make(contract, paper="contract", actor=cast.he, now=now)
    with made.file.open("rb") as content, pytest.raises(ValidationError, match="未签字"):
        sign(contract, cast, now, SimpleUploadedFile("合同.pdf", content.read(), content_type="application/pdf"))
    assert Contract.objects.get().state == "approved"


def test_f59_3_a_copy_belongs_to_one_contract(cast, now):
    first = signed(cast, now)
    with first.signed_paper.file.open("rb") as kept:
        again = SimpleUploadedFile("合同.pdf", kept.read(), content_type="application/pdf")
    with pytest.raises(ValidationError, match=first.number):
        sign(reviewed(cast, now, at=first.customer), cast, now, again)


def test_f59_4_the_kept_copy_says_whether_it_is_the_one_that_was_signed(cast, now, client):
    contract = signed(cast, now)
    client.force_login(cast.he)
    page = client.get(f"/contracts/{contract.pk}?tab=data").content.decode()
    assert "纸质签署" in page
    assert contract.signed_paper.sha256[:16] in page
    assert client.post(f"/contracts/{contract.pk}/check-copy").status_code == 302
    assert Entry.objects.filter(verb="contracts.copy_same").exists()
    with open(contract.signed_paper.file.path, "ab") as kept:  # noqa: PTH123  what somebody would do behind our back
        kept.write(b"%")
    answer = client.post(f"/api/v1/contracts/{contract.pk}/signature/check")
    assert answer.json() == {"unchanged": False}
    assert Entry.objects.filter(verb="contracts.copy_differs", system=False).exists()
    found = client.get(f"/api/v1/contracts/{contract.pk}/signature").json()
    assert (found["signed_how"], found["their_signatory"], found["sha256"]) == ("hand", "高鹏", contract.signed_paper.sha256)


def test_another_way_of_signing_stands_behind_the_same_port(cast, now, monkeypatch):
    class Stamped(signing.ByHand):
        key = "stamp"
        label = "电子签章"

    with pytest.raises(ValidationError, match="签署方式"):
        sign(reviewed(cast, now), cast, now, paper(), how="stamp")
    monkeypatch.setitem(signing._ways, "stamp", Stamped())
    contract = Contract.objects.get()
    assert sign(contract, cast, now, paper(), how="stamp").signed_how == "stamp"
