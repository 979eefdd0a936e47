"""Chinese places as they stand in company names and addresses: provinces, their cities, and well-known county cities."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

PROVINCES: dict[str, str] = {
    "北京": "", "天津": "", "上海": "", "重庆": "",
    "河北": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 辛集 定州 任丘 迁安 霸州",
    "山西": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 介休",
    "内蒙古": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善 满洲里",
    "辽宁": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 瓦房店 海城",
    "吉林": "长春 四平 辽源 通化 白山 松原 白城 延边 延吉 公主岭",
    "黑龙江": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭",
    "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 常熟 太仓 吴江 宜兴 "
            "溧阳 丹阳 如皋 海安 启东 靖江 泰兴 海门 邳州 新沂 句容 仪征 高邮 东台 兴化 扬中 金坛",
    "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚 诸暨 温岭 永康 瑞安 乐清 海宁 桐乡 "
            "平湖 东阳 临海 玉环 嵊州 上虞 富阳 德清 长兴 嘉善 海盐",
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 巢湖 天长 宁国 桐城",
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 石狮 南安 福清 福安 长乐",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 丰城 樟树 高安",
    "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 莱芜 寿光 诸城 龙口 胶州 "
            "邹城 滕州 章丘 肥城 莱州 荣成 文登 即墨 平度 新泰",
    "河南": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 巩义 新郑 长葛",
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 神农架 大冶",
    "湖南": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 浏阳 醴陵",
    "广东": "广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 "
            "顺德 南海 番禺 增城",
    "广西": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
    "海南": "海口 三亚 三沙 儋州 琼海 文昌",
    "四川": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 什邡 广汉",
    "贵州": "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南",
    "云南": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆",
    "西藏": "拉萨 日喀则 昌都 林芝 山南 那曲 阿里",
    "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 杨凌",
    "甘肃": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南",
    "青海": "西宁 海东 海北 黄南 海西 果洛 玉树",
    "宁夏": "银川 石嘴山 吴忠 固原 中卫",
    "新疆": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 喀什 和田 伊犁 塔城 阿勒泰 石河子 库尔勒",
    "香港": "九龙 新界", "澳门": "",
    "台湾": "台北 高雄 台中 台南 新竹 桃园 基隆 嘉义",
}

_TAIL = "维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|自治州|自治县|地区|新区|省|市|县|区|盟|州"
_DISTRICT = re.compile(r"^[一-鿿]{1,3}(?:高新区|开发区|新区|工业园区?|市|县|区|镇)")


class Region(NamedTuple):
    """A province and a city of it, either may be empty."""

    province: str
    city: str


@cache
def _cities() -> dict[str, str]:
    return {city: province for province, cities in PROVINCES.items() for city in cities.split()}


def _any_of(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _leading() -> re.Pattern[str]:
    province, city = _any_of(list(PROVINCES)), _any_of(list(_cities()))
    return re.compile(rf"^(?:(?:{province})(?:{_TAIL})?)?(?:(?:{city})(?:{_TAIL})?){{0,2}}")


def leading_place(text: str) -> str:
    """The place that the text begins with ("江苏省苏州市" of "江苏省苏州市青屿重工"), or ""."""
    found = _leading().match(text)
    return found.group() if found else ""


@lru_cache(maxsize=4096)
def short_place(place: str) -> str:
    """The last city, else the province, of a place: "苏州" of "江苏省苏州市"."""
    cities = [city for city in _cities() if city in place]
    provinces = [province for province in PROVINCES if province in place]
    return max(cities or provinces, key=place.rfind, default="")


def is_place(text: str) -> bool:
    """Whether the text is nothing but a place."""
    return bool(text) and (leading_place(text) == text or text in ("中国", "china"))


def region_of(*texts: str) -> Region:
    """The first province and city that the texts name: a leading place, or one anywhere in an address."""
    province = city = ""
    for text in texts:
        found = [(text.find(name), name) for name in _cities() if name in text]
        city = city or (min(found)[1] if found else "")
        province = province or next((name for name in PROVINCES if name in text), "")
    if city and not province:
        province = _cities()[city]
    return Region(province, city or (province if province and not PROVINCES.get(province) else ""))
