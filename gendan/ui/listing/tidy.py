"""Turns what a filter menu sends into the plain spelling of a list's address."""

from django.http import QueryDict


def tidied(data: QueryDict) -> QueryDict | None:
    """The address without the helpers `low`, `high`, `range`, `part` and `not` of a menu; None where there were none."""
    key = data.get("range", "")
    if not key:
        return None
    found, part = data.copy(), part_of(data)
    for name in ("range", "low", "high", "not", "find", "part"):
        found.pop(name, None)
    low, high = data.get("low", "").strip(), data.get("high", "").strip()
    if low or high:
        found[f"f{part}.{key}"] = f"{low}..{high}"
    if data.get("not") == key and f"f{part}.{key}" in found:
        found.setlist(f"n{part}.{key}", found.pop(f"f{part}.{key}"))
    for name in [name for name in found if not any(found.getlist(name))]:
        del found[name]
    return found


def part_of(data: QueryDict) -> str:
    """The bracket in which a menu puts its condition, as names carry it: nothing for none."""
    part = data.get("part", "")
    return part if part in tuple("123456789") else ""
