"""What the made-up company sells, and who sells against it."""

from decimal import Decimal

from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.opportunities.models import Competitor

# line: (code, name, model, unit, list price)
LINES: dict[str, tuple[tuple[str, str, str, str, int], ...]] = {
    "联轴器": (
        ("LZ-GICL5", "鼓形齿式联轴器 GICL-5", "GICL-5", "套", 3860), ("LZ-GICL8", "鼓形齿式联轴器 GICL-8", "GICL-8", "套", 8640),
        ("LZ-MP160", "膜片联轴器 MP-160", "MP-160", "套", 2480), ("LZ-MP220", "膜片联轴器 MP-220", "MP-220", "套", 4750),
        ("LZ-TL7", "弹性套柱销联轴器 TL7", "TL7", "套", 620),
    ),
    "丝杠导轨": (
        ("SG-4010", "滚珠丝杠 SFU4010", "SFU4010", "根", 1980), ("SG-6312", "滚珠丝杠 SFU6312", "SFU6312", "根", 4260),
        ("SG-H35", "直线导轨副 H35", "H35", "套", 1150), ("SG-H45", "直线导轨副 H45", "H45", "套", 1720),
        ("SG-Z", "丝杠支撑座 BK30", "BK30", "套", 480),
    ),
    "轴承座与轴": (
        ("ZC-518", "剖分式轴承座 SNL 518", "SNL 518", "件", 890), ("ZC-524", "剖分式轴承座 SNL 524", "SNL 524", "件", 1640),
        ("ZC-HJ42", "42CrMo 花键轴", "HJ-42", "根", 2350), ("ZC-CL60", "起重机齿轮轴 60 模", "CLZ-60", "根", 18600),
    ),
    "减速机": (
        ("JS-P120", "行星减速机 P120", "P120", "台", 5280), ("JS-P180", "行星减速机 P180", "P180", "台", 12800),
        ("JS-W110", "蜗轮蜗杆减速机 W110", "W110", "台", 2160), ("JS-R87", "斜齿轮减速机 R87", "R87", "台", 7420),
        ("JS-XB40", "谐波减速器 XB40", "XB40", "台", 3980),
    ),
    "链传动": (
        ("LT-16A", "输送链 16A 双排", "16A-2", "米", 168), ("LT-24B", "重载滚子链 24B", "24B-1", "米", 245),
        ("LT-CL", "链轮 16A-25 齿", "16A-25", "件", 320),
    ),
}

# name, strengths, public prices
RIVALS = (
    ("恒岳传动", "交期短，华东有常备库存", "联轴器公开价比同类低 5%–8%"),
    ("北辰精工", "丝杠精度稳定，机床客户多", "丝杠按年度框架报价，公开目录价偏高"),
    ("Altmeier Antriebe", "进口品牌，图纸资料全", "减速机公开价约为国产的 2 倍"),
    ("锦舵轴承座", "铸件自产，起订量小", "轴承座目录价低，大规格没有优势"),
    ("诺川链业", "链条品类全，定尺快", "输送链公开价持平"),
)


def stock_the_catalogue() -> list[Product]:
    """Write lines, products and competitors; a plain catalogue has no verbs of its own."""
    products = []
    for position, (name, rows) in enumerate(LINES.items()):
        line = ProductLine.objects.create(name=name, position=position)
        products += [
            Product(line=line, code=code, name=title, model=model, unit=unit, list_price=Decimal(price))
            for code, title, model, unit, price in rows
        ]
    Competitor.objects.bulk_create(Competitor(name=n, strengths=s, price_range=p) for n, s, p in RIVALS)
    return Product.objects.bulk_create(products)
