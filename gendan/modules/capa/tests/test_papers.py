"""The papers of corrective actions: 《纠正和预防措施要求单》, the 8D report with its drawings, 《不符合报告》."""

import pytest

from gendan.modules.capa.papers import EIGHT_D, NONCONFORMITY, REQUEST
from gendan.modules.capa.tests.story import brought_to, opened
from gendan.spine.documents import papering, specimen
from gendan.spine.documents.tests.shapes import check_shape
from gendan.spine.refusal import Refusal


def test_f56_the_request_says_what_is_asked_of_whom_by_when(cast, works, now, capa):
    said = check_shape(REQUEST, capa)
    assert (said["number"], said["responsible"], said["owner"]) == (capa.number, "制造部", "陆承")
    made = papering.make(capa, paper="capa_request", actor=cast.han, now=now)
    assert made.name == f"纠正和预防措施要求单 {capa.number}"


def test_f56_4_the_8d_report_holds_all_steps_with_whys_and_fishbone(cast, works, now, capa):
    brought_to(capa, "closed", cast=cast, works=works, now=now)
    said = check_shape(EIGHT_D, capa)
    assert [row["kind"] for row in said["actions"]] == ["遏制措施", "纠正措施", "预防措施"]
    assert said["fishbone"].lstrip().startswith("<svg")
    assert "换刀没有台账" in said["stairs"]
    made = papering.make(capa, paper="capa_8d", actor=cast.han, now=now)
    assert papering.content_of(made).startswith(b"%PDF")


def test_f103_a_report_of_non_conformity_is_for_what_was_found_in_the_house(cast, works, now, capa):
    with pytest.raises(Refusal):
        papering.make(capa, paper="capa_nonconformity", actor=cast.han, now=now)
    row = opened(cast, works, now, origin="audit", title="图纸未受控", clause="ISO 9001 7.5.3")
    assert check_shape(NONCONFORMITY, row)["clause"] == "ISO 9001 7.5.3"
    assert papering.make(row, paper="capa_nonconformity", actor=cast.han, now=now).name.startswith("不符合报告")


@pytest.mark.parametrize("paper", [REQUEST, EIGHT_D, NONCONFORMITY], ids=lambda one: one.key)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pictures_are_drawn_in_both_languages(db, now, paper, language):
    (picture, *_more) = specimen.pictures_of(paper, language=language, now=now)
    assert picture.startswith(b"\x89PNG")
