"""Repeated faults: the same product, defect and cause, found among corrective actions and what other modules report."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from gendan.modules.capa import rules, subjects
from gendan.modules.capa.models import Capa, Source
from gendan.modules.capa.numbers import REPEAT_DAYS, REPEATS
from gendan.modules.capa.queries import OPEN
from gendan.modules.capa.subjects import Fault
from gendan.modules.capa.words import Factor
from gendan.modules.catalog.models import Product
from gendan.spine.procedures import numbers
from gendan.spine.records import model_of

Place = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Repeated:
    """One fault that came several times. `capas` are the corrective actions for it, `loose` what has none yet."""

    product: Any
    defect: str
    defect_key: str
    factor: str
    count: int
    first: datetime
    last: datetime
    capas: tuple[Capa, ...]
    loose: tuple[Fault, ...]

    @property
    def cause(self) -> str:
        """The cause in words; empty while nobody knows it."""
        return str(Factor(self.factor).label) if self.factor else ""

    @property
    def running(self) -> tuple[Capa, ...]:
        """Those that are worked on now, the oldest first."""
        return tuple(sorted((one for one in self.capas if one.state_kind in OPEN), key=lambda one: one.pk))

    @property
    def came_back(self) -> bool:
        """Whether it came again after one was closed as effective."""
        return any(one.state == "closed" and one.closed_at and one.closed_at < self.last for one in self.capas)

    @property
    def may_be_one(self) -> bool:
        """Whether several are to be worked on together."""
        return len(self.running) + len(self.loose) > 1 or (bool(self.loose) and not self.running)


def repeated(user: Any, *, now: datetime) -> list[Repeated]:
    """What this person sees of them, the most frequent first; window and number are settings."""
    values = rules.values_now(REPEAT_DAYS, REPEATS, at=now)
    start, least = now - timedelta(days=numbers.value(values, REPEAT_DAYS)), numbers.value(values, REPEATS)
    capas = _capas(user, start)
    loose = _loose(user, start)
    known = {row.pk: row for row in Product.objects.filter(pk__in={place[0] for place in (*capas, *loose) if place[0]})}
    found = [one for place in {*capas, *loose} for one in _split(place, capas.get(place, []), loose.get(place, []), known)]
    return sorted((one for one in found if one.count >= least), key=lambda one: (-one.count, -one.last.timestamp()))


def _capas(user: Any, start: datetime) -> dict[Place, list[Capa]]:
    rows = Capa.objects.visible_to(user).filter(created_at__gte=start).exclude(defect_key="").exclude(state__in=("withdrawn", "joined"))
    found: dict[Place, list[Capa]] = defaultdict(list)
    for row in rows.annotate(asked=Count("sources")).select_related("owner", "case"):
        found[row.product_id, row.defect_key].append(row)
    return found


def _loose(user: Any, start: datetime) -> dict[Place, list[Fault]]:
    """What others report and this person sees, where no corrective action answers it yet."""
    by_kind: dict[str, list[Fault]] = defaultdict(list)
    for fault in subjects.faults_since(start):
        by_kind[fault.kind].append(fault)
    found: dict[Place, list[Fault]] = defaultdict(list)
    for kind, faults in by_kind.items():
        ids = [fault.object_id for fault in faults]
        seen = set(model_of(kind).objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
        seen -= set(Source.objects.filter(kind=kind, object_id__in=ids).values_list("object_id", flat=True))
        for fault in faults:
            if fault.object_id in seen and (key := rules.key_of(fault.defect)):
                found[fault.product_id, key].append(fault)
    return found


def _split(place: Place, capas: list[Capa], loose: list[Fault], products: dict[int, Product]) -> Iterable[Repeated]:
    """One for each known cause; as long as only one is known, what has no cause yet counts with it."""
    factors = {one.factor for one in capas} | {one.factor for one in loose}
    known = factors - {""}
    if len(known) < 2:
        return [_of(place, "".join(known), capas, loose, products)]
    return [_of(place, factor, _with(capas, factor), _with(loose, factor), products) for factor in factors]


def _with(rows: list[Any], factor: str) -> list[Any]:
    return [one for one in rows if one.factor == factor]


def _of(place: Place, factor: str, capas: list[Capa], loose: list[Fault], products: dict[int, Product]) -> Repeated:
    moments = [one.created_at for one in capas] + [one.at for one in loose]
    count = sum(max(1, one.asked) for one in capas) + len(loose)  # type: ignore[attr-defined]
    words = (capas or loose)[0].defect
    return Repeated(
        products.get(place[0]) if place[0] else None, words, place[1], factor, count, min(moments), max(moments), tuple(capas), tuple(loose),
    )


def find(user: Any, *, product: int | None, defect_key: str, factor: str, now: datetime) -> Repeated | None:
    """One of them again, as it stands now."""
    for one in repeated(user, now=now):
        if (one.product.pk if one.product else None, one.defect_key, one.factor) == (product, defect_key, factor):
            return one
    return None
