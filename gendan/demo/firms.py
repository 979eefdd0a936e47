"""Made-up customers and the people there: names that no register knows, numbers that lead nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from pypinyin import lazy_pinyin

from gendan.modules.customers.names import credit_code_of

FIRST = "岚青柏云霁木曜汉嘉澄博新江泽远松鼎禾屿晟麓璟沐珩砚翊峤泓骞昱邺槿朔潭岱衡钺桐苍溪瀚"
SECOND = "石屿舟鹿海昂川旌渡泰恪驿岳隆汀陵鸿垣野澜朴堃衍麟樾屹棠峰锐阙"
TRADES = {
    "液压科技": "液压气动", "重工": "起重机械", "数控机床": "机床", "机器人": "机器人", "船用设备": "船舶",
    "风电传动": "风电", "压缩机": "压缩机", "电梯部件": "电梯", "纺机": "纺织机械", "注塑机械": "塑料机械",
    "矿山机械": "矿山机械", "轨道部件": "轨道交通", "包装机械": "包装机械", "减速机": "传动件", "泵业": "泵阀",
    "起重机械": "起重机械", "农业装备": "农机", "冶金设备": "冶金", "环保装备": "环保设备", "输送设备": "输送设备",
    "印刷机械": "印刷机械", "木工机械": "木工机械", "食品机械": "食品机械", "智能装备": "自动化",
}
PLACES = {
    "华东销售部": (("江苏", "苏州 无锡 常州 南通 徐州 盐城 太仓 江阴"), ("浙江", "杭州 宁波 湖州 绍兴 台州"),
              ("上海", "上海"), ("安徽", "合肥 芜湖 滁州")),
    "华南销售部": (("广东", "佛山 东莞 广州 中山 江门 惠州"), ("福建", "厦门 泉州 福州"), ("湖南", "长沙 株洲"), ("广西", "柳州 南宁")),
    "北方销售部": (("山东", "济南 青岛 潍坊 烟台 临沂"), ("河北", "唐山 保定 沧州"), ("辽宁", "沈阳 大连 鞍山"),
              ("河南", "洛阳 新乡 郑州"), ("天津", "天津")),
}
FORMS = ("有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司", "集团有限公司")
SURNAMES = "王李张刘陈杨黄赵吴徐孙朱胡郭高罗郑梁谢宋唐韩冯于董萧程曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
GIVEN = "鹏立月建国伟敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉萍红春梅志远思源雨桐子涵俊豪晓东海燕文博佳怡振宇慧玲宏图"
POSITIONS = (("采购经理", "采购部"), ("设备主管", "设备部"), ("生产副总", "生产部"), ("采购工程师", "采购部"), ("技术部长", "技术部"),
             ("总经理", "总经办"), ("质量工程师", "质量部"), ("财务", "财务部"), ("车间主任", "生产部"), ("项目经理", "项目部"))
SIZES = ("50 人以下", "50–200 人", "200–500 人", "500–1000 人", "1000 人以上")
SOURCES = ("exhibition", "referral", "directory", "telephone", "chain_referral", "predecessor", "company_list",
           "walk_in", "direct_visit", "professional", "internal_tip", "acquaintance")
TAGS = ("年度框架", "出口配套", "急件多", "进口替代", "看重交期", "看重价格", "图纸定制", "月结", "新厂建设", "样件期")


@dataclass(frozen=True)
class Firm:
    """A customer before anybody has written it down."""

    name: str
    industry: str
    province: str
    city: str
    values: dict[str, Any]
    people: tuple[dict[str, Any], ...]


def firms(region: str, chance: Random, taken: set[str]) -> Iterator[Firm]:
    """Firms of a region without end, no brand twice."""
    while True:
        brand = chance.choice(FIRST) + chance.choice(SECOND)
        if brand in taken:
            continue
        taken.add(brand)
        yield _firm(brand, region, chance)


def _firm(brand: str, region: str, chance: Random) -> Firm:
    trade = chance.choice(list(TRADES))
    province, cities = chance.choice(PLACES[region])
    city = chance.choice(cities.split())
    form = chance.choice(FORMS)
    name = chance.choice((f"{brand}{trade}（{city}）{form}", f"{city}{brand}{trade}{form}", f"{city}{brand}{trade}{form}"))
    domain = "".join(lazy_pinyin(brand)) + f"-{''.join(lazy_pinyin(city))}.example"
    values = {
        "name": name, "short_name": brand + trade, "industry": TRADES[trade], "province": province, "city": city,
        "in_province": province == "江苏", "source": chance.choice(SOURCES), "tags": chance.sample(TAGS, chance.randint(0, 2)),
        "phone": f"0{chance.randint(510, 799)}-{chance.randint(60000000, 88999999)}" if chance.random() < 0.8 else "",
        "size": chance.choice(SIZES) if chance.random() < 0.7 else "",
        "founded_year": chance.randint(1988, 2021) if chance.random() < 0.6 else None,
        "address": _address(city, chance) if chance.random() < 0.75 else "",
        "website": f"https://www.{domain}" if chance.random() < 0.5 else "",
        "credit_code": _code(chance) if chance.random() < 0.55 else "",
    }
    people = tuple(_person(domain, chance) for _ in range(chance.choice((1, 1, 2, 2, 3))))
    return Firm(name, TRADES[trade], province, city, values, people)


def _address(city: str, chance: Random) -> str:
    road = chance.choice(("兴业", "创新", "滨江", "振华", "长安", "望湖", "宝带", "东环", "金桥", "云栖")) + chance.choice(("路", "大道", "街"))
    return f"{city}市{chance.choice(('高新区', '经开区', '新区', '工业园区'))}{road} {chance.randint(8, 899)} 号"


def _code(chance: Random) -> str:
    return credit_code_of("91320" + "".join(chance.choice("0123456789") for _ in range(12)))


def _person(domain: str, chance: Random) -> dict[str, Any]:
    name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2, 2))))
    position, department = chance.choice(POSITIONS)
    mobile = f"1{chance.choice(('36', '38', '59', '86', '39', '52'))}{chance.randint(10000000, 99999999)}"
    return {
        "name": name, "position": position, "department_name": department, "mobile": mobile,
        "form_of_address": chance.choice(("mr", "ms")), "decides": position in ("总经理", "生产副总", "采购经理"),
        "email": f"{''.join(lazy_pinyin(name))}@{domain}" if chance.random() < 0.5 else "",
        "wechat": f"wx{chance.randint(100000, 999999)}" if chance.random() < 0.3 else "",
    }
