"""Templates by the topics of F06, factual and our own words: written once, then the company's to change (U10)."""

from typing import Any

from gendan.modules.mails.models import Template
from gendan.modules.mails.words import Topic

ZH = (
    (Topic.QUOTATION, "再次报价", "{customer} 报价：产品 型号 数量", "{contact}您好：\n\n上次的报价整理在附件里，单价、交期和有效期都写在第一页。\n有哪一项需要调整？"),
    (Topic.PRICE, "价格与交期", "产品：价格与交期变化", "{contact}您好：\n\n本月起材料价格有变化，老订单不受影响，新订单交期为 ___ 天。\n您近期有采购计划吗？"),
    (Topic.NEED, "了解需要", "请教贵司对产品的要求", "{contact}您好：\n\n想确认三点：用在哪台设备、每年用量、目前最头疼的问题。\n方便的话，哪天通话十分钟？"),
    (Topic.PEERS, "同行用法（附证据）", "同行业一个用法，供参考", "{contact}您好：\n\n附件是经客户同意公开的一个案例，数据来自验收记录。\n贵司的工况是否相近？"),
    (Topic.NEWS, "新产品", "新品：产品 型号", "{contact}您好：\n\n新品 ___ 已量产，与旧型号的差别在附图里用红框标出。\n需要一套样件试装吗？"),
    (Topic.MARKET, "市场简报", "本季市场简报", "{contact}您好：\n\n附上一页市场简报，来源写在页脚。\n哪一部分对您有用？"),
    (Topic.PROFIT, "收益测算", "按贵司数据做的收益测算", "{contact}您好：\n\n按您给的用量算了一下，假设和公式都写在表里，可以自己改。\n您看哪个假设不对？"),
    (Topic.PLANNING, "场地与规划建议", "安装场地建议", "{contact}您好：\n\n根据您发来的平面图，附上两种布置方案。\n哪一种更合适？"),
    (Topic.SCENERY, "欢迎来访", "欢迎来我们这里看看", "{contact}您好：\n\n附几张厂区和周边的照片。来访的话我们安排接送。\n您什么时候方便？"),
    (Topic.GREETING, "节日问候", "节日问候", "{contact}您好：\n\n祝节日愉快。假期安排见下，急事请打我的手机。\n节后需要我们准备什么？"),
    (Topic.CONFIDENCE, "产品依据", "产品的检测依据", "{contact}您好：\n\n附上第三方检测报告和质保条款，我们对它有把握的原因都在里面。\n您最关心哪一项？"),
    ("", "电话确认", "确认今天电话里谈的内容", "{contact}您好：\n\n把刚才电话里谈的记在下面，请核对：\n1. \n2. \n有出入请告诉我，对吗？"),
)
EN = (
    (Topic.QUOTATION, "Quotation once more", "Quotation for {customer}: product, model, quantity", "Dear {contact},\n\nOur quotation is attached; price, lead time and validity are on page one.\nIs there an item that should be changed?"),
    (Topic.NEED, "What they need", "Three questions about your machine", "Dear {contact},\n\nWhich machine is it for, how many a year, and what troubles you most today?\nWhen could we talk for ten minutes?"),
    (Topic.NEWS, "New product", "New: product and model", "Dear {contact},\n\nOur new ___ is in production. The picture shows what is different.\nWould you like a sample to try?"),
    (Topic.CONFIDENCE, "Why we trust it", "Test report of the product", "Dear {contact},\n\nThe test report and our warranty are attached.\nWhich point matters most to you?"),
    ("", "After a call", "What we agreed on the telephone", "Dear {contact},\n\nThis is what we agreed:\n1. \n2. \nIs that right?"),
)


def lay_templates(**_signal: Any) -> None:
    """Write the company's templates where there are none at all; runs after every migration."""
    if Template.objects.filter(owner=None).exists():
        return
    rows = [("zh-hans", *row) for row in ZH] + [("en", *row) for row in EN]
    Template.objects.bulk_create(
        Template(language=language, topic=topic, name=name, subject=subject, body=body, position=position)
        for position, (language, topic, name, subject, body) in enumerate(rows)
    )
