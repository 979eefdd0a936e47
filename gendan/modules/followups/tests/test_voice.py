"""A spoken note with a follow-up: recorded on the page or chosen as a file, and played in the timeline."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.models import Activity
from gendan.spine.timeline.models import Attachment

WEBM = b"\x1aE\xdf\xa3" + b"\x00" * 64


@pytest.fixture
def address(cast, client, now):
    client.force_login(cast.he)
    return f"/followups/log/customers.customer/{customer(cast.he, now).pk}"


def _sent(now, content=WEBM, name="voice-20260924.webm"):
    later = f"{now + timedelta(days=3650):%Y-%m-%dT%H:%M}"
    spoken = SimpleUploadedFile(name, content, content_type="audio/webm")
    return {"way": "call", "text": "路上说的", "next_title": "送样", "next_due_at": later, "once": str(uuid4()), "files": spoken}


def test_a_spoken_note_is_kept_with_the_follow_up_and_played_in_the_timeline(address, client, now):
    assert client.post(address, _sent(now)).status_code == 302
    note = Attachment.objects.get()
    assert note.media_type == "audio/webm"
    page = client.get(address.replace("/followups/log/", "/timeline/")).content.decode()
    assert f'<audio controls preload="none" src="/attachments/{note.pk}?inline=1">' in page
    heard = client.get(f"/attachments/{note.pk}?inline=1")
    assert (heard["Content-Type"], heard["X-Content-Type-Options"]) == ("audio/webm", "nosniff")
    assert "attachment" not in heard.headers.get("Content-Disposition", "")
    heard.close()


def test_only_this_page_may_hear_the_microphone(address, client):
    page = client.get(address)
    assert "microphone=(self)" in page["Permissions-Policy"]
    assert "media-src 'self' blob:" in page["Content-Security-Policy"]
    assert 'accept="audio/*"' in page.content.decode()
    other = client.get("/customers")
    assert "microphone=()" in other["Permissions-Policy"]
    assert "blob:;" not in other["Content-Security-Policy"].partition("media-src")[2]


def test_what_is_not_sound_is_refused_and_nothing_is_half_written(address, client, now):
    assert client.post(address, _sent(now, content=b"<script>alert(1)</script>")).status_code == 422
    assert not Activity.objects.exists()
