"""Done, and write the next step: the same form from the home board, the list of to-dos and the record's page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.followups.actions import make_promise
from gendan.modules.followups.models import Activity
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import draft
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.models import Attachment
from gendan.ui.todos import completion_url


@pytest.fixture
def customer(cast, now) -> Customer:
    return register_customer({"name": "曜川压缩机有限公司", "phone": "13801974426"}, actor=cast.zhou, now=now)


def _todo(record, **kinds):
    return Todo.objects.get(record_id=record.pk, status="open", **kinds)


def test_f11_2_every_page_opens_the_follow_up_form(client, cast, customer):
    todo = _todo(customer, record_kind="customers.customer")
    address = f"/followups/complete/{todo.pk}"
    client.force_login(cast.zhou)
    for page in ("/", "/todos", f"/customers/{customer.pk}"):
        assert f'hx-get="{address}"' in client.get(page).content.decode(), page
    assert "下一步" in client.get(address, headers={"HX-Request": "true"}).content.decode()


def test_f39_6_an_opportunity_without_a_customer_is_finished_in_the_common_form(cast, now, customer):
    opportunity = draft(customer, actor=cast.zhou, now=now)
    todo = _todo(opportunity, record_kind="opportunities.opportunity")
    assert completion_url(todo) == f"/followups/complete/{todo.pk}"
    Opportunity.objects.filter(pk=opportunity.pk).update(customer=None)
    todo.main_kind, todo.main_id = todo.record_kind, todo.record_id
    assert completion_url(todo) == f"/todos/{todo.pk}/complete"


def test_f02_6_a_promise_is_finished_by_its_answer_not_by_a_follow_up(cast, now, customer):
    promise = make_promise(
        customer, question="交期", due_at=now + timedelta(days=2), actor=cast.zhou, now=now
    )
    todo = _todo(promise, record_kind="followups.promise")
    assert completion_url(todo) == f"/todos/{todo.pk}/complete"


def test_pm_39_the_head_may_finish_it_and_a_colleague_is_not_offered_it(client, cast, customer):
    todo = _todo(customer, record_kind="customers.customer")
    client.force_login(cast.lin)
    assert client.get(f"/followups/complete/{todo.pk}").status_code == 200
    client.force_login(cast.he)
    assert client.get(f"/followups/complete/{todo.pk}").status_code == 404


def test_a_call_with_a_file_that_is_sent_again_is_there_once_with_its_file(cast, client, customer, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.zhou)
    due = f"{now + timedelta(days=3650):%Y-%m-%dT%H:%M}"
    told = {"way": "call", "text": "问了硬度报告", "next_title": "送样", "next_due_at": due, "once": str(uuid4())}
    for _time in range(2):
        upload = SimpleUploadedFile("report.txt", b"HRC 58", content_type="text/plain")
        assert client.post(f"/followups/log/customers.customer/{customer.pk}", told | {"files": [upload]}).status_code == 302
    assert Activity.objects.count() == Attachment.objects.count() == 1
