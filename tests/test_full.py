"""A full disk: what does not fit is not saved at all, and is said in words; what fits still goes."""

import os
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gendan.api.actions import make_token
from gendan.modules.customers.tests.factories import customer
from gendan.spine.timeline.models import Attachment, Entry


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a quarter of a megabyte."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root mounts a small disk")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def sent(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("protocol.txt", b"x" * size, content_type="text/plain")


def test_what_does_not_fit_on_the_disk_leaves_nothing_and_is_said(cast, now: datetime, settings, small_disk: Path) -> None:
    settings.MEDIA_ROOT = small_disk
    firm = customer(cast.lin, now)
    page, program = Client(raise_request_exception=False), Client(raise_request_exception=False)
    page.force_login(cast.lin)
    bearer = {"Authorization": f"Bearer {make_token(employee=cast.lin, name='t', now=now)[1]}"}
    answer = page.post(f"/attachments/customers.customer/{firm.pk}", {"file": sent(1_000_000)})
    assert answer.status_code == 503
    assert "服务器磁盘已满" in answer.content.decode()
    said = program.post(f"/api/v1/customers/{firm.pk}/attachments", {"file": sent(1_000_000)}, headers=bearer)
    assert (said.status_code, said.json()["code"], said["Retry-After"]) == (503, "full", "5")
    assert not Attachment.objects.exists()
    assert not Entry.objects.filter(verb="attachment.added").exists()
    assert not [path for path in small_disk.rglob("*") if path.is_file()]
    assert program.post(f"/api/v1/customers/{firm.pk}/attachments", {"file": sent(1000)}, headers=bearer).status_code == 200
    assert Attachment.objects.count() == 1
