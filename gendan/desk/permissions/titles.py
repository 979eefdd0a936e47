"""Names of the records that grants open, read kind by kind, as far as the reader sees them."""

from collections.abc import Iterable, Iterator
from typing import Any

from gendan.spine.access.models import Grant
from gendan.spine.records import model_of


def titled(grants: Iterable[Grant], *, user: Any) -> Iterator[tuple[Grant, str]]:
    """Each grant with the name of its record, or its number where the reader has no right; one query for each kind."""
    rows = list(grants)
    ids: dict[str, set[int]] = {}
    for grant in rows:
        ids.setdefault(grant.kind, set()).add(grant.object_id)
    names = {kind: model_of(kind)._default_manager.visible_to(user).in_bulk(found) for kind, found in ids.items()}
    for grant in rows:
        yield grant, str(names[grant.kind].get(grant.object_id, f"#{grant.object_id}"))
