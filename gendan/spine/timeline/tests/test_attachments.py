"""Attachments: PM-04 … PM-08, and what a file may be."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from gendan.spine.org.models import NumberSetting
from gendan.spine.procedures import doctor
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions
from gendan.spine.timeline.content import safe_name
from gendan.spine.timeline.models import Attachment, Entry
from gendan.spine.timeline.queries import without_files
from gendan.spine.timeline.tests.samples import office, png, upload


def attach(scene, actor=None, **kwargs):
    return actions.add_attachment(scene.customer, upload=upload(**kwargs), actor=actor or scene.owner, now=scene.now)


def lock(scene, attachment, actor):
    actions.lock(attachment, subject=scene.customer, actor=actor, now=scene.now)
    attachment.refresh_from_db()


def unlock(scene, attachment, actor):
    actions.unlock(attachment, subject=scene.customer, actor=actor, now=scene.now)
    attachment.refresh_from_db()


def delete(scene, attachment, actor):
    actions.delete_attachment(attachment, subject=scene.customer, actor=actor, now=scene.now)


def test_pm_04_only_who_may_edit_the_record_locks_attachments(scene):
    file = attach(scene)
    for other in (scene.reader, scene.deleter, scene.stranger):
        with pytest.raises(NotAllowed):
            lock(scene, file, other)
    lock(scene, file, scene.editor)
    assert file.locked_by == scene.editor
    with pytest.raises(Refusal):
        lock(scene, file, scene.owner)


def test_pm_05_only_the_owner_or_who_locked_it_unlocks(scene, cast):
    file = attach(scene)
    lock(scene, file, scene.editor)
    with pytest.raises(NotAllowed) as refused:
        unlock(scene, file, scene.reader)
    assert refused.value.who == "周砚、高屹"
    unlock(scene, file, scene.editor)
    lock(scene, file, scene.editor)
    unlock(scene, file, scene.owner)
    assert file.locked_by is None
    assert file.locked_at is None


def test_pm_06_final_removal_takes_the_files_along(scene, django_capture_on_commit_callbacks):
    file = attach(scene)
    name = file.file.name
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_all_of("customers.customer", [scene.customer.pk])
    assert not Attachment.objects.exists()
    assert not default_storage.exists(name)


def test_pm_07_deleting_needs_the_right_to_edit_and_an_unlocked_file(scene, django_capture_on_commit_callbacks):
    file = attach(scene)
    with pytest.raises(NotAllowed):
        delete(scene, file, scene.deleter)
    lock(scene, file, scene.editor)
    with pytest.raises(Refusal) as refused:
        delete(scene, file, scene.owner)
    assert refused.value.who == "高屹"
    unlock(scene, file, scene.owner)
    with django_capture_on_commit_callbacks(execute=True):
        delete(scene, file, scene.editor)
    assert not default_storage.exists(file.file.name)
    assert Entry.objects.filter(verb="attachment.deleted", data__name="图纸.png").exists()


def test_pm_08_adding_needs_the_right_to_edit(scene):
    for other in (scene.reader, scene.deleter, scene.stranger):
        with pytest.raises(NotAllowed):
            attach(scene, other)
    file = attach(scene, scene.editor)
    assert (file.name, file.media_type, file.size) == ("图纸.png", "image/png", len(png()))
    assert "图纸" not in file.file.name
    assert len(file.sha256) == 64


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("合同.pdf", b"%PDF-1.7\n...", "application/pdf"),
        ("报价.docx", office("word"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("清单.xlsx", office("xl"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("老表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "application/x-ole-storage"),
        ("说明.txt", "工况:常温".encode("gb18030"), "text/plain"),
        ("标志.svg", b"<svg onload='alert(1)'/>", "application/octet-stream"),
        ("页.html", b"<script>alert(1)</script>", "application/octet-stream"),
    ],
)
def test_a_known_kind_is_kept_and_active_text_is_only_bytes(scene, name, content, media_type):
    assert attach(scene, name=name, content=content).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("图.png", b"MZ\x90\0" + b"\0" * 64), ("图.png", b"<svg/>"), ("图.png", png()[:40]), ("装.exe", b"MZ\x90\0"),
        ("无", png()), ("单.pdf", png()), ("脚本.txt", b"#!/bin/sh\nrm"), ("空.txt", b""), ("表.xlsx", office("word")),
        ("乱.txt", b"\0\1\2"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(scene, name, content):
    with pytest.raises(ValidationError) as refused:
        attach(scene, name=name, content=content)
    assert "file" in refused.value.message_dict
    assert not Attachment.objects.exists()


def test_the_largest_size_is_a_setting(scene, cast):
    NumberSetting.objects.create(
        key="timeline.attachment_megabytes", value=0, valid_from=scene.now, changed_at=scene.now, changed_by=cast.fang
    )
    with pytest.raises(ValidationError):
        attach(scene)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"), ("C:\\tmp\\合同.pdf", "合同.pdf"), ("a\r\nb\u202egpj.txt", "abgpj.txt"),
        ("...", "file"), ('x"y;z.txt', "x_y_z.txt"), ("长" * 300 + ".pdf", "长" * 110 + ".pdf"),
    ],
)
def test_names_are_cleaned(given, kept):
    assert safe_name(given) == kept


def test_the_doctor_finds_an_attachment_whose_file_is_gone(scene):
    kept, lost = attach(scene), attach(scene)
    assert without_files(limit=5) == []
    default_storage.delete(lost.file.name)
    assert without_files(limit=5) == [lost.pk]
    assert [one.ids for one in doctor.run() if one.check == "file"] == [(lost.pk,)]
    assert default_storage.exists(kept.file.name)
