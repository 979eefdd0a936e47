"""What an uploaded Word file may hold: looked at from outside, before anything reads it."""

import io
import re
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.spine.timeline.content import ALLOWED, media_type_of

MEGABYTE = 1024 * 1024
ENTRIES, UNPACKED, RATIO = 1000, 40 * MEGABYTE, 200
LARGEST = 5 * MEGABYTE
#: What reading a damaged archive raises; RuntimeError is a password, NotImplementedError a packing that is not known.
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
ACTIVE = re.compile(r"(vbaproject|vbadata|/activex/|/embeddings/|\.bin$|attachedtoolbars)", re.IGNORECASE)
OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)


def check_word(content: bytes, *, name: str) -> None:
    """Refuse what is no plain Word file: too large, packed too tightly, with macros, embedded things, or links to outside."""
    if len(content) > LARGEST:
        raise _wrong(_("The file is larger than %(count)s MB.") % {"count": LARGEST // MEGABYTE})
    if name.lower().endswith((".docm", ".dotm", ".dotx")):
        raise _wrong(_("Save the template as a Word document without macros (.docx)."))
    if media_type_of(io.BytesIO(content), name=name) != ALLOWED["docx"]:
        raise _wrong(_("Save the template as a Word document without macros (.docx)."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive)
            _check_contents(archive)
    except UNREADABLE:
        raise _wrong(_("The file is damaged, or locked with a password.")) from None


def _wrong(words: str) -> ValidationError:
    return ValidationError({"file": words})


def _check_size(archive: zipfile.ZipFile) -> None:
    """What it says it unpacks to is also the most that is ever read of it."""
    parts = archive.infolist()
    tight = any(part.file_size > MEGABYTE and part.file_size > RATIO * max(part.compress_size, 1) for part in parts)
    if tight or len(parts) > ENTRIES or sum(part.file_size for part in parts) > UNPACKED:
        raise _wrong(_("The file unpacks to far more than a Word template holds."))


def _check_contents(archive: zipfile.ZipFile) -> None:
    for part in archive.infolist():
        if ACTIVE.search(part.filename):
            raise _wrong(_("The file holds macros or embedded objects; take them out and save it as .docx."))
        if part.filename.endswith((".xml", ".rels")):
            _check_xml(part.filename, archive.read(part))


def _check_xml(name: str, content: bytes) -> None:
    plain = content.replace(b"\0", b"")  # so that UTF-16 hides nothing
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _wrong(_("The file holds declarations that no Word file has."))
    if name == "[Content_Types].xml" and b"macroenabled" in plain.lower():
        raise _wrong(_("The file holds macros or embedded objects; take them out and save it as .docx."))
    if name.endswith(".rels") and any(b"/hyperlink" not in link.lower() for link in OUTSIDE.findall(plain)):
        raise _wrong(_("The file fetches a picture or a template from elsewhere; put it into the file itself."))
