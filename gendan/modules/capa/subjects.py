"""Which kinds of records ask for corrective actions, and the faults that they report; each module declares its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from gendan.modules.capa.words import Origin


@dataclass(frozen=True, slots=True)
class Fault:
    """One time that something was wrong, told by any module; `factor` is "" while nobody knows the cause."""

    kind: str
    object_id: int
    product_id: int | None
    defect: str
    factor: str
    title: str
    at: datetime


#: From a moment to the faults that were reported since.
Faults = Callable[[datetime], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of record that may ask for corrective action."""

    kind: str
    origin: Origin
    faults: Faults | None = None


_subjects: dict[str, Subject] = {}


def register(kind: str, origin: Origin, *, faults: Faults | None = None) -> None:
    """`register("complaints.complaint", Origin.COMPLAINT, faults=…)`, called by the module's AppConfig.ready()."""
    _subjects[kind] = Subject(kind, origin, faults)


def origin_of(kind: str) -> Origin:
    """Where a request of this kind comes from."""
    return _subjects[kind].origin if kind in _subjects else Origin.OTHER


def faults_since(moment: datetime) -> list[Fault]:
    """What all modules report."""
    return [fault for one in _subjects.values() if one.faults is not None for fault in one.faults(moment)]
