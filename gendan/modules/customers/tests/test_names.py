"""Names, numbers and codes in comparable form."""

import random

import pytest

from bench.names import company_name, mutated
from gendan.modules.customers import names
from gendan.modules.customers.places import region_of


@pytest.mark.parametrize(
    ("written", "core"),
    [
        ("柏舟数控机床股份有限公司", "柏舟数控机床"),
        ("柏舟数控机械（太仓）有限公司", "柏舟数控机械"),
        ("江苏省苏州市青屿重工集团有限责任公司", "青屿重工"),
        ("柏舟數控機床", "柏舟数控机床"),
        ("Ｂａｉｚｈｏｕ　Co., Ltd.", "baizhou"),
        ("Siemens AG", "siemens"),
        ("青屿重工（苏州）有限公司上海分公司", "青屿重工"),
        ("青 屿 重 工 有限公司", "青屿重工"),
        ("深圳市腾远科技有限公", "腾远科技"),
        ("南京机床厂", "南京机床"),
        ("上海", "上海"),
    ],
)
def test_core_leaves_out_legal_form_place_width_and_script(written, core):
    assert names.core(written) == core


def test_normal_ignores_width_case_brackets_blanks_and_script():
    assert names.normal("ＡＢＣ （蘇州） 機械") == names.normal("abc(苏州)机械") == "abc苏州机械"


def test_pinyin_knows_the_readings_of_places():
    assert names.pinyin_of("重庆长兴") == "chongqingchangxing"
    assert names.initials_of("青屿重工") == "qyzg"
    assert names.sound("百洲") == names.sound("柏舟")


def test_similarity_puts_the_same_first_and_the_like_next():
    typed = "柏舟数控机床"
    same = names.similarity(typed, "柏舟数控机床股份有限公司")
    like = names.similarity(typed, "柏舟数控机械（太仓）有限公司")
    less = names.similarity(typed, "柏舟自动化（宁波）有限公司")
    other = names.similarity(typed, "青屿重工（苏州）有限公司")
    assert same == 100 > like > 80 > less > 45 > other


def test_the_same_name_in_two_places_is_less_than_the_same():
    assert names.similarity("青屿重工（苏州）有限公司", "宁波青屿重工有限公司") < 97


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("138 0197 4426", "13801974426"), ("+86-138-0197-4426", "13801974426"), ("１３８０１９７４４２６", "13801974426"),
        ("0512-6688 2207", "51266882207"), ("021-58881234转801", "2158881234"), ("400-800-1234", "4008001234"),
        ("+852 2345 6789", "85223456789"), ("no number", ""), ("", ""),
    ],
)
def test_phone_key(written, key):
    assert names.phone_key(written) == key


def test_several_numbers_in_one_field():
    assert names.phone_keys("13801974426 / 0512-66882207", "", "13801974426") == ["13801974426", "51266882207"]


def test_free_mail_says_nothing_about_the_company():
    assert names.email_domain("gao@QQ.com") == ""
    assert names.email_domain("gao@Baizhou.cn") == "baizhou.cn"
    assert names.email_domain("no address") == ""


def test_credit_code_check_digit():
    assert names.credit_code_valid("91350100M000100Y43")
    assert not names.credit_code_valid("91350100M000100Y44")
    assert not names.credit_code_valid("91350100M000100")
    assert names.credit_code_valid(names.credit_code_of("91310000MA1K35X1A"))


def test_what_was_typed_is_tinted_and_the_rest_of_a_masked_name_hidden():
    typed = "柏舟数控机床"
    assert names.shared_spans("柏舟数控机械（太仓）有限公司", typed)[0] == ("柏舟数控机", True)
    assert names.masked_name("柏舟自动化（宁波）有限公司", typed) == "柏舟＊＊＊（宁波）有限公司"
    assert names.masked_phone("13801974426") == "138****4426"


def test_region_is_read_from_name_and_address():
    assert region_of("青屿重工（苏州）有限公司") == ("江苏", "苏州")
    assert region_of("岚石", "浙江省宁波市鄞州区") == ("浙江", "宁波")
    assert region_of("上海云鹿机器人") == ("上海", "上海")
    assert region_of("Acme") == ("", "")


def test_a_name_written_otherwise_shares_a_key():
    dice = random.Random(5)
    made = [company_name(dice) for _ in range(300)]
    sharing = [set(names.keys_of(name)) & set(names.keys_of(mutated(name, dice))) for name in made]
    assert sum(map(bool, sharing)) >= 0.97 * len(made)
