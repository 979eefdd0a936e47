"""Pages of the timeline, of comments and of files, with htmx and without."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Importance
from gendan.spine.timeline import actions
from gendan.spine.timeline.history import changes_of
from gendan.spine.timeline.models import Attachment, Comment, Entry
from gendan.spine.timeline.tests.samples import png, upload

KIND = "customers.customer"


def attach(scene, **kwargs):
    return actions.add_attachment(scene.customer, upload=upload(**kwargs), actor=scene.owner, now=scene.now)


def test_the_timeline_is_a_page_and_a_fragment(scene, visit):
    actions.record("customer.noted", scene.customer, actor=scene.owner, at=scene.now, text="第一次电话")
    address = f"/timeline/{KIND}/{scene.customer.pk}"
    whole = visit(scene.reader, address)
    assert "<html" in whole.text
    assert "第一次电话" in whole.text
    part = visit(scene.reader, address, htmx=True)
    assert "<html" not in part.text
    assert 'data-verb="customer.noted"' in part.text


@pytest.mark.parametrize("path", ["timeline/{kind}/{pk}", "timeline/{kind}/{pk}/changes", "attachments/{kind}/{pk}"])
def test_who_does_not_see_the_record_finds_nothing_there(scene, visit, path):
    address = "/" + path.format(kind=KIND, pk=scene.customer.pk)
    assert visit(scene.stranger, address).status_code == 404
    assert visit(scene.reader, address).status_code == 200
    for kind in ("org.employee", "no.thing", "nonsense"):
        assert visit(scene.reader, "/" + path.format(kind=kind, pk=scene.customer.pk)).status_code == 404


def test_older_entries_come_in_the_next_stretch(scene, visit):
    for _number in range(35):
        actions.record("customer.noted", scene.customer, actor=scene.owner, at=scene.now)
    first = visit(scene.owner, f"/timeline/{KIND}/{scene.customer.pk}", htmx=True)
    assert first.text.count('data-verb="customer.noted"') == 30
    rest = visit(scene.owner, first.context["older_url"], htmx=True)
    assert rest.text.count('data-verb="customer.noted"') == 5
    assert 'id="timeline"' not in rest.text


def test_the_filter_keeps_system_entries_away(scene, visit):
    actions.record("customer.noted", scene.customer, actor=scene.owner, at=scene.now, system=True)
    address = f"/timeline/{KIND}/{scene.customer.pk}"
    assert "customer.noted" in visit(scene.owner, address).text
    assert "customer.noted" not in visit(scene.owner, f"{address}?system=0&group=customer&person=x").text
    assert visit(scene.owner, f"{address}?before=nonsense&person=99999999999999").status_code == 200


def test_changed_fields_are_drawn_as_old_and_new(scene, visit):
    facts = {"changes": [{"field": "importance", "old": "general", "new": "main"}, {"field": "gone", "old": 1}]}
    actions.record("customer.changed", scene.customer, actor=scene.owner, at=scene.now, data=facts)
    text = visit(scene.owner, f"/timeline/{KIND}/{scene.customer.pk}").text
    with translation.override("zh-hans"):
        old, new = Importance.GENERAL.label, Importance.MAIN.label
        assert f'<span class="change-old">{old}</span> → <span class="change-new">{new}</span>' in text


def test_pm_01_comments_by_page(scene, visit):
    address = f"/timeline/{KIND}/{scene.customer.pk}/comments"
    assert visit(scene.reader, address, {"text": "先寄样品"}).status_code == 302
    comment = Comment.objects.get()
    assert visit(scene.reader, address, {"text": " "}, htmx=True).status_code == 422
    edit = f"/comments/{comment.pk}/edit"
    assert "先寄样品" in visit(scene.reader, edit).text
    assert visit(scene.reader, edit, {"text": "先寄两件"}, htmx=True).status_code == 200
    assert visit(scene.editor, edit, {"text": "改"}).status_code == 403
    assert visit(scene.stranger, edit).status_code == 404
    comment.refresh_from_db()
    assert comment.text == "先寄两件"


def test_pm_03_the_owner_finds_the_button_to_delete_and_none_to_edit(scene, visit):
    comment = actions.add_comment(scene.customer, text="好", actor=scene.reader, now=scene.now)
    text = visit(scene.owner, f"/timeline/{KIND}/{scene.customer.pk}").text
    assert f"/comments/{comment.pk}/delete" in text
    assert f"/comments/{comment.pk}/edit" not in text
    assert visit(scene.owner, f"/comments/{comment.pk}/delete", {}).status_code == 302
    assert not Comment.objects.exists()


def test_pinning_by_page(scene, visit):
    entry = actions.record("customer.noted", scene.customer, actor=scene.owner, at=scene.now)
    assert visit(scene.reader, f"/timeline/entries/{entry.pk}/pin", {"pinned": "1"}).status_code == 403
    assert "data-pinned" in visit(scene.owner, f"/timeline/entries/{entry.pk}/pin", {"pinned": "1"}, htmx=True).text
    visit(scene.owner, f"/timeline/entries/{entry.pk}/pin", {"pinned": "0"})
    assert not Entry.objects.filter(pinned=True).exists()


def test_pm_08_files_are_added_by_page_with_and_without_scripts(scene, visit):
    address = f"/attachments/{KIND}/{scene.customer.pk}"
    two = [SimpleUploadedFile("图一.png", png()), SimpleUploadedFile("图二.png", png())]
    assert visit(scene.owner, address, {"file": two}).status_code == 302
    mixed = [SimpleUploadedFile("坏.png", b"MZ"), SimpleUploadedFile("好.png", png())]
    answer = visit(scene.owner, address, {"file": mixed}, htmx=True)
    assert answer.status_code == 422
    assert "坏.png" in answer.text
    assert Attachment.objects.count() == 3
    assert visit(scene.reader, address, {"file": SimpleUploadedFile("x.png", png())}).status_code == 403
    assert "data-off" in visit(scene.reader, address).text
    assert visit(scene.owner, address, {}).status_code == 422


def test_pm_04_pm_05_pm_07_lock_unlock_and_delete_by_page(scene, visit):
    file = attach(scene)
    base = f"/attachments/{file.pk}"
    assert visit(scene.reader, f"{base}/lock", {}).status_code == 403
    assert visit(scene.editor, f"{base}/lock", {}, htmx=True).status_code == 200
    assert visit(scene.owner, f"{base}/delete", {}).status_code == 422
    assert visit(scene.owner, f"{base}/unlock", {}).status_code == 302
    assert visit(scene.owner, f"{base}/delete", {}).status_code == 302
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "media_type", "way"),
    [
        ("图纸.png", None, "image/png", "inline"), ("页.svg", b"<svg/>", "application/octet-stream", "attachment"),
        ("页.html", b"<p>x</p>", "application/octet-stream", "attachment"),
        ("合同.pdf", b"%PDF-1.7", "application/pdf", "attachment"),
    ],
)
def test_a_file_is_sent_so_that_no_browser_runs_it(scene, visit, name, content, media_type, way):
    file = attach(scene, name=name, content=content)
    answer = visit(scene.reader, f"/attachments/{file.pk}?inline=1")
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"].startswith(way)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == (png() if content is None else content)
    assert visit(scene.stranger, f"/attachments/{file.pk}").status_code == 404


def test_nobody_gets_anything_without_logging_in(scene, client):
    file = attach(scene)
    for address in (f"/attachments/{file.pk}", f"/timeline/{KIND}/{scene.customer.pk}", "/settings/permissions"):
        assert client.get(address).status_code == 302


def test_a_changed_field_names_who_changed_it(client, cast, now):
    customer = register_customer({"name": "青屿重工（苏州）有限公司"}, actor=cast.he, now=now)
    client.force_login(cast.he)
    client.post(f"/customers/{customer.pk}/notes", {"settlement_note": "月结 60 天", "revision": customer.revision})
    page = client.get(f"/timeline/customers.customer/{customer.pk}/changes").content.decode()
    assert "月结 60 天" in page
    assert changes_of(cast.he, customer)[0].actor == cast.he.name
