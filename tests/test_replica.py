"""Lists, search and reports read from a real replica, and never anything older than what was written before."""

import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from config.settings import database_from_url
from gendan.spine import replica
from gendan.spine.prepared import Lasting
from gendan.spine.procedures.soundness import the_replica
from gendan.spine.whole import ask
from tests.neighbours import Cluster, Standby, elsewhere
from tests.processes import wait_for

pytestmark = [pytest.mark.skipif(sys.platform != "linux", reason="the standby ends with its parent"), pytest.mark.xdist_group("machines")]


@pytest.fixture(scope="module", autouse=True)
def table(cluster: Cluster) -> None:
    with psycopg.connect(cluster.primary.url) as db:
        db.execute("CREATE TABLE note (text text)")


@pytest.fixture
def standby(cluster: Cluster, settings: Any, django_db_blocker: Any, monkeypatch: Any) -> Iterator[Standby]:
    """This thread speaks with that primary, and may read from that replica; an absence is not remembered for long."""
    settings.REPLICA = database_from_url(cluster.standby.url, connect_timeout="2") | {"CONN_MAX_AGE": None}
    monkeypatch.setattr(replica, "LATE", 0)
    monkeypatch.setattr(replica, "GONE", 0)
    with django_db_blocker.unblock(), elsewhere(cluster.primary.url):
        yield cluster.standby
        if replica._thread.standby:
            replica._thread.standby.close()
            replica._thread.standby = None


NOTES = Lasting("SELECT count(*), pg_is_in_recovery() FROM note")


@replica.preferred
def notes() -> tuple[int, bool]:
    """How many notes there are, and whether the replica said so."""
    return ask(NOTES)[0]


def write(text: str = "x") -> int:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO note VALUES (%s)", [text])
        cursor.execute("SELECT count(*), pg_is_in_recovery() FROM note")
        count, elsewhere = cursor.fetchone()
    assert not elsewhere
    return count


def pause(standby: Standby) -> None:
    """It takes nothing more from here on: asked for, it ends first what it is at."""
    with psycopg.connect(standby.url, autocommit=True) as db:
        db.execute("SELECT pg_wal_replay_pause()")
        assert wait_for(lambda: db.execute("SELECT pg_get_wal_replay_pause_state()").fetchone() == ("paused",), seconds=30)


def resume(standby: Standby) -> None:
    with psycopg.connect(standby.url) as db:
        db.execute("SELECT pg_wal_replay_resume()")


def test_own_words_are_never_missed(standby: Standby) -> None:
    found = [(write(), *notes()) for _time in range(100)]
    assert all(written == count for written, count, _elsewhere in found)
    assert wait_for(lambda: notes()[1], seconds=30)


def test_own_words_are_never_missed_where_nobody_waits_for_the_disk(standby: Standby) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    found = [(write(), *notes()) for _time in range(20)]
    assert all(written == count for written, count, _elsewhere in found)


def test_a_late_replica_is_left_alone_until_it_has_everything(standby: Standby) -> None:
    assert wait_for(lambda: notes()[1], seconds=30)
    pause(standby)
    count = write()
    assert notes() == (count, False)
    resume(standby)
    assert wait_for(lambda: notes() == (count, True), seconds=30)


def test_in_a_transaction_the_primary_is_asked(standby: Standby) -> None:
    with transaction.atomic():
        count = write()
        assert notes() == (count, False)


def test_what_writes_after_all_is_written_once_on_the_primary(standby: Standby) -> None:
    before = write()
    assert replica.preferred(write)() == before + 1


def test_a_replica_that_is_gone_is_done_without_and_the_doctor_says_so(standby: Standby) -> None:
    count = write()
    assert notes()[0] == count
    assert wait_for(lambda: replica.lag().bytes == 0, seconds=30)
    assert the_replica() == []
    standby.stop()
    assert [notes(), notes()] == [(count, False)] * 2
    assert [finding.check for finding in the_replica()] == ["replica"]
    standby.start()
    assert wait_for(lambda: notes()[1], seconds=30)


def test_the_doctor_says_how_far_it_is_behind(standby: Standby, monkeypatch: Any) -> None:
    write()
    assert wait_for(lambda: replica.lag().bytes == 0, seconds=30)
    pause(standby)
    write("y" * 1000)
    assert replica.lag().bytes > 1000
    monkeypatch.setattr("gendan.spine.procedures.soundness.LATE", 0)
    assert "落后" in str(the_replica()[0])
    resume(standby)
