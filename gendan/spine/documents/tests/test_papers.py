"""Papers: made with number and version, never overwritten, fetched only by who sees the record."""

import hashlib

import pytest
from django.core.files.storage import default_storage

from gendan.spine.access.models import Mask
from gendan.spine.documents import papering, press
from gendan.spine.documents.models import MadePaper
from gendan.spine.org.models import Role
from gendan.spine.refusal import NotAllowed
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.models import Entry


def make(scene, actor=None, **options):
    return papering.make(scene.customer, paper="tests.sheet", actor=actor or scene.owner, now=scene.now, **options)


def rename(scene, name):
    scene.customer.name = name
    scene.customer.save(update_fields=["name"])


def test_a_paper_has_number_version_name_digest_maker_and_time(scene):
    made = make(scene)
    content = papering.content_of(made)
    assert content.startswith(b"%PDF-")
    assert made.sha256 == hashlib.sha256(content).hexdigest()
    assert (made.number, made.version, made.maker, made.made_at) == (scene.customer.code, 1, scene.owner, scene.now)
    assert made.name == f"资料-{scene.customer.code}-260924"
    told = Entry.objects.get(verb="paper.made")
    assert (told.object_id, told.data["name"]) == (scene.customer.pk, made.name)


def test_what_did_not_change_is_not_made_again(scene):
    assert make(scene) == make(scene)
    assert MadePaper.objects.count() == 1


def test_a_changed_record_gets_the_next_version_and_the_first_one_stays(scene):
    first = make(scene)
    before = papering.content_of(first)
    rename(scene, "华东精机")
    second = make(scene)
    assert (second.version, second.name) == (2, f"{first.name} V2")
    first.refresh_from_db()
    assert papering.content_of(first) == before != papering.content_of(second)
    assert list(papering.made_for(scene.customer)) == [second, first]


def test_each_language_counts_its_own_versions(scene):
    chinese, english = make(scene), make(scene, language="en")
    assert (chinese.version, english.version) == (1, 1)
    assert papering.content_of(chinese) != papering.content_of(english)


def test_only_who_sees_the_record_makes_its_paper(scene):
    with pytest.raises(NotAllowed):
        make(scene, actor=scene.stranger)


def test_a_paper_is_closed_for_whom_it_shows_what_is_masked(scene, client):
    made = make(scene)
    for role in scene.owner.held_roles.values_list("role", flat=True):
        Mask.objects.create(role=Role.objects.get(pk=role), kind="customers.customer", field="phone")
    with pytest.raises(NotAllowed):
        make(scene)
    client.force_login(scene.owner)
    assert client.get(f"/papers/made/{made.pk}.pdf").status_code == 403
    assert "资料-" not in client.get(f"/papers/customers.customer/{scene.customer.pk}").content.decode()


def test_the_page_makes_and_hands_over_the_paper(scene, client):
    client.force_login(scene.owner)
    address = f"/papers/customers.customer/{scene.customer.pk}"
    assert client.post(f"{address}/make/tests.sheet", {"language": "en"}).status_code == 302
    made = MadePaper.objects.get()
    assert f"/papers/made/{made.pk}.pdf" in client.get(address).content.decode()
    response = client.get(f"/papers/made/{made.pk}.pdf")
    assert b"".join(response.streaming_content) == papering.content_of(made)
    assert response["Content-Disposition"].startswith("attachment")
    assert client.get(f"/papers/made/{made.pk}.docx").status_code == 404


def test_for_who_does_not_see_the_record_its_papers_do_not_exist(scene, client):
    made = make(scene)
    client.force_login(scene.stranger)
    for address in (f"/papers/made/{made.pk}.pdf", f"/papers/customers.customer/{scene.customer.pk}"):
        assert client.get(address).status_code == 404
    assert client.post(f"/papers/customers.customer/{scene.customer.pk}/make/tests.sheet").status_code == 404


def test_what_a_layout_gets_wrong_is_said_with_its_line():
    with pytest.raises(press.Misprint, match="unknown variable: nothing"):
        press.pdf(sources={"main.typ": "#nothing"}, data={}, images={})


def test_a_layout_reads_no_file_outside_its_folder():
    with pytest.raises(press.Misprint):
        press.pdf(sources={"main.typ": '#read("/../../etc/passwd")'}, data={}, images={})


def test_a_layout_that_never_ends_is_ended():
    with pytest.raises(press.Misprint):
        press.pdf(sources={"main.typ": "#let f(n) = f(n + 1)\n#f(1)"}, data={}, images={})


def test_finally_removed_records_take_their_papers_along(scene, django_capture_on_commit_callbacks):
    name = make(scene).file.name
    with django_capture_on_commit_callbacks(execute=True):
        timeline.remove_all_of("customers.customer", [scene.customer.pk])
    assert not MadePaper.objects.exists()
    assert not default_storage.exists(name)
