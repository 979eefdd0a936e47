"""Turns what a filter menu sends into the plain spelling of a list's address."""

from django.http import QueryDict


def tidied(data: QueryDict) -> QueryDict | None:
    """The address without the helpers `low`, `high`, `range` and `not` of a menu; None where there were none."""
    key = data.get("range", "")
    if not key:
        return None
    found = data.copy()
    for name in ("range", "low", "high", "not", "find"):
        found.pop(name, None)
    low, high = data.get("low", "").strip(), data.get("high", "").strip()
    if low or high:
        found[f"f.{key}"] = f"{low}..{high}"
    if data.get("not") == key and f"f.{key}" in found:
        found.setlist(f"n.{key}", found.pop(f"f.{key}"))
    for name in [name for name in found if not any(found.getlist(name))]:
        del found[name]
    return found
