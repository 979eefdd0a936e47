"""Plausible Chinese company names, and the ways in which a second person writes the same name."""

import random
from collections.abc import Callable

from gendan.modules.customers.names import TRADES, core, leading_place, place_of
from gendan.modules.customers.places import PROVINCES

# The characters that names of companies are made of, the most usual first.
CHARACTERS = (
    "华鑫盛达宏金新天安中德恒兴海泰成大博科东宝瑞信龙通远丰联创明正美润利康源光诚佳嘉祥顺富亚飞力建长立方永和平凯隆伟"
    "江三山河云星腾翔宇辰益众合智汇卓越优诺贝尔特思维福茂昌裕百川万仁义文同元亨晟睿昊铭锐驰骏鹏鸿雅丽迈旭晨曦阳春秋"
    "青松柏林森木水清泉石玉珠银铁钢峰岭岳岚崇嵘峻冠凌霄晶莹洁净尚品乐悠然欣荣蓝橙紫红白墨风雷电火炎焱炬辉煌灿烁"
    "耀曜朗昕昱晖映景晴雨雪霖露虹霞雯宸宁静致谦恭俭让孝悌忠勇毅坚韧恩惠慈善如意吉庆祺祯禄寿喜财旺发聚集团圆满登稷黍"
    "稻粱麦禾苗芽蕾蕊芳菲芬馥郁葱翠碧绿茵茗荷莲菊梅兰竹桂桐梓楠榆槐杉枫桦榕樟楚秦晋燕齐鲁吴越蜀徽赣粤闽琼豫鄂湘黔滇"
    "沪津冀辽苏浙皖渝桥港湾洲屿岛礁滩汀渚浦溪涧潭湖泊沧浪波涛潮汐洋瀚渤澜沛泽沐涵淳淼湛滨沿岸堤坝闸渠沟壑谷岩崖壁"
    "阁楼台亭轩榭廊苑园圃庭院堂馆舍邸府城郭坊巷街衢路途程轮轴轨轲辕舟舰航帆桨舵锚驿站骐骥骁骅驹驷凤凰鸾鹤鹰雁鸥鹭"
    "鹿麒麟狮虎豹象熊鲲鲸蛟璟璞瑾瑜琪琳琅琨璇玑珂珑珺琛瑄瑶璐璧钰钧钦铂铠铎锦镇镁钛钒锂铬镭钨赛捷速迅奔跃翱"
    "启开拓展望前进取勤奋励志强壮实厚道行知识慧聪颖敏杰豪俊彦贤哲圣君侯王帝皇冕尊贵雍容典古今旧初始末"
    "首领先锋导引帅将军武威严肃整均衡准则规矩度量权尺寸分毫厘精微妙巧匠工艺作造制铸锻炼熔冶淬磨砺琢磋切削刨铣钻镗"
)
FORMS = ["有限公司"] * 70 + ["股份有限公司"] * 8 + ["有限责任公司"] * 10 + ["集团有限公司"] * 4 + ["厂"] * 5 + ["集团"] * 3
TRADITIONAL = str.maketrans("华达兴东龙远联创长伟荣发丰电机数轴门业贸设备减", "華達興東龍遠聯創長偉榮發豐電機數軸門業貿設備減")
HOMOPHONES = {
    "柏": "百", "舟": "洲", "鑫": "新", "盛": "胜", "宏": "鸿", "达": "大", "瑞": "锐", "诚": "成", "源": "元", "辰": "晨",
    "博": "波", "恒": "衡", "嘉": "佳", "宇": "羽", "昊": "浩", "泽": "则", "锦": "金", "铭": "明", "晟": "盛", "曜": "耀",
    "岚": "兰", "润": "闰", "琪": "奇", "轩": "宣", "帆": "凡", "永": "勇", "力": "利", "丰": "峰", "腾": "滕", "卓": "桌",
}
_CITIES = [city for cities in PROVINCES.values() for city in cities.split()] + ["北京", "上海", "天津", "重庆"] * 6


def company_name(random_: random.Random) -> str:
    """One name: a place before it, in brackets or none; a brand; one to three words of trade; a legal form."""
    length = random_.choices((2, 3, 4), (62, 24, 14))[0]
    brand = "".join(CHARACTERS[min(int(random_.expovariate(1 / 130)), len(CHARACTERS) - 1)] for _ in range(length))
    trade = "".join(random_.sample(TRADES, random_.choices((1, 2, 3), (45, 45, 10))[0]))
    place, form = random_.choice(_CITIES), random_.choice(FORMS)
    dress = random_.random()
    if dress < 0.55:
        return f"{place}{'市' if random_.random() < 0.3 else ''}{brand}{trade}{form}"
    return f"{brand}{trade}({place}){form}" if dress < 0.75 else f"{brand}{trade}{form}"


def _bare(name: str, random_: random.Random) -> str:
    return core(name)


def _other_form(name: str, random_: random.Random) -> str:
    return f"{place_of(name)}{core(name)}{random_.choice(FORMS)}"


def _moved_place(name: str, random_: random.Random) -> str:
    place = place_of(name) or random_.choice(_CITIES)
    return f"{core(name)}（{place}）有限公司" if leading_place(name) else f"{place}市{core(name)}有限公司"


def _wrong_sound(name: str, random_: random.Random) -> str:
    at = [index for index, character in enumerate(name) if character in HOMOPHONES]
    if not at:
        return _wrong_character(name, random_)
    index = random_.choice(at)
    return name[:index] + HOMOPHONES[name[index]] + name[index + 1:]


def _place_in_core(name: str, random_: random.Random) -> int:
    start = name.find(core(name))
    return max(start, 0) + random_.randrange(len(core(name)))


def _wrong_character(name: str, random_: random.Random) -> str:
    index = _place_in_core(name, random_)
    return name[:index] + random_.choice(CHARACTERS) + name[index + 1:]


def _left_out(name: str, random_: random.Random) -> str:
    index = _place_in_core(name, random_)
    return name[:index] + name[index + 1:]


def _swapped(name: str, random_: random.Random) -> str:
    index = min(_place_in_core(name, random_), len(name) - 2)
    return name[:index] + name[index + 1] + name[index] + name[index + 2:]


def _short(name: str, random_: random.Random) -> str:
    """Place and the first four characters of the core, as people say it."""
    return f"{place_of(name)}{core(name)[:4]}"


def _trade_left_out(name: str, random_: random.Random) -> str:
    text = core(name)
    found = [word for word in TRADES if word in text[2:]]
    return f"{place_of(name)}{text.replace(random_.choice(found), '', 1) if len(found) > 1 else text}有限公司"


def _traditional(name: str, random_: random.Random) -> str:
    return name.translate(TRADITIONAL)


def _wide(name: str, random_: random.Random) -> str:
    return " ".join(name.replace("(", "（ ").replace(")", " ）"))


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _bare, _other_form, _moved_place, _wrong_sound, _wrong_character, _left_out, _swapped, _short, _trade_left_out,
    _traditional, _wide,
)


def mutated(name: str, random_: random.Random) -> str:
    """The same name as somebody else would write it."""
    return random_.choice(MUTATIONS)(name, random_)
