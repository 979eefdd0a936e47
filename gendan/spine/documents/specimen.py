"""Pictures of papers with examples in them: how a layout and the letterhead look."""

from datetime import datetime
from typing import Any

from django.utils import timezone, translation

from gendan.spine.documents import press
from gendan.spine.documents.letterheads import company_on, images_of, letterhead
from gendan.spine.documents.papering import sources_of
from gendan.spine.documents.papers import HOUSE, Paper
from gendan.spine.documents.wording import tried


def pictures_of(paper: Paper, *, language: str, now: datetime, ppi: int = 80) -> list[bytes]:
    """The pages of a paper with examples, under the company's letterhead; Misprint where its fields are not declared."""
    with translation.override(language):
        data = {**tried(paper), **_around(language, now), "paper": paper.key}
    return press.pictures(sources=sources_of(paper), data=data, images=images_of(letterhead()).contents, ppi=ppi)


def letter(*, language: str, now: datetime, ppi: int = 80) -> bytes:
    """An empty sheet under the letterhead."""
    sources = {"house.typ": HOUSE.read_text(), "main.typ": HOUSE.with_name("letter.typ").read_text()}
    data = {**_around(language, now), "number": "GD-0001"}
    return press.pictures(sources=sources, data=data, images=images_of(letterhead()).contents, ppi=ppi)[0]


def _around(language: str, now: datetime) -> dict[str, Any]:
    company = company_on(letterhead(), language=language)
    return {"language": language, "made_on": timezone.localdate(now), "company": company, "version": 1}
