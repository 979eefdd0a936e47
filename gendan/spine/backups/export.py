"""Everything a company owns in open formats: a table for each kind, all files, and a readme that names every column.

Left out are what would open doors (passwords, secrets, sessions, tokens) and what gendan only reckons for itself.
"""

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gendan.spine.refusal import Refusal

CSV, LINES = "csv", "jsonl"
#: Columns that open doors, and tables that hold nothing else.
SECRET_COLUMNS = {
    "org.Employee.password", "outbox.Robot.secret", "outbox.Robot.webhook", "mails.Mailbox.secret", "links.Link.token_hash",
    "persons.SetAside.sealed", "doors.SignOn.client_secret",
}
LEFT_OUT = {
    "org.PeopleVersion", "org.BookVersion", "api.Token", "ui.Once", "links.Answer", "links.Knock", "ui.Job", "ui.JobRow",
    "doors.Authenticator", "doors.RecoveryCode", "doors.Passkey", "doors.Device", "doors.Visit", "doors.Failure",
}
#: What a spreadsheet would take for a formula; an apostrophe before it keeps it text.
FORMULA = r"^[=+\-@\t\r]"
_AS_IS = "FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'"  # neither occurs in JSON, so lines come out as they are


@dataclass(frozen=True)
class Table:
    """One kind: its name, what it is called, its columns, and how many rows were written."""

    model: type[models.Model]
    name: str
    columns: tuple[Any, ...]
    rows: int = 0

    @property
    def title(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))


def export(folder: Path, *, form: str = CSV, say: Callable[[str], None] = lambda text: None) -> list[Table]:
    """Write everything into the new or empty folder, all of it as of one moment."""
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(f"{folder} is not empty: name a new folder.")
    (folder / "tables").mkdir(mode=0o700, parents=True)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        written = [_write(table, folder / "tables", form) for table in tables()]
    say(f"{len(written)} tables, {sum(table.rows for table in written)} rows")
    if Path(settings.MEDIA_ROOT).exists():
        shutil.copytree(settings.MEDIA_ROOT, folder / "files")
    with translation.override(settings.LANGUAGE_CODE):
        (folder / "README.md").write_text("\n".join(_readme(written, form)), encoding="utf-8")
    return written


def tables() -> list[Table]:
    """All tables of gendan that are exported, by name."""
    found = [model for model in apps.get_models() if model.__module__.startswith("gendan.") and model._meta.managed]
    kept = [model for model in found if model._meta.label not in LEFT_OUT]
    return sorted((Table(model, _name(model), tuple(_columns(model))) for model in kept), key=lambda table: table.name)


def _name(model: type[models.Model]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model._meta.label).lower()


def _columns(model: type[models.Model]) -> Iterable[Any]:
    """The columns in their order; those that the database reckons from others are left out."""
    for field in model._meta.concrete_fields:
        if f"{model._meta.label}.{field.name}" not in SECRET_COLUMNS and not field.generated:
            yield field


def _write(table: Table, folder: Path, form: str) -> Table:
    wanted = ", ".join(_as_csv(field) if form == CSV else f'"{field.column}"' for field in table.columns)
    rows = f'SELECT {wanted} FROM "{table.model._meta.db_table}" ORDER BY "{table.model._meta.pk.column}"'  # noqa: S608
    if form == CSV:
        statement = f"COPY ({rows}) TO STDOUT (FORMAT csv, HEADER)"
    else:
        statement = f"COPY (SELECT row_to_json(t) FROM ({rows}) t) TO STDOUT ({_AS_IS})"  # noqa: S608
    with (folder / f"{table.name}.{form}").open("wb") as file, connection.cursor() as cursor:
        if form == CSV:
            file.write("\ufeff".encode())  # by which spreadsheets know UTF-8
        with cursor.copy(statement) as copy:
            for block in copy:
                file.write(block)
        return Table(table.model, table.name, table.columns, cursor.rowcount)


def _as_csv(field: Any) -> str:
    """The column; text that looks like a formula gets an apostrophe."""
    column = f'"{field.column}"'
    if not isinstance(field, models.CharField | models.TextField | models.FileField):
        return column
    return f"CASE WHEN {column} ~ '{FORMULA}' THEN '''' || {column} ELSE {column} END AS {column}"


def _readme(written: list[Table], form: str) -> Iterable[str]:
    title, heads = _("Everything from gendan"), [_("Column"), _("Meaning"), _("Kind of value"), _("Values")]
    yield f"# {title}\n"
    yield _("Each kind is a table under tables/; attached files lie under files/, at the path that the column “file” says. Moments are in UTC.")
    if form == CSV:
        yield _("Text that a spreadsheet would take for a formula has an apostrophe before it.")
    yield _("Passwords, tokens and other secrets are not in it.") + "\n"
    for table in written:
        yield f"\n## {table.name}.{form}: {table.title} ({table.rows})\n"
        yield f"| {' | '.join(heads)} |\n|---|---|---|---|"
        yield from (f"| {field.column} | {field.verbose_name} | {_kind(field)} | {_values(field)} |" for field in table.columns)


def _kind(field: Any) -> str:
    if field.is_relation and field.related_model:
        return f"→ {_name(field.related_model)}"
    return str(field.db_type(connection) or field.get_internal_type())


def _values(field: Any) -> str:
    return ", ".join(f"{value}: {label}" for value, label in field.flatchoices)
