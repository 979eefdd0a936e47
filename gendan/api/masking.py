"""Fields that a person's roles mask are masked here as on the pages."""

from typing import Any, ClassVar, Self

from ninja import Schema
from pydantic import ValidationInfo, model_validator

from gendan.spine.access.queries import mask_text, masked, viewer_of


class Masked(Schema):
    """An answer about a record of `mask_kind`; every text that the caller may not read in full is shortened."""

    mask_kind: ClassVar[str] = ""

    @model_validator(mode="after")
    def hide(self, info: ValidationInfo) -> Self:
        """Shorten what is masked; nothing is looked up where nobody masks anything."""
        request: Any = (info.context or {}).get("request")
        if request is None or not viewer_of(request.user).masks:
            return self
        for name in type(self).model_fields:
            value = getattr(self, name)
            if value and isinstance(value, str) and masked(request.user, self.mask_kind, name):
                setattr(self, name, mask_text(value))
        return self
