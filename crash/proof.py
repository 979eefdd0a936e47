"""What must be true after every round: each deed there as often as it may be, whole, with its file, its to-do and its letter."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Count

from crash.ledger import Deed, Ledger
from crash.people import FORWARD
from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity
from gendan.modules.opportunities.models import Opportunity
from gendan.spine import strays
from gendan.spine.imports.models import Batch
from gendan.spine.messages.models import Channel, Message
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Escalation, SignOff, Todo
from gendan.spine.timeline.models import Attachment, Comment, Entry

#: A letter is handed over at the next look of the post.
ON_ITS_WAY = timedelta(minutes=2)
Counts = Counter[str]


@dataclass
class Proof:
    """What was found wrong, and how often was asked."""

    ledger: Ledger
    wrong: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    proved: int = 0

    def after_the_round(self, name: str) -> None:
        """The deeds since the last time, and all the books, as they stand at one moment."""
        before = len(self.wrong)
        deeds, self.proved = self.ledger.deeds[self.proved :], len(self.ledger.deeds)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            self._deeds(deeds)
            self._books()
        self.wrong[before:] = [f"{name}: {one}" for one in self.wrong[before:]]

    def _deeds(self, deeds: list[Deed]) -> None:
        by_kind: dict[str, list[Deed]] = {}
        for deed in deeds:
            by_kind.setdefault(deed.kind, []).append(deed)
        for kind, some in by_kind.items():
            self.asked[kind] += len(some)
            self.wrong += [f"{deed.mark} was refused: {deed.refused}" for deed in some if deed.refused]
            self.wrong += LOOKS[kind](some)

    def _books(self) -> None:
        for name in doctor.names():
            self.asked["doctor"] += 1
            self.wrong += [f"{name}: {finding}" for finding in doctor.run(only=name)]
        twice = Escalation.objects.exclude(done_at=None).values("todo", "step").annotate(n=Count("pk")).filter(n__gt=1)
        self._none("a step taken twice", twice)

    def at_the_end(self, letters: Counts, *, now: datetime) -> None:
        """When all is quiet: imports are through, letters are out, each once, and files and rows belong together."""
        self.proved, before = 0, len(self.wrong)
        self.after_the_round("at the end")
        known = {one.partition(": ")[2] for one in self.wrong[:before]}
        self.wrong[before:] = [one for one in self.wrong[before:] if one.partition(": ")[2] not in known]
        self._none("an import that is stuck", Batch.objects.filter(state__in=("checking", "running", "undoing", "failed")))
        mails = Message.objects.filter(channel=Channel.EMAIL)
        self._none("a letter that lies", mails.filter(state=Message.State.WAITING, not_before__lt=now - ON_ITS_WAY))
        self._none("a letter that failed", mails.filter(state=Message.State.FAILED))
        sent = {f"gendan.{pk}.1" for pk in mails.filter(state=Message.State.SENT).values_list("pk", flat=True)}
        arrived = {name.strip("<>").partition("@")[0] for name in letters}
        self._equal("letters", sent, arrived)
        self._none("a message written twice", Message.objects.exclude(once=None).values("once").annotate(n=Count("pk")).filter(n__gt=1))
        lost = [name for name in strays.named_files() if not (Path(settings.MEDIA_ROOT) / name).exists()]
        self.wrong += [f"a row without its file: {name}" for name in lost]

    def _none(self, what: str, rows: models.QuerySet[Any]) -> None:
        self.asked[what] += 1
        if count := rows.count():
            self.wrong.append(f"{what}: {count}, as {list(rows[:3])}")

    def _equal(self, what: str, here: set[str], there: set[str]) -> None:
        self.asked[what] += 1
        if here != there:
            self.wrong.append(f"{what}: {sorted(here - there)[:5]} missing, {sorted(there - here)[:5]} too many")


# -- deeds ----------------------------------------------------------------------------------------------------------------


def _counted(rows: models.QuerySet[Any], name: str, marks: Iterable[str]) -> Counts:
    return Counter(rows.filter(**{f"{name}__in": list(marks)}).values_list(name, flat=True))


def _as_often(deeds: list[Deed], *columns: tuple[str, Counts]) -> list[str]:
    """Each as often as it may be, and everything that belongs to it as often as itself."""
    wrong = []
    for deed in deeds:
        times = {name: counts[deed.mark] for name, counts in columns}
        first = next(iter(times.values()))
        if first not in deed.allowed:
            wrong.append(f"{deed.mark} is there {first} times ({'acknowledged' if deed.answered else 'no answer'})")
        if set(times.values()) != {first}:
            wrong.append(f"{deed.mark} is half there: {times}")
    return wrong


def _customers(deeds: list[Deed]) -> list[str]:
    names = {f"{deed.facts['name']} {deed.mark}": deed.mark for deed in deeds}
    rows = {pk: names[name] for pk, name in Customer.objects.filter(name__in=names).values_list("pk", "name")}
    entries = Entry.objects.filter(kind="customers.customer", verb__startswith="customer.registered", object_id__in=rows)
    there, told = Counter(rows.values()), Counter(rows[pk] for pk in entries.values_list("object_id", flat=True))
    marks = list(names.values())
    return _as_often(deeds, ("customer", there), ("entry", told), ("to-do", _counted(Todo.objects, "title", marks)))


def _calls(deeds: list[Deed]) -> list[str]:
    marks = [deed.mark for deed in deeds]
    entries = Entry.objects.filter(verb__startswith="followups.")
    return _as_often(deeds, ("call", _counted(Activity.objects, "text", marks)), ("entry", _counted(entries, "text", marks)),
                     ("to-do", _counted(Todo.objects, "title", marks)))


def _comments(deeds: list[Deed]) -> list[str]:
    marks = [deed.mark for deed in deeds]
    return _as_often(deeds, ("comment", _counted(Comment.objects, "text", marks)), ("entry", _counted(Entry.objects, "text", marks)))


def _files(deeds: list[Deed]) -> list[str]:
    rows = {row.name.removesuffix(".txt"): row for row in Attachment.objects.filter(name__in=[f"{deed.mark}.txt" for deed in deeds])}
    told = Counter(name.removesuffix(".txt") for name in Entry.objects.filter(verb="attachment.added", data__name__in=[f"{d.mark}.txt" for d in deeds]).values_list("data__name", flat=True))
    wrong = _as_often(deeds, ("file", Counter(rows.keys())), ("entry", told))
    for deed in deeds:
        row = rows.get(deed.mark)
        if row is not None and _sha256(row) != deed.facts["sha256"]:
            wrong.append(f"{deed.mark}: the file is not what was sent")
    return wrong


def _sha256(row: Attachment) -> str:
    path = Path(settings.MEDIA_ROOT) / str(row.file)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"


def _moves(deeds: list[Deed]) -> list[str]:
    """The last acknowledged one is where it stands, unless somebody looked afterwards."""
    last = {deed.facts["chance"]: deed for deed in deeds}
    states = dict(Opportunity.objects.filter(pk__in=last).values_list("pk", "state"))
    wrong = []
    for chance, deed in last.items():
        wanted = deed.facts.get("found") or ("won_chance" if deed.facts["to"] == FORWARD else "target")
        if states[chance] != wanted:
            wrong.append(f"{deed.mark}: opportunity {chance} stands at {states[chance]}, not at {wanted}")
    return wrong


def _opinions(deeds: list[Deed]) -> list[str]:
    """Signed, with the opinion, and the to-do done; or none of it. What got no answer may have been given later by another."""
    rows = {row.pk: row for row in SignOff.objects.filter(pk__in=[deed.facts["signoff"] for deed in deeds]).select_related("todo")}
    wrong = []
    for deed in deeds:
        row = rows[deed.facts["signoff"]]
        signed, given, done = row.opinion == deed.mark, row.verdict != SignOff.Verdict.PENDING, row.todo.status == Todo.Status.DONE
        if int(signed) not in deed.allowed or given != done:
            wrong.append(f"{deed.mark}: signed {signed}, given {given}, to-do done {done}, acknowledged {deed.answered}")
    return wrong


def _imports(deeds: list[Deed]) -> list[str]:
    """What has been run is there row for row; what runs still is asked for at the end."""
    wrong = []
    for deed in deeds:
        batch = Batch.objects.filter(pk=deed.facts.get("batch", 0)).first()
        count = Customer.objects.filter(name__contains=f" {deed.mark}/").count()
        if batch is not None and batch.state == Batch.State.DONE and (count, batch.created) != (deed.facts["rows"],) * 2:
            wrong.append(f"{deed.mark}: {count} of {deed.facts['rows']} customers, {batch.created} by the batch")
        if deed.answered and (batch is None or batch.state == Batch.State.CHECKED):
            wrong.append(f"{deed.mark}: the run was acknowledged and does not run")
        if count > deed.facts["rows"]:
            wrong.append(f"{deed.mark}: {count} customers of {deed.facts['rows']}")
    return wrong


LOOKS: dict[str, Callable[[list[Deed]], list[str]]] = {
    "customer": _customers, "call": _calls, "comment": _comments, "file": _files, "move": _moves, "opinion": _opinions, "import": _imports,
}


# -- files ----------------------------------------------------------------------------------------------------------------


def stray_files() -> list[Path]:
    """Files that no row speaks of."""
    root, named = Path(settings.MEDIA_ROOT), set(strays.named_files())
    return [path for path in root.rglob("*") if path.is_file() and str(path.relative_to(root)) not in named]
