"""The procedures of returns: of customers, and at the service desk."""

from gendan.modules.returns.procedure.desk import DAY, DESK, VOICE, WANTED
from gendan.modules.returns.procedure.trade import RETURN

PROCEDURES = (RETURN, DAY, DESK, VOICE, WANTED)

__all__ = ["DAY", "DESK", "PROCEDURES", "RETURN", "VOICE", "WANTED"]
