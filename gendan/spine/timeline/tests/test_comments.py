"""Comments: PM-01 … PM-03."""

import pytest
from django.core.exceptions import ValidationError

from gendan.spine.refusal import NotAllowed
from gendan.spine.timeline import actions
from gendan.spine.timeline.models import Comment, Entry


def comment(scene, author, text="电话里说要样品"):
    return actions.add_comment(scene.customer, text=text, actor=author, now=scene.now)


def test_pm_01_people_edit_and_delete_only_their_own_comments(scene):
    written = comment(scene, scene.reader)
    edited = actions.edit_comment(written, subject=scene.customer, text="要两件样品", actor=scene.reader, now=scene.now)
    assert (edited.text, edited.edited_at) == ("要两件样品", scene.now)
    assert Entry.objects.get(verb="comment.added").text == "要两件样品"
    for other in (scene.editor, scene.deleter):
        with pytest.raises(NotAllowed):
            actions.edit_comment(written, subject=scene.customer, text="x", actor=other, now=scene.now)
        with pytest.raises(NotAllowed):
            actions.delete_comment(written, subject=scene.customer, actor=other)
    actions.delete_comment(written, subject=scene.customer, actor=scene.reader)
    assert not Comment.objects.exists()
    assert not Entry.objects.filter(verb="comment.added").exists()


def test_pm_01_who_does_not_see_the_record_writes_nothing(scene):
    with pytest.raises(NotAllowed):
        comment(scene, scene.stranger)
    with pytest.raises(ValidationError):
        comment(scene, scene.reader, text="  ")


def test_pm_02_final_removal_takes_the_comments_along(scene):
    comment(scene, scene.reader)
    scene.customer.deleted_at = scene.now
    scene.customer.save()
    assert Comment.objects.count() == 1, "in the bin the comments stay"
    actions.remove_all_of("customers.customer", [scene.customer.pk])
    assert not Comment.objects.exists()
    assert not Entry.objects.exists()


def test_pm_03_the_owner_of_the_record_deletes_comments_and_does_not_edit_them(scene):
    written = comment(scene, scene.reader)
    with pytest.raises(NotAllowed) as refused:
        actions.edit_comment(written, subject=scene.customer, text="x", actor=scene.owner, now=scene.now)
    assert refused.value.who == "马川"
    actions.delete_comment(written, subject=scene.customer, actor=scene.owner)
    assert not Comment.objects.exists()
