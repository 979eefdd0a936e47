"""Readings of names."""

import pytest

from gendan.spine.org.names import initials, person_initials, person_pinyin, pinyin


@pytest.mark.parametrize(
    ("name", "full", "short"),
    [
        ("林叙", "linxu", "lx"),
        ("曾晓重", "zengxiaozhong", "zxz"),
        ("单小庆", "shanxiaoqing", "sxq"),
        ("仇英", "qiuying", "qy"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("吕布", "lvbu", "lb"),
        ("万俟雪", "moqixue", "mqx"),
        ("Anna Li", "annali", "annali"),
        ("", "", ""),
    ],
)
def test_surnames_are_read_as_surnames(name, full, short) -> None:
    assert (person_pinyin(name), person_initials(name)) == (full, short)


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("重庆砺川传动", "chongqinglichuanchuandong", "cqlccd"),
        ("ABC重工(苏州)", "abczhonggongsuzhou", "abczgsz"),
        ("３Ｍ中国", "3mzhongguo", "3mzg"),
        ("会计", "kuaiji", "kj"),
        ("长城弹簧厂", "changchengtanhuangchang", "ccthc"),
        ("部长调休", "buzhangtiaoxiu", "bztx"),
    ],
)
def test_other_texts_are_read_as_words(text, full, short) -> None:
    assert (pinyin(text), initials(text)) == (full, short)
