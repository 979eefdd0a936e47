"""Fields that a person's roles mask are masked here as on the pages."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from ninja import Schema
from pydantic import ValidationInfo, model_validator

from gendan.spine.access.declarations import hides
from gendan.spine.access.queries import mask_text, masked, viewer_of


class Masked(Schema):
    """An answer about a record of `mask_kind`; a text that the caller may not read is shortened, a sum is null."""

    mask_kind: ClassVar[str] = ""

    @model_validator(mode="after")
    def hide(self, info: ValidationInfo) -> Self:
        """Shorten or empty what the caller may not read; nothing is looked up where nobody hides anything."""
        request: Any = (info.context or {}).get("request")
        viewer = viewer_of(request.user) if request is not None else None
        if viewer is None or not (viewer.masks or hides(self.mask_kind)):
            return self
        for name in type(self).model_fields:
            value = getattr(self, name)
            if value and isinstance(value, str | Decimal) and masked(viewer, self.mask_kind, name):
                setattr(self, name, mask_text(value) if isinstance(value, str) else None)
        return self
