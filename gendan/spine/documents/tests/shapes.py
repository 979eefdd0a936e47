"""Whether what a paper says has the shape that its fields declare."""

from collections.abc import Mapping
from typing import Any

from gendan.spine.documents.papers import Paper


def check_shape(paper: Paper, record: Any) -> dict[str, Any]:
    """The context of a record; every declared field is there, and nothing else."""
    found = paper.context(record, language="zh-hans")
    _compare(found, dict(paper.fields), above="")
    return found


def _compare(found: Any, declared: Any, *, above: str) -> None:
    if isinstance(declared, Mapping):
        assert set(found) - {"number"} == set(declared) - {"number"}, above or "the paper"
        for name, one in declared.items():
            _compare(found.get(name), one, above=f"{above}.{name}")
    elif isinstance(declared, list):
        for row in found:
            _compare(row, declared[0], above=above)
    else:
        assert not isinstance(found, Mapping | list), above
