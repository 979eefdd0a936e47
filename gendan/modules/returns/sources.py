"""The record that asks for a return, as far as a person sees it."""

from typing import Any

from gendan.spine import records


def of(kind: str, pk: Any, *, user: Any) -> Any:
    """The record of this kind and id, or None where there is none that the person sees."""
    if not kind or not str(pk).isdecimal():
        return None
    try:
        model = records.model_of(kind)
    except (LookupError, ValueError):
        return None
    objects: Any = model._default_manager
    return objects.visible_to(user).filter(pk=pk).first() if hasattr(objects, "visible_to") else None
