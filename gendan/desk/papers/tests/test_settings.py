"""The settings of papers: letterhead with logo and seal, and the company's own Word templates."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gendan.spine.documents import papering, wording
from gendan.spine.documents.letterheads import letterhead
from gendan.spine.documents.models import WordTemplate
from gendan.spine.documents.tests.words import text_of, upload, word

GOOD = word("致：{{ name }}，合计 {{ total|money }} 元")
TEMPLATE = "/settings/papers/tests.sheet/zh-hans"


def picture(kind="PNG", name="seal.png"):
    held = io.BytesIO()
    Image.new("RGB", (400, 200), "red").save(held, kind)
    return SimpleUploadedFile(name, held.getvalue())


@pytest.fixture
def administrator(client, cast, scene):  # noqa: ARG001
    client.force_login(cast.fang)
    return client


def values(**others):
    return {"name": "宏远机械有限公司", "name_en": "Hongyuan", "address": "上海", "tax_number": "9131", **others}


def test_the_letterhead_with_logo_and_seal_stands_on_papers_made_from_then_on(administrator, scene):
    first = papering.make(scene.customer, paper="tests.sheet", actor=scene.owner, now=scene.now)
    given = values(logo=picture("JPEG", "logo.jpg"), stamp=picture())
    assert administrator.post("/settings/letterhead", given).status_code == 302
    head = letterhead()
    assert (head.name_en, head.changed_by.name) == ("Hongyuan", "方致远")
    with head.stamp.open("rb") as kept:
        assert Image.open(kept).format == "PNG"
    second = papering.make(scene.customer, paper="tests.sheet", actor=scene.owner, now=scene.now)
    assert second.version == 2
    assert first.sha256 != second.sha256
    assert administrator.get("/settings/letterhead.png").content.startswith(b"\x89PNG")
    assert "宏远机械有限公司" in administrator.get("/settings/letterhead").content.decode()


def test_a_picture_stays_until_it_is_taken_away(administrator):
    administrator.post("/settings/letterhead", values(logo=picture(), stamp=picture()))
    administrator.post("/settings/letterhead", values())
    assert letterhead().logo
    administrator.post("/settings/letterhead", values(logo_away="on"))
    assert not letterhead().logo
    assert letterhead().stamp


@pytest.mark.parametrize("file", [SimpleUploadedFile("logo.png", b"MZ no picture"), SimpleUploadedFile("logo.svg", b"<svg/>"), upload(GOOD)])
def test_what_is_no_picture_is_refused_at_its_field(administrator, file):
    answer = administrator.post("/settings/letterhead", values(logo=file))
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert not letterhead().logo


def test_all_papers_are_listed_with_what_fills_them(administrator):
    page = administrator.get("/settings/papers").content.decode()
    assert 'data-paper="tests.sheet"' in page
    assert "内置版式" in page


def test_a_template_is_uploaded_previewed_and_taken_out_again(administrator):
    assert administrator.post(TEMPLATE, {"file": upload(GOOD)}).status_code == 302
    page = administrator.get(TEMPLATE).content.decode()
    assert "资料单.docx" in page
    assert "使用中" in page
    tried = administrator.get(f"{TEMPLATE}/tried.docx")
    assert "合计" in text_of(tried.content)
    administrator.post(TEMPLATE, {"file": upload(word("{{ name }}"))})
    first = WordTemplate.objects.get(version=1)
    assert administrator.get(f"/settings/papers/templates/{first.pk}.docx").content == GOOD
    assert administrator.post(f"/settings/papers/templates/{first.pk}/take").status_code == 302
    assert wording.in_use("tests.sheet", language="zh-hans") == first
    administrator.post(f"{TEMPLATE}/built-in")
    assert wording.in_use("tests.sheet", language="zh-hans") is None
    assert administrator.get(f"{TEMPLATE}/tried.docx").status_code == 404


def test_what_a_template_gets_wrong_stands_at_the_field(administrator):
    answer = administrator.post(TEMPLATE, {"file": upload(word("你好", "{{ nmae }}"))})
    assert answer.status_code == 422
    assert "第 2 行“{{ nmae }}”：没有字段“nmae”" in answer.content.decode()
    assert not WordTemplate.objects.exists()


def test_writers_of_templates_find_every_field_and_a_file_to_begin_with(administrator):
    page = administrator.get(TEMPLATE).content.decode()
    for words in ("{{ number }}", "{{ company.tax_number }}", "{%tr for row in lines %}", "{{ row.amount }}"):
        assert words in page
    assert "{{ row.amount }}" in text_of(administrator.get(f"{TEMPLATE}/beginning.docx").content)
    assert administrator.get(f"{TEMPLATE}/built-in.png").content.startswith(b"\x89PNG")


def test_only_administrators_open_them(client, scene):
    client.force_login(scene.owner)
    for address in ("/settings/letterhead", "/settings/papers", TEMPLATE):
        assert client.get(address).status_code == 403
