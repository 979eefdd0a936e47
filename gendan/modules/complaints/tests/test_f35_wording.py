"""The rules of a written reply (F35), and that every draft of the house keeps them."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gendan.modules.complaints.wording.checks import CALM, DEEDS, NEXT, PHOTOS, WE, broken
from gendan.modules.complaints.wording.letters import Facts, letter, steps_of

GOOD = "沈工，您好：\n\n感谢您的来信，给您添麻烦了。我们正在跟进，今天下午与生产、检验一起研究，尽快答复。请拍几张损坏处的照片发给我们。"
GOOD_EN = (
    "Dear Mr Shen,\n\nThank you for your message, we are sorry for the trouble. We are following this and will meet production and inspection "
    "this afternoon. Please send us some photographs of the damage."
)
NOON = datetime(2026, 9, 24, 12)


def test_f35_template_of_the_flow_keeps_every_rule():
    assert broken(GOOD) == []
    assert broken(GOOD_EN, language="en") == []


@pytest.mark.parametrize(("text", "calm"), [
    ("您好：感谢您的来信。", True),
    ("张经理，您好！给您带来不便，我们深表歉意。", True),
    ("您好：这批货的责任不在我们。对此我们表示抱歉。", False),
    ("您好：经我们检查，轴承外圈确实有裂纹，我们正在核对同一批次的全部库存并联系生产部门查明原因，目前还没有得到全部结论，等结论出来以后会再和贵方的相关人员进行联系并安排更换事宜，届时请贵方予以配合。抱歉。", False),
    ("", False),
])
def test_f35_1_the_customer_is_calmed_first(text, calm):
    assert (CALM not in broken(text)) is calm


@pytest.mark.parametrize(("text", "language", "kept"), [
    ("我们已经受理", "zh", True),
    ("我司派员前往", "zh", True),
    ("我公司当日处理，自我检查也在进行", "zh", True),
    ("我已经转给生产部，我们会处理", "zh", False),
    ("本人负责跟进，我们会处理", "zh", False),
    ("已经受理", "zh", False),
    ("您说“我很生气”，我们完全理解", "zh", True),
    ("We have looked at it", "en", True),
    ("I have looked at it, we will replace it", "en", False),
    ("We'll replace it; my colleague comes", "en", False),
    ("i am on it, we too", "en", False),
    ("You wrote \"I am angry\"; we understand", "en", True),
    ("Our company replaces it", "en", True),
])
def test_f35_2_a_reply_says_we_and_never_i(text, language, kept):
    assert (WE not in broken(text, language=language)) is kept


@given(before=st.text(max_size=20), after=st.text(alphabet="来去把已很在知道", min_size=1, max_size=5))
def test_f35_2_a_lone_i_is_found_wherever_it_stands(before, after):
    quotes = set('“”「」"《》自忘')
    if quotes & set(before):
        return
    assert WE in broken(f"我们在处理。{before}。我{after}")


def test_f35_3_photographs_are_asked_for_unless_they_are_here():
    text = "您好：感谢来信，我们今天下午研究。"
    assert PHOTOS in broken(text)
    assert PHOTOS not in broken(text, photos_needed=False)
    assert PHOTOS not in broken(text + "请把破损处拍照发来。")


@pytest.mark.parametrize("word", ["9月30日", "9 月 30 日", "2026-09-30", "今天下午", "明日", "下周三", "2 个工作日内", "两小时内", "24小时内", "9-30"])
def test_f35_4_the_next_date_is_named(word):
    assert NEXT not in broken(f"我们{word}答复您。")


@pytest.mark.parametrize("word", ["尽快", "过些时候", "有消息就", "第一时间"])
def test_f35_4_soon_is_no_date(word):
    assert NEXT in broken(f"我们{word}答复您。")


def test_f35_4_what_is_done_is_said():
    assert DEEDS in broken("感谢来信。这个问题我们知道了。")
    assert DEEDS not in broken("感谢来信。我们今天下午与生产、检验部门研究。")


SPOKEN = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="我“”\"「」《》{}本"), max_size=40)


@settings(max_examples=150)
@given(
    language=st.sampled_from(["zh", "en"]), mood=st.sampled_from(["", "calm", "worried", "upset", "furious"]), photos=st.booleans(),
    fault=st.sampled_from(["", "ours", "not_ours", "misuse", "undecided"]), subject=SPOKEN, product=st.sampled_from(["", "联轴器 GICL-5"]),
    batch=st.sampled_from(["", "H26-0731"]), solution=st.sampled_from(["", "更换 4 套\n加急发出", "replace four\nsend at once"]),
    hours=st.integers(1, 2000),
)
def test_f35_5_every_draft_of_the_house_keeps_every_rule(language, mood, photos, fault, subject, product, batch, solution, hours):
    facts = Facts(
        name="沈工", company="砺川传动", department="质量部", writer="韩青", number="TS2609-018", subject=subject, received_at=NOON, now=NOON,
        next_at=NOON + timedelta(hours=hours), product=product, batch=batch, mood=mood, fault=fault, verdict="键槽根部裂纹",
        solution=solution, wants_photos=photos,
    )
    assert [rule.key for rule in broken(letter(facts, language=language), language=language, photos_needed=photos)] == []


def test_f35_5_a_letter_numbers_what_is_done_and_leaves_out_what_is_not_known():
    facts = Facts(
        name="沈工", company="砺川传动", department="质量部", writer="韩青", number="TS1", subject="键槽裂纹", received_at=NOON, now=NOON,
        next_at=NOON + timedelta(days=6), fault="ours", verdict="圆角过小", solution="同批停发隔离\n\n备件送达；", wants_photos=False,
    )
    text = letter(facts)
    assert "一、同批停发隔离。\n二、备件送达。" in text
    assert "问题出在我们这里：圆角过小。" in text
    assert "9 月 30 日" in text
    assert "批号" not in text
    assert "照片" not in text
    assert "1. 同批停发隔离." in letter(facts, language="en")
    assert steps_of(" \n；\n") == []
