"""F45: the sample library; entry only by an authorisation record of the system operator, pictures, kinds, master record."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.samples import actions
from gendan.modules.samples.models import EntryPermit, Picture, Sample, SampleKind
from gendan.modules.samples.tests.story import MASTER, listed
from gendan.spine.org.actions.leaving import leave
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline.models import Attachment
from gendan.spine.timeline.tests.samples import upload

NEW = {"name": "工装夹克"}


def test_f45_1_entry_is_impossible_without_an_authorisation_record(cast, now):
    for person in (cast.gao, cast.fang, cast.bai, cast.han):  # the system operator himself needs one too
        with pytest.raises(NotAllowed, match="授权") as refused:
            actions.enter_sample(values=NEW, actor=person, now=now)
        assert "方致远" in refused.value.who
    assert not Sample.objects.exists()
    with pytest.raises(NotAllowed):
        actions.authorise_clerk(cast.gao, reason="自己给自己", actor=cast.gao, now=now)
    actions.authorise_clerk(cast.gao, reason="样品间由她管", actor=cast.fang, now=now)
    made = actions.enter_sample(values=NEW, actor=cast.gao, now=now)
    assert (made.number, made.state, made.owner) == ("YP26-0001", "entered", cast.gao)
    assert Todo.objects.get(record_kind="samples.sample").assignee == cast.gao
    assert not doctor.run()


def test_f45_1_the_record_ends_by_its_day_by_revocation_and_when_somebody_leaves(cast, now):
    tomorrow = now.date() + timedelta(days=1)
    permit = actions.authorise_clerk(cast.gao, reason="展会", until=tomorrow, actor=cast.fang, now=now)
    made = actions.enter_sample(values=NEW, actor=cast.gao, now=now)
    with pytest.raises(NotAllowed):
        actions.write_master(made, values=MASTER, actor=cast.gao, now=now + timedelta(days=2))
    actions.revoke_clerk(permit, actor=cast.fang, now=now)
    with pytest.raises(NotAllowed):
        actions.change_sample(made, values={"name": "夹克"}, actor=cast.gao, now=now)
    actions.authorise_clerk(cast.he, reason="代替", actor=cast.fang, now=now)
    leave(cast.he, successor=cast.zhou, actor=cast.fang, now=now)
    assert not EntryPermit.objects.filter(revoked_at=None).exists()


def test_pm_41_sample_entry_only_after_authorisation_also_by_page_and_rest(cast, now, client):
    client.force_login(cast.gao)
    assert client.get("/samples/new").status_code == 403
    assert client.get("/samples/clerks").status_code == 403
    refused = client.post("/api/v1/samples", NEW, content_type="application/json")
    assert (refused.status_code, Sample.objects.count()) == (403, 0)
    client.force_login(cast.fang)
    assert client.post("/samples/clerks/new", {"employee": cast.gao.pk, "reason": "样品间"}).status_code == 302
    assert "高屹" in client.get("/samples/clerks").content.decode()
    client.force_login(cast.gao)
    page = client.post("/samples/new", NEW | {"quantity": "1", "picture": upload()})
    assert page.status_code == 302, page.content.decode()
    made = Sample.objects.get()
    assert client.get(page["Location"]).status_code == 200
    assert client.post("/api/v1/samples", NEW, content_type="application/json").json()["number"] == "YP26-0002"
    assert made.pictures.count() == 1


def test_f45_2_pictures_are_checked_and_served_only_through_their_sample(cast, now, clerk, client):
    made = actions.enter_sample(values=NEW, actor=clerk, now=now)
    with pytest.raises(ValidationError):
        actions.add_picture(made, upload=upload("脚本.svg", b"<svg onload='x'/>"), actor=clerk, now=now)
    with pytest.raises(ValidationError):
        actions.add_picture(made, upload=upload("假.png", b"not a picture"), actor=clerk, now=now)
    assert not Picture.objects.exists()
    assert not Attachment.objects.exists()
    first = actions.add_picture(made, upload=upload(), actor=clerk, now=now, caption="正面")
    second = actions.add_picture(made, upload=upload("背面.png"), actor=clerk, now=now)
    actions.show_first(second, actor=clerk, now=now)
    assert list(made.pictures.all()) == [second, first]
    client.force_login(cast.xu)
    shown = client.get(f"/attachments/{first.file_id}?inline=1")
    assert (shown.status_code, shown["X-Content-Type-Options"]) == (200, "nosniff")
    for close in shown._resource_closers:  # the whole answer would close the database too
        close()
    assert client.post(f"/attachments/{first.file_id}/delete").status_code == 403
    actions.remove_picture(first, actor=clerk, now=now)
    assert Attachment.objects.count() == 1


def test_f45_3_kinds_are_defined_and_the_library_is_shown_by_them(cast, now, clerk, client):
    with pytest.raises(NotAllowed):
        actions.write_kind(None, values={"name": "工装"}, actor=cast.he, now=now)
    kind = actions.write_kind(None, values={"name": "工装"}, actor=clerk, now=now)
    row, other = listed(clerk, now), listed(clerk, now, "衬衫", kind=actions.write_kind(None, values={"name": "衬衫"}, actor=clerk, now=now))
    client.force_login(cast.he)
    page = client.get(f"/samples/gallery?kind={kind.pk}").content.decode()
    assert f'data-sample="{row.pk}"' in page
    assert f'data-sample="{other.pk}"' not in page
    assert client.get("/samples/kinds").status_code == 200
    assert "工装夹克" in client.get("/samples?view=all").content.decode()
    assert client.get("/api/v1/samples/kinds").json()[0]["name"] == "工装"


def test_f45_4_a_sample_stands_in_the_library_with_its_master_record(cast, now, clerk):
    made = actions.enter_sample(values=NEW | {"kind": SampleKind.objects.create(name="工装")}, picture=upload(), actor=clerk, now=now)
    assert made.state == "entered"
    with pytest.raises(ValidationError):
        actions.write_master(made, values={"specification": "", "unit": "件"}, actor=clerk, now=now)
    made = actions.write_master(made, values=MASTER, actor=clerk, now=now)
    assert (made.state, made.master_by) == ("listed", clerk)
    with pytest.raises(Refusal, match="图片"):
        actions.remove_picture(made.pictures.get(), actor=clerk, now=now)
    made = actions.retire_sample(made, reason="停产", actor=clerk, now=now)
    assert made.state == "retired"
    assert actions.return_sample(made, actor=clerk, now=now).state == "listed"
    assert not doctor.run()
