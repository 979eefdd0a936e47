"""A full disk under PostgreSQL: pages are read on, what does not fit is refused in words, and nothing that was acknowledged is lost."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from gendan.modules.customers.models import Customer
from gendan.postgres import DATABASE, Server
from gendan.spine.timeline.models import Comment, Entry
from tests.conftest import Upgraded
from tests.neighbours import Cluster, answers, elsewhere
from tests.processes import wait_for

KEPT = Path(__file__).parent / "upgrades/0.1.0.sql.gz"
ROOM = 200_000_000
#: Much more than the longest test writes.
MOST = 400
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root mounts a small disk"),
    pytest.mark.xdist_group("machines"),
]


class Disk:
    """A disk in memory that may be made smaller and larger."""

    def __init__(self, at: Path) -> None:
        self.at = at

    def mount(self) -> None:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=700", "tmpfs", self.at], check=False, capture_output=True).returncode:
            pytest.skip("only root mounts a small disk")

    def leave(self, room: int) -> None:
        """So many bytes are free from now on."""
        facts = os.statvfs(self.at)
        size = (facts.f_blocks - facts.f_bfree) * facts.f_frsize + room
        subprocess.run(["mount", "-o", f"remount,size={size}", self.at], check=True)

    def end(self) -> None:
        subprocess.run(["umount", "--lazy", self.at], check=False, capture_output=True)


@pytest.fixture
def server(cluster: Cluster, upgraded: Callable[[Path], Upgraded]) -> Iterator[tuple[Server, Disk, str]]:
    """A PostgreSQL of its own on such a disk, with the kept company, and the company's address."""
    name = upgraded(KEPT).url.partition("?")[0].rpartition("/")[2]
    home = Path(tempfile.mkdtemp(prefix="gendan-full-"))
    home.chmod(0o755)
    made = Server(home)
    made.prepare_folders()
    disk = Disk(made.data)
    disk.mount()
    try:
        cluster.copy_into(made)
        made.ensure()
        yield made, disk, made.url.replace(f"/{DATABASE}?", f"/{name}?")
    finally:
        made.stop()
        disk.end()
        shutil.rmtree(home)


class Writer:
    """Somebody who writes comments, and remembers which were acknowledged."""

    def __init__(self) -> None:
        self.customer = Customer.objects.exclude(owner=None).select_related("owner").order_by("pk").first()
        self.client = Client(raise_request_exception=False)
        self.client.force_login(self.customer.owner)
        self.kept: list[str] = []
        self.refused: list[str] = []

    def write(self) -> Any:
        text = f"第 {len(self.kept) + len(self.refused)} 条 " + os.urandom(900).hex()
        answer = self.client.post(f"/api/v1/customers/{self.customer.pk}/comments", {"text": text}, content_type="application/json")
        (self.kept if answer.status_code in (200, 201) else self.refused).append(text)
        return answer

    def until_refused(self, between: Callable[[], object] = lambda: None) -> Any:
        for _time in range(MOST):
            answer = self.write()
            if answer.status_code >= 400:
                return answer
            between()
        raise AssertionError("the disk is never full")

    def what_is_there(self) -> bool:
        """What was acknowledged once, with its entry; what was refused not at all."""
        there = [sorted(rows.filter(text__in=self.kept + self.refused).values_list("text", flat=True)) for rows in (Comment.objects, Entry.objects)]
        return there == [sorted(self.kept)] * 2


def test_a_full_disk_under_the_database_refuses_in_words_and_loses_nothing(server: tuple[Server, Disk, str], django_db_blocker: Any) -> None:
    postgres, disk, url = server
    with django_db_blocker.unblock(), elsewhere(url):
        writer = Writer()
        assert writer.write().status_code in (200, 201)
        disk.leave(100_000)
        refused = writer.until_refused()
        assert (refused.status_code, refused.json()["code"], refused["Retry-After"]) == (503, "full", "5")
        assert writer.client.get(f"/customers/{writer.customer.pk}").status_code == 200
        assert writer.what_is_there()
        disk.leave(ROOM)
        assert writer.write().status_code in (200, 201)

        disk.leave(4_000_000)  # too little for a new file of its log: PostgreSQL ends itself rather than to promise what it cannot keep
        refused = writer.until_refused(between=switch)
        assert (refused.status_code, refused.json()["code"]) == (503, "away")
        connection.close()
        disk.leave(ROOM)
        assert wait_for(lambda: is_back(postgres, url), seconds=30)
        assert writer.write().status_code in (200, 201)
        assert len(writer.kept) > 3
        assert writer.what_is_there()


def is_back(postgres: Server, url: str) -> bool:
    """As the parent of all does: what has ended is started again."""
    if postgres.is_down():
        postgres.stop()
        postgres.ensure()
    return answers(url)


def switch() -> None:
    """The log goes on in a new file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_switch_wal()")
