"""A company that was kept with an earlier version is brought up to date: sound, whole to the last cent, and at work."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from gendan.demo.company import PASSWORD
from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity
from gendan.spine.procedures import doctor
from gendan.spine.timeline.models import Attachment
from tests.conftest import Upgraded
from tests.neighbours import elsewhere

KEPT = sorted((Path(__file__).parent / "upgrades").glob("*.sql.gz"))
pytestmark = pytest.mark.xdist_group("machines")


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name.removesuffix(".sql.gz"))
def test_a_company_of_an_earlier_version_goes_on(
    path: Path, upgraded: Callable[[Path], Upgraded], now: datetime, tmp_path: Path, settings: Any, monkeypatch: Any, django_db_blocker: Any
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    settings.MEDIA_ROOT = tmp_path
    company = upgraded(path)
    assert company.before["customers_customer"] > 20
    assert {key: company.after.get(key) for key in company.before} == company.before
    with django_db_blocker.unblock(), elsewhere(company.url):
        for name in Attachment.objects.values_list("file", flat=True):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        assert [str(finding) for finding in doctor.run()] == []
        work_goes_on(Customer.objects.exclude(owner=None).order_by("pk").first())


def work_goes_on(customer: Customer) -> None:
    """Somebody logs in with the old password, looks around, and writes something down."""
    client = Client()
    assert client.login(username=customer.owner.username, password=PASSWORD)
    for address in ("/", "/customers", f"/customers/{customer.pk}", "/reports"):
        assert client.get(address).status_code == 200
    note = {"customer_id": customer.pk, "way": "call", "text": "升级以后照常工作", "no_next_reason": "等客户"}
    answer = client.post("/api/v1/followups", note, content_type="application/json")
    assert answer.status_code in (200, 201), answer.content.decode()
    assert Activity.objects.get(text=note["text"]).customer_id == customer.pk
