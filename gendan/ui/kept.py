"""Parts of pages that are written once and kept: a bar, a head, a filter line that look the same until their keys change.

Kept in each process, the least used dropped first. What a kept part shows may depend on nothing but its keys and the
language; the token of a form is put in afterwards, so that no two sessions ever share one.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

ROOM = 2048
MARK = "\x00form\x00"

_kept: OrderedDict[Hashable, str] = OrderedDict()
_lock = Lock()


def kept(key: Hashable, write: Callable[[], str]) -> str:
    """The text under a key; written where it is not known, or no longer."""
    with _lock:
        text = _kept.get(key)
        if text is not None:
            _kept.move_to_end(key)
            return text
    text = write()
    with _lock:
        _kept[key] = text
        if len(_kept) > ROOM:
            _kept.popitem(last=False)
    return text


def forget() -> None:
    """Write everything anew: a test changed what pages are made of."""
    with _lock:
        _kept.clear()
