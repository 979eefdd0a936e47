"""Samples on paper: the label on the sample itself, and the slip that goes with it to the customer."""

from gendan.modules.samples.papers import LABEL, SLIP
from gendan.modules.samples.tests import story
from gendan.spine.documents import papering
from gendan.spine.documents.tests.shapes import check_shape


def test_f45_4_the_label_says_what_the_master_record_says(clerk, now):
    sample = story.listed(clerk, now)
    said = check_shape(LABEL, sample)
    assert (said["specification"], said["colour"], said["kind"]) == ("170/92A", "藏青", "工装")
    made = papering.make(sample, paper="sample_label", actor=clerk, now=now)
    assert made.name == f"{sample.number} 工装夹克"


def test_f27_1_the_slip_says_what_is_sent_by_whom_and_who_pays(cast, now, firm):
    request = story.sent(story.decided(story.asked(firm, cast.he, now), cast, now), cast, now)
    request.refresh_from_db()
    said = check_shape(SLIP, request)
    assert (said["freight_payer"], said["carrier"], said["waybill"]) == ("我方", "顺丰", "SF123")
    assert said["fee_payer"].startswith("客户")
    made = papering.make(request, paper="sample_slip", actor=cast.he, now=now)
    assert made.name.startswith(f"{request.number} 轴承座 518 样品-")
