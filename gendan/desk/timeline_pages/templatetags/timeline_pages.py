"""Small look-ups of the timeline's templates."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gendan.spine.timeline.content import SPOKEN
from gendan.spine.timeline.models import Entry
from gendan.ui.records import record_url

register = template.Library()


@register.filter
def of_comment(rights: dict[int, dict[str, bool]], entry: Entry) -> dict[str, bool]:
    """What the viewer may do with the comment that an entry tells of; nothing for other entries."""
    return rights.get(entry.data.get("comment"), {}) if entry.verb == "comment.added" else {}


@register.filter
def is_spoken(name: str) -> bool:
    """Whether a file of this name is a note that the timeline plays."""
    return name.rpartition(".")[2].lower() in SPOKEN


@register.simple_tag
def record_link(entry: Entry) -> SafeString | str:
    """The record of an entry as a link, where its kind has a page."""
    address: Any = record_url(entry.kind, entry.object_id)
    return format_html('<a href="{}">{}</a>', address, entry.title) if address else entry.title
