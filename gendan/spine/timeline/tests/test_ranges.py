"""A part of a kept file (RFC 9110, 14): Safari plays sound only so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.customers.tests.factories import customer
from gendan.spine.timeline.actions import add_attachment

SOUND = b"OggS" + bytes(range(96))


@pytest.fixture
def heard(cast, now, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.he)
    upload = SimpleUploadedFile("voice.ogg", SOUND, content_type="audio/ogg")
    note = add_attachment(customer(cast.he, now), upload=upload, actor=cast.he, now=now)

    def heard(asked="", *, path=f"/attachments/{note.pk}?inline=1", **headers):
        response = client.get(path, headers={**({"Range": asked} if asked else {}), **headers})
        content = b"".join(response) if response.streaming else response.content
        return response, content

    return heard


def test_the_whole_file_says_that_parts_of_it_may_be_asked_for(heard):
    response, content = heard()
    assert (response.status_code, content, response["Accept-Ranges"], response["Content-Length"]) == (200, SOUND, "bytes", "100")


@pytest.mark.parametrize(("asked", "told", "part"), [
    ("bytes=0-1", "bytes 0-1/100", SOUND[:2]), ("bytes=0-0", "bytes 0-0/100", SOUND[:1]), ("bytes=40-", "bytes 40-99/100", SOUND[40:]),
    ("bytes=-10", "bytes 90-99/100", SOUND[90:]), ("bytes=-500", "bytes 0-99/100", SOUND), ("bytes=90-500", "bytes 90-99/100", SOUND[90:]),
])
def test_a_part_is_answered_with_just_that(heard, asked, told, part):
    response, content = heard(asked)
    assert (response.status_code, response["Content-Range"], content) == (206, told, part)
    assert (response["Content-Length"], response["Content-Type"], response["X-Content-Type-Options"]) == (str(len(part)), "audio/ogg", "nosniff")


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_what_lies_behind_the_end_is_said_to_be_not_there(heard, asked):
    response, _content = heard(asked)
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */100")


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=9-3", "bytes=-", "lines=0-1", "bytes=a-b"])
def test_what_is_no_single_part_is_answered_with_all(heard, asked):
    response, content = heard(asked)
    assert (response.status_code, content) == (200, SOUND)


def test_a_part_is_given_only_of_the_file_of_which_the_rest_was_taken(heard):
    etag = heard()[0]["ETag"]
    assert heard("bytes=0-1", **{"If-Range": etag})[0].status_code == 206
    for other in ('"another"', f"W/{etag}", "Thu, 24 Sep 2026 02:20:00 GMT"):
        assert heard("bytes=0-1", **{"If-Range": other})[0].status_code == 200


def test_a_part_is_checked_as_the_whole_is(heard, client, cast):
    client.force_login(cast.ma)
    assert heard("bytes=0-1")[0].status_code == 404


def test_the_api_gives_parts_too(heard):
    path = heard()[0].wsgi_request.path.replace("/attachments/", "/api/v1/attachments/") + "/content"
    response, content = heard("bytes=2-5", path=path)
    assert (response.status_code, content) == (206, SOUND[2:6])
    assert "attachment" in response["Content-Disposition"]
