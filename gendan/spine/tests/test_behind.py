"""COPY on a second thread: in order, in the same transaction, and with its errors where somebody waits for it."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from gendan.spine.behind import behind
from gendan.spine.bulk import copy_in
from gendan.spine.timeline.models import Entry


def entries(actor_id, now, count=50):
    return [
        Entry(at=now, verb="test.happened", actor_id=actor_id, kind="org.employee", object_id=number, data={})
        for number in range(count)
    ]


def give(*many, then=lambda: None):
    """Some rows after the other on the second thread, in a transaction of their own."""
    with transaction.atomic(), behind():
        for some in many:
            copy_in(some)
        then()


def test_whoever_reads_waits_for_what_was_given(cast, now):
    with transaction.atomic(), behind():
        for _turn in range(5):
            copy_in(entries(cast.lin.pk, now))
        assert Entry.objects.filter(verb="test.happened").count() == 250


def test_what_is_given_is_taken_back_with_its_transaction(cast, now):
    with pytest.raises(ZeroDivisionError):
        give(entries(cast.lin.pk, now), then=lambda: 1 / 0)
    assert not Entry.objects.filter(verb="test.happened").exists()


def test_a_wrong_key_is_told_inside_and_the_transaction_before_it_goes_on(cast, now):
    with transaction.atomic():
        copy_in(entries(cast.lin.pk, now, count=10))
        with pytest.raises(IntegrityError):
            give(*(entries(actor_id, now) for actor_id in (cast.lin.pk, 0, cast.lin.pk)))
    assert Entry.objects.filter(verb="test.happened").count() == 10


def test_a_savepoint_inside_is_rolled_back_after_an_error_behind(cast, now):
    with transaction.atomic(), behind():
        with pytest.raises(DatabaseError):
            give(entries(0, now), then=Entry.objects.count)
        copy_in(entries(cast.lin.pk, now))
    assert Entry.objects.filter(verb="test.happened").count() == 50


def test_foreign_keys_wait_for_the_end_again_afterwards(cast, now):
    with transaction.atomic():
        with behind():
            copy_in(entries(cast.lin.pk, now))
        wrong = copy_in(entries(0, now))
        Entry.objects.filter(pk__in=[one.pk for one in wrong]).update(actor=cast.lin)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM timeline_entry WHERE verb = 'test.happened'")
        assert cursor.fetchone()[0] == 100
