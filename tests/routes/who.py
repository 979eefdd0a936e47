"""Who may open a route, and which row of the scene stands for its record."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any


class Who(Enum):
    """Who may open a route."""

    ANYBODY = auto()  # also who is not logged in
    EVERYBODY = auto()  # whoever is logged in; the rows inside are scoped, or the person's own
    RECORD = auto()  # who sees the record behind it; for all others it does not exist
    EXPLAINED = auto()  # as RECORD, but the answer is an explanation, the same for a record that does not exist
    OWN = auto()  # the person to whom the thing belongs; for all others it does not exist
    REFUSED = auto()  # the person whom it concerns, and who is above; others are told so
    SUPERIORS = auto()  # roles with a right that salespeople do not have; the others are told so
    GIVERS = auto()  # administrators, and the CRM supervisor who assigns permissions (F37.5)
    ADMINISTRATORS = auto()
    CLERKS = auto()  # whom the system operator has authorised by a record (F45.1); the others are told so
    BUILDERS = auto()  # administrators; for all others it does not exist


@dataclass(frozen=True)
class Route:
    """Who may open it, and with which sample of the scene its address is filled in; `args` may ask the scene too.

    `shown_to` are people of the cast whose work needs such records of everybody, as quality needs every order.
    """

    who: Who
    of: str = ""
    args: dict[str, Any] = field(default_factory=dict)
    shown_to: frozenset[str] = frozenset()


#: On an order and what belongs to it sales, technology, production and quality work together.
#: Quality follows every corrective action.
SHOWN_TO = dict.fromkeys(("order", "order_coordination", "order_change", "order_rush", "capa", "capa_action", "capa_answer"), frozenset({"han"})) | {
    "complaint": frozenset({"han", "xu", "ding"}), "complaint_digest": frozenset({"han", "xu", "ding"}), "enquiry": frozenset({"xu"}), "incident": frozenset({"han", "xu", "ding"}), "consignment": frozenset({"han", "xu", "ding"}), "incident_notice": frozenset({"han", "xu", "ding"}),
    "goods_return": frozenset({"han", "xu", "ding"}), **dict.fromkeys(("desk_day", "desk_return", "desk_voice", "desk_wanted"), frozenset({"ding"})),  # the desk, quality, and finance for what it costs
}


def record(of: str, **args: Any) -> Route:
    return Route(Who.RECORD, of, args, SHOWN_TO.get(of, frozenset()))


def article_of(scene: Any) -> int:
    return int(scene.article.pk)


def difference_of(scene: Any) -> int:
    return int(scene.difference.pk)


def information_of(scene: Any) -> int:
    return int(scene.information.pk)


ANYBODY, EVERYBODY = Route(Who.ANYBODY), Route(Who.EVERYBODY)
GIVERS, ADMINISTRATORS, CLERKS = Route(Who.GIVERS), Route(Who.ADMINISTRATORS), Route(Who.CLERKS)
LIST = Route(Who.EVERYBODY, args={"key": "customers"})
