"""Every declared paper: how it looks with its examples, and that a Word template begins with all its fields.

The pictures beside this file are small and grey. After a wanted change of a layout they are drawn anew with
`GENDAN_DRAW=1 pytest gendan/spine/documents/tests/test_all_papers.py`, looked at, and committed.
"""

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from gendan.spine.documents import specimen, wording
from gendan.spine.documents.models import Letterhead
from gendan.spine.documents.papers import all_papers
from gendan.spine.documents.papers.fields import all_fields, listed

PAPERS = [pytest.param(paper, id=paper.key) for paper in all_papers()]
SHEETS = [pytest.param(paper, language, id=f"{paper.key}-{language}") for paper in all_papers() for language in paper.languages]
PICTURES = Path(__file__).parent / "pictures"
#: How far the grey of a sheet, and of its most different sixteenth, may be off on the average (of 255).
TOLERANCE, OF_A_PART = 1.0, 5.0


@pytest.mark.django_db
@pytest.mark.parametrize(("paper", "language"), SHEETS)
def test_it_looks_as_it_did(paper, language, now):
    Letterhead.objects.create(name="宏远机械有限公司", name_en="Hongyuan Machinery Co., Ltd.", address="上海市闵行区", phone="021-5555 0100")
    drawn = _grey(specimen.pictures_of(paper, language=language, now=now, ppi=60)[0])
    kept = PICTURES / f"{paper.key}-{language}.png"
    if os.environ.get("GENDAN_DRAW"):
        drawn.save(kept, optimize=True)
    assert kept.exists(), "draw it: GENDAN_DRAW=1"
    with Image.open(kept) as before:
        assert before.size == drawn.size
        difference = ImageChops.difference(before, drawn)
    assert _mean(difference) < TOLERANCE
    assert max(_mean(part) for part in _parts(difference)) < OF_A_PART


def _grey(picture: bytes) -> Image.Image:
    """A quarter of the size: lines and blocks of words stay, the edges of letters do not."""
    with Image.open(io.BytesIO(picture)) as page:
        return page.convert("L").reduce(2)


def _mean(image: Image.Image) -> float:
    return ImageStat.Stat(image).mean[0]


def _parts(image: Image.Image) -> list[Image.Image]:
    """The sheet cut into sixteen."""
    width, height = image.width // 4 + 1, image.height // 4 + 1
    return [
        image.crop((x * width, y * height, min((x + 1) * width, image.width), min((y + 1) * height, image.height)))
        for x in range(4) for y in range(4)
    ]


def test_the_comparison_sees_a_line_more():
    """Else the test above would prove nothing."""
    kept = sorted(PICTURES.glob("*.png"))[0]
    with Image.open(kept) as before:
        changed = before.copy()
        changed.paste(0, (20, 100, 100, 104))
        difference = ImageChops.difference(before, changed)
    assert max(_mean(part) for part in _parts(difference)) > OF_A_PART


@pytest.mark.django_db
@pytest.mark.parametrize("paper", PAPERS)
def test_a_template_begins_with_all_its_fields_and_passes_the_check(paper):
    assert paper.fields
    wording.check_words(wording.beginning(paper, language="zh-hans"), paper=paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_its_layout_names_no_field_that_nobody_declared(paper):
    known = {entry.name.split(".")[0] for entry in listed(all_fields(paper))} | {"language", "paper"}
    layout = paper.layout_path.read_text()
    named = {*re.findall(r"\bdata\.([a-z_]+)", layout), *re.findall(r'value\(data, "([a-z_]+)"\)', layout)}
    assert named <= known, named - known
