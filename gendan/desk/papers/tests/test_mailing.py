"""A made paper goes out by mail: to the person there, with the file attached, through the gate as every other mail."""

import pytest
from django.urls import reverse

from gendan.modules.customers.actions import add_contact
from gendan.modules.mails.models import Draft
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.spine.access.scopes import Scope
from gendan.spine.access.tests import rows
from gendan.spine.documents import papering
from gendan.spine.timeline.queries import attachments_of


@pytest.fixture
def made(scene):
    return papering.make(scene.customer, paper="tests.sheet", actor=scene.owner, now=scene.now)


def test_a_paper_is_attached_to_a_draft_for_the_person_there(client, scene, made):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RELATED_EMPLOYEE, "follow")
    mailbox_of(scene.owner, scene.now, is_active=True)
    add_contact(scene.customer, values={"name": "高鹏", "email": "gao@bozhou.example"}, actor=scene.owner, now=scene.now)
    client.force_login(scene.owner)
    page = client.get(f"/papers/customers.customer/{scene.customer.pk}").content.decode()
    assert f"/papers/made/{made.pk}/mail" in page
    answer = client.post(f"/papers/made/{made.pk}/mail")
    draft = Draft.objects.get()
    assert answer["Location"].endswith(f"/{draft.pk}")
    assert (draft.to, draft.subject) == ("gao@bozhou.example", made.name)
    file = attachments_of(draft).get()
    assert (file.name, file.sha256) == (f"{made.name}.pdf", made.sha256)


def test_who_has_no_mailbox_is_shown_where_to_connect_one(client, scene, made):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RELATED_EMPLOYEE, "follow")
    client.force_login(scene.owner)
    assert client.post(f"/papers/made/{made.pk}/mail")["Location"] == reverse("mails:boxes")
    assert not Draft.objects.exists()


def test_who_does_not_see_the_record_mails_nothing(client, scene, made):
    client.force_login(scene.stranger)
    assert client.post(f"/papers/made/{made.pk}/mail").status_code == 404
    assert not Draft.objects.exists()
