"""The tab of a record's files, which every record page may have."""

from dataclasses import replace
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.spine.records import kind_of
from gendan.spine.rows import KEY, Count, Counting
from gendan.spine.timeline.models import Attachment
from gendan.ui.detail.declare import Tab
from gendan.ui.listing.filters import Asked


def count(record: Any, asked: Asked) -> Count:  # noqa: ARG001
    """How many files the record has."""
    return _of(kind_of(record)).asked(record.pk)


@cache
def _of(kind: str) -> Counting:
    return Counting(Attachment.objects.filter(kind=kind, object_id=KEY))


FILES = Tab(key="files", title=_("Files"), template="ui/detail/attachments.html", count=count)
#: The same without a number, for pages that ask as little as they can.
UNCOUNTED = replace(FILES, count=None)
