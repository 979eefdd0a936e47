"""What list and page of the pools share: where a customer stood, in words, and numbers that are not shown yet."""

from typing import Any

from gendan.modules.customers.procedure import PROCEDURE
from gendan.modules.pools.models import Pooled
from gendan.spine.access.queries import mask_text


def stage_of(row: Pooled) -> Any:
    """Where the customer stood when it came."""
    state = PROCEDURE.find_state(row.stage)
    return state.title if state else row.stage


def masked_phone(row: Pooled) -> str:
    """A number is shown in full only to the new owner."""
    return mask_text(row.customer.phone or row.customer.mobile)
