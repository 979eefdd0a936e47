"""The one door through which a record changes its state."""

from gendan.spine.procedures.engine.ending import end_many
from gendan.spine.procedures.engine.entering import enter
from gendan.spine.procedures.engine.moving import perform
from gendan.spine.procedures.engine.offers import Available, available
from gendan.spine.procedures.engine.owning import change_owner, follow_transfer, refresh_due, rename
from gendan.spine.procedures.engine.signing import may_sign, party_of, sign
from gendan.spine.procedures.engine.starting import start, start_many, start_new

__all__ = ["Available", "available", "change_owner", "end_many", "enter", "follow_transfer", "may_sign", "party_of", "perform",
           "refresh_due", "rename", "sign", "start", "start_many", "start_new"]
