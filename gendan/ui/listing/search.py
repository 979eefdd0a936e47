"""Text search in a list: names as doubled characters, so that two Chinese characters find by index."""

import re
import unicodedata

from django.db.models import Q

from gendan.ui.listing.declare import Listing

_DROPPED = re.compile(r"""[\s()\[\]{}【】《》「」·•,，.。、\-_/&'"“”‘’:：;；!！?？]""")


def doubled(text: str) -> str:
    """The same as the SQL function gendan_doubled: normal form, no punctuation, every character twice."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())
    return "".join(character * 2 for character in plain)


def matching(listing: Listing, text: str) -> Q:
    """The rows in which the words of a text are all found; nothing narrows for an empty text."""
    if callable(listing.search):
        return listing.search(text) if text else Q()
    wanted = Q()
    for word in text.split():
        needle = doubled(word)
        found = Q()
        for field in listing.search if needle else ():
            found |= Q(**{f"{field}__contains": needle})
        wanted &= found
    return wanted
