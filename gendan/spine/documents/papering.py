"""Make papers: what a record says at a moment, as a file that is never changed again."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gendan.spine import rows
from gendan.spine.access.queries import masked, may, require
from gendan.spine.documents import press, wording
from gendan.spine.documents.letterheads import company_on, images_of, letterhead
from gendan.spine.documents.models import MadePaper, WordTemplate
from gendan.spine.documents.papers import HOUSE, Paper, paper_of, papers_of
from gendan.spine.org.models import Employee
from gendan.spine.records import kind_of
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline import files
from gendan.spine.timeline.content import safe_name
from gendan.spine.whole import whole

CHINESE = "zh-hans"


@whole
def make(record: Any, *, paper: str, actor: Employee | None, now: datetime, language: str = CHINESE) -> MadePaper:
    """Print the record's paper; one that says the same as the last version is that version.

    `actor` is None where the house itself prints. The record is locked until the transaction ends.
    """
    declared = paper_of(paper)
    if actor is not None:
        require(actor, "view", record)
        require_open(actor, declared)
    if declared.lacks and (reason := declared.lacks(record)):
        raise Refusal(reason, code="not_ready")
    rows.hold(type(record), record.pk)
    template = wording.in_use(paper, language=language)
    data = data_of(record, declared, language=language, now=now)
    source = _source_of(declared, data, template)
    last = made_for(record).filter(paper=paper, language=language).order_by("-version").first()
    if last is not None and last.source == source:
        return last
    version = last.version + 1 if last else 1
    with _printed(declared, {"version": version, **data}, template, now=now) as columns:
        made = MadePaper.objects.create(
            kind=kind_of(record), object_id=record.pk, paper=paper, language=language, version=version, number=data["number"],
            name=_name_of(record, declared, language=language, version=version, now=now), source=source, maker=actor,
            made_at=now, **columns,
        )
        facts = {"paper": made.pk, "name": made.name, "version": version}
        timeline.record("paper.made", record, actor=actor, at=now, data=facts)
    return made


def made_for(record: Any) -> QuerySet[MadePaper]:
    """What was made about the record, newest first; the caller has checked the record."""
    return MadePaper.objects.filter(kind=kind_of(record), object_id=record.pk).select_related("maker")


def require_open(user: Any, paper: Paper) -> None:
    """Refuse a paper that shows what is masked for this person."""
    if not is_open(user, paper):
        reason = _("This paper shows figures that are not shown to you.")
        raise NotAllowed(reason, who=_("An administrator changes what is shown to whom."))


def is_open(user: Any, paper: Paper) -> bool:
    """Whether the person may read everything that the paper shows."""
    return not any(masked(user, paper.kind, name) for name in paper.shows)


def offers(user: Any, record: Any) -> list[Paper]:
    """The papers that this person may make about the record, as it stands now."""
    readable = [paper for paper in papers_of(kind_of(record)) if may(user, "view", record) and is_open(user, paper)]
    return [paper for paper in readable if not (paper.lacks and paper.lacks(record))]


def data_of(record: Any, paper: Paper, *, language: str, now: datetime) -> dict[str, Any]:
    """Everything that a layout or a Word template may say, as plain values."""
    with translation.override(language):
        own = paper.context(record, language=language)
    return {
        "number": str(getattr(record, "number", "")), **own, "paper": paper.key, "language": language,
        "made_on": timezone.localdate(now), "company": company_on(letterhead(), language=language),
    }


def sources_of(paper: Paper) -> dict[str, str]:
    """The layout, the house's own parts, and the other layouts in its folder, as the press wants them."""
    beside = {path.name: path.read_text() for path in sorted(paper.layout_path.parent.glob("*.typ"))}
    return {**beside, "house.typ": HOUSE.read_text(), "main.typ": paper.layout_path.read_text()}


def content_of(made: MadePaper, *, word: bool = False) -> bytes:
    """The file's bytes, as for a mail."""
    with default_storage.open(str(made.word if word else made.file)) as kept:
        content: bytes = kept.read()
    return content


def forget_removed(*, kind: str, ids: Iterable[int]) -> None:
    """Records were finally removed: their papers go with them."""
    gone = MadePaper.objects.filter(kind=kind, object_id__in=list(ids))
    files.delete_after_commit([name for names in gone.values_list("file", "word") for name in names])
    gone.delete()


def _source_of(paper: Paper, data: Mapping[str, Any], template: WordTemplate | None) -> str:
    """What makes a paper a new one: its words, its layout, the pictures, the template; not the day on which it is printed."""
    said = {**data, "made_on": ""}
    beside = {**images_of(letterhead()).digests, "template": template.sha256 if template else ""}
    parts = [press.spelled(said), press.spelled(sources_of(paper)), press.spelled(beside)]
    return digest("\n".join(parts).encode())


@contextmanager
def _printed(paper: Paper, data: Mapping[str, Any], template: WordTemplate | None, *, now: datetime) -> Iterator[dict[str, Any]]:
    """Print and keep the files; they are thrown away where their row is not written after all."""
    pdf = press.pdf(sources=sources_of(paper), data=data, images=images_of(letterhead()).contents)
    word = wording.filled(template, data) if template else b""
    kept = [files.store(io.BytesIO(content), now=now) for content in (pdf, word) if content]
    columns: dict[str, Any] = {"file": kept[0], "size": len(pdf), "sha256": digest(pdf)}
    if template:
        columns |= {"word": kept[1], "word_sha256": digest(word), "template": template}
    try:
        yield columns
    except BaseException:
        for name in kept:
            files.discard(name)
        raise


def digest(content: bytes) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _name_of(record: Any, paper: Paper, *, language: str, version: int, now: datetime) -> str:
    """The declared name; a later version with the same name says which it is."""
    with translation.override(language):
        name = safe_name(f"{paper.name(record, at=now)}.pdf").removesuffix(".pdf")
    same = made_for(record).filter(name=name).exists()
    return f"{name} V{version}" if same else name
