"""Rows copied in bulk are the same as rows that were inserted."""

import pytest
from django.db import IntegrityError, connection, transaction

from gendan.spine.bulk import copy_in, sort_in
from gendan.spine.messages.models import Message
from gendan.spine.org.models import Department
from gendan.spine.timeline.models import Entry

TEXT = 'tab\tand\nline, "quote" \\backslash \\N 中文 🙂'


def entry(cast, now, number=0):
    return Entry(
        at=now, verb="test.happened", actor=cast.lin, kind="org.employee", object_id=number, text=TEXT,
        data={"list": [1, None, TEXT], "ok": True},
    )


def test_what_is_copied_is_what_is_inserted(cast, now):
    copied, = copy_in([entry(cast, now)])
    inserted = entry(cast, now)
    inserted.save()
    rows = {row["id"]: row for row in Entry.objects.values()}
    assert {**rows[copied.pk], "id": 0} == {**rows[inserted.pk], "id": 0}
    assert rows[copied.pk]["text"] == TEXT


def test_ids_are_given_and_never_clash(cast, now, django_assert_num_queries):
    made = copy_in([entry(cast, now, number) for number in range(100)])
    other = entry(cast, now)
    other.save()
    assert len({one.pk for one in [*made, other]}) == 101
    made[0].text = "changed"
    made[0].save()
    assert Entry.objects.count() == 101


def test_a_parent_made_in_the_same_breath_is_tied(cast, now):
    parent = Department(name="新部", path="/x/")
    child = Department(name="小组", path="/x/y/", parent=parent)
    copy_in([parent])
    copy_in([child])
    assert Department.objects.get(name="小组").parent == parent


def test_constraints_hold(cast, now):
    rows = [Message(recipient=cast.lin, channel="in_app", topic="t", title="x", once="same", created_at=now,
                    not_before=now) for _twice in range(2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_in(rows)
    assert copy_in([]) == []


def test_what_waits_beside_the_indexes_of_words_is_sorted_in(cast, now):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE words (parts int[]); CREATE INDEX words_parts ON words USING gin (parts)")
        cursor.execute("INSERT INTO words SELECT ARRAY[n, n + 1] FROM generate_series(1, 500) n")
        sort_in(now)
        cursor.execute("SELECT gin_clean_pending_list('words_parts')")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM words WHERE parts @> ARRAY[7]")
        assert cursor.fetchone() == (2,)
