"""Files brought in from the command line: the same steps as the wizard, one after the other, at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine.imports import actions, guessing, registry, rows, working
from gendan.spine.imports.models import Batch
from gendan.spine.imports.reading import Source
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal


def import_files(
    paths: Sequence[str | Path],
    *,
    kind: str,
    actor: Employee,
    now: datetime,
    mapping: Mapping[str, str] | None = None,
    on_duplicate: str = "",
    accept_suggestions: bool = False,
    report: Callable[[str], None] = print,
) -> list[Batch]:
    """Import the files as `kind`, in their order, in this process; whoever runs it holds the database itself.

    `mapping` is header → field and adds to the guess. With `accept_suggestions` the first suggestion for each
    unknown spelling is confirmed; without, such rows fail and the report names them.
    """
    importer = registry.find(kind)
    batches = []
    for path in paths:
        data = Path(path).read_bytes()
        batch = actions.open_file(data, name=Path(path).name, importer=importer.key, actor=actor, now=now,
                                 checked=False)
        batches.append(_bring_in(batch, mapping or {}, on_duplicate, accept_suggestions, report, now))
    return batches


def _bring_in(
    batch: Batch, mapping: Mapping[str, str], on_duplicate: str, accept: bool, report: Callable[[str], None],
    now: datetime,
) -> Batch:
    actions.set_mapping(batch, columns=_columns(batch, mapping), now=now)
    if on_duplicate:
        actions.set_duplicates(batch, classes={"file": on_duplicate, "database": on_duplicate})
    batch = _check(batch, now)
    if accept and batch.unknown:
        for field, entries in batch.unknown.items():
            chosen = {e["spelling"]: e["suggestions"][0] for e in entries if e["suggestions"]}
            actions.confirm_values(batch, field=field, chosen=chosen, now=now)
        batch = _check(batch, now)
    for line in _unknown_lines(batch):
        report(line)
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.RUNNING, progress=0)
    return _reported(working.work(batch.pk, now=now) or batch, report)


def _columns(batch: Batch, mapping: Mapping[str, str]) -> dict[str, str]:
    columns = dict(batch.columns)
    wanted = {guessing.normal(header): field for header, field in mapping.items()}
    for number, header in enumerate(batch.headers):
        if field := wanted.get(guessing.normal(header)):
            columns = {n: name for n, name in columns.items() if name != field}
            columns[str(number)] = field
    return columns


def _check(batch: Batch, now: datetime) -> Batch:
    with transaction.atomic():
        if batch.total == 0:
            batch.total = rows.store(batch, Source(actions.data_of(batch), sheet=batch.sheet))
        batch.state = Batch.State.CHECKING
        batch.save(update_fields=["state", "total"])
    checked = working.work(batch.pk, now=now) or batch
    if checked.state == Batch.State.FAILED:
        raise Refusal(checked.error)
    return checked


def _unknown_lines(batch: Batch) -> list[str]:
    text = _("%(field)s: “%(spelling)s” (%(times)d rows) is not known; perhaps %(suggestions)s")
    return [
        text % {"field": field, "spelling": entry["spelling"], "times": entry["times"],
                "suggestions": ", ".join(entry["suggestions"]) or "–"}
        for field, entries in batch.unknown.items() for entry in entries
    ]


def _reported(batch: Batch, report: Callable[[str], None]) -> Batch:
    text = _("%(name)s: %(created)d created, %(updated)d updated, %(skipped)d skipped, %(failed)d failed")
    report(text % {
        "name": batch.name, "created": batch.created, "updated": batch.updated, "skipped": batch.skipped,
        "failed": batch.failed,
    })
    if batch.state == Batch.State.FAILED:
        raise Refusal(batch.error)
    return batch


def bring_in(
    files: Sequence[str | Path],
    *,
    kind: str,
    actor: Employee,
    now: datetime,
    say: Callable[[str], None] = print,
    mapping: Mapping[str, str] | None = None,
    on_duplicate: str = "",
    accept_suggestions: bool = False,
) -> int:
    """`import_files` for the shell: says what it does; 1 where rows failed, 2 where a file could not be read."""
    try:
        batches = import_files(
            files, kind=kind, actor=actor, now=now, report=say, mapping=mapping, on_duplicate=on_duplicate,
            accept_suggestions=accept_suggestions,
        )
    except (Refusal, KeyError, OSError) as error:
        say(str(error.args[0] if isinstance(error, KeyError) else error))
        return 2
    return 1 if any(batch.failed for batch in batches) else 0
