"""Files that are not what they say, and files that become too much."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gendan.modules.customers.tests.factories import customer
from gendan.spine.imports.reading import Source
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.models import Attachment

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'


def png():
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    return out.getvalue()


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.fixture
def send(client, cast, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    record = customer(cast.lin, now)
    client.force_login(cast.lin)

    def sent(name, content):
        before = Attachment.objects.count()
        client.post(f"/attachments/customers.customer/{record.pk}", {"file": SimpleUploadedFile(name, content)})
        return Attachment.objects.order_by("pk").last() if Attachment.objects.count() > before else None

    return sent


@pytest.mark.parametrize(("name", "content"), [
    ("a.gif", b"GIF89a/*\x00\x01\x00\x01\x00*/=1;alert(1)//"), ("a.jpg", b"\xff\xd8\xff\xe0<script>alert(1)</script>"), ("a.png", SVG), ("a.pdf", b"<html><script>alert(1)"),
    ("a.html.exe", b"MZ\x90"), ("a.txt", b"MZ\x90\x00"), ("a.php", b"<?php"), ("a.docx", zipped(evil="x")), ("a.png", b""), ("a", b"x"), (".htaccess", b"x"),
    ("a.jar", zipped(META__INF="x")), ("a.txt", b"#!/bin/sh\nrm -rf /"),
])
def test_what_is_not_what_its_name_says_is_refused(send, name, content):
    assert send(name, content) is None


@pytest.mark.parametrize(("name", "content"), [("a.svg", SVG), ("a.html", b"<script>alert(1)</script>"), ("a.png", png() + b"<script>alert(1)</script>"), ("a.xml", SVG)])
def test_what_a_browser_would_run_is_handed_over_as_bytes(client, send, name, content):
    kept = send(name, content)
    answer = client.get(f"/attachments/{kept.pk}")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] in ("application/octet-stream", "image/png")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    for closer in answer._resource_closers:
        closer()


def test_a_file_that_is_too_large_is_refused(send):
    assert send("a.txt", b"x" * (20 * 1024 * 1024 + 1)) is None


def test_an_image_that_unpacks_to_gigabytes_is_refused(send):
    bomb = bytearray(png())
    bomb[16:24] = (60000).to_bytes(4, "big") * 2  # its head says so
    assert send("a.png", bytes(bomb)) is None


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_unread():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
        for _ in range(40):
            sheet.write(b"\0" * (1 << 20))
    data = bytearray(out.getvalue())
    place = data.rindex(b"PK\x01\x02") + 24
    data[place : place + 4] = (2**31).to_bytes(4, "little")  # what it says it unpacks to
    with pytest.raises(Refusal):
        Source(bytes(data))


def test_a_name_leads_nowhere(send):
    kept = send("../../etc/cron.d/x\u202etxt.exe.txt", "文字".encode())
    assert "/" not in kept.name
    assert "\u202e" not in kept.name
    assert kept.file.name.startswith("attachments/")
    assert ".txt" not in kept.file.name
