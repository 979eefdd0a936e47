"""What people write after a call, a chat or a visit, and what they agree on next: many phrases, never twice for one customer."""

from collections import deque
from dataclasses import dataclass, field
from random import Random

# What happened, by where the customer or the opportunity stands.
HAPPENED: dict[str, str] = {
    "phone": """
{who}说现在用的{thing}是老供应商在供，可以先发资料看看
转了两次才找到{who}，对{thing}有兴趣，问有没有同行在用
{who}在开生产会，约好{day}再细聊，先加了微信
前台转到采购，{who}负责{line}，今年有两台新设备要配套
{who}问{thing}的起订量和交期，报了标准交期 {n} 天
对方原来从贸易商拿货，{who}想直接找厂家，要一份选型样本
{who}记得展会上见过我们，说图纸在技术部，让发邮件
问到新厂房{month}月投产，{line}还没定，{who}答应给清单
""",
    "visit": """
看了装配线，{thing}现在用的是进口件，交期 {n} 周，他们嫌慢
和{who}一起看了三号线，联轴端跳动偏大，拍了照片回来算
{who}带着看了设备，去年换过两次{thing}，想换长寿命的
在现场量了轴径和键槽，{who}说批量大概每月 {q} 套
见到{who}和设备主管，对硬度报告很在意，要第三方的
{who}介绍了明年的产能计划，{line}用量会翻一倍
看了库存件，现用{thing}锈蚀比较明显，建议发黑改磷化
""",
    "follow": """
{who}把图纸发来了，{thing}孔径要改到 {d}，其余按标准
样本已经看过，{who}要两套{thing}的价格和交期
{who}说技术部还在比较两家，主要看轴向补偿量
和{who}对了一遍参数，转速 {rpm}，冲击系数取 1.75
{who}提到上家交货拖了半个月，问我们能不能保证 {n} 天
技术交流会定在{day}，{who}请我们带{thing}的剖切样件
{who}要一份同类工况的使用案例，最好是{industry}行业的
他们把年用量估算给了，{thing}大约 {q} 套，分四批要
{who}转来质量部的问题：热处理变形怎么控制，请技术部答
{who}出差了，助理说试用件装上已经一周，没有异响
""",
    "sign": """
付款条件谈到 3-6-1，{who}要去请示财务
合同文本发过去了，{who}说法务看要两天
{who}要求把质保改成 18 个月，其余没有意见
对方盖章前要一份授权书和检测报告，{day}给到
技术协议第 4 条的跳动公差写错了，{who}已经让改
""",
    "collect": """
{who}确认发票收到，排在{day}的付款计划里
首批到货验收合格，{who}说财务周五统一付
财务换人，{who}让把对账单重新发一遍
尾款 {money} 元，{who}说卡在入库单，已经补给仓库
""",
    "maintain": """
{who}说上批{thing}装机正常，下个月还要 {q} 套
问候了一下，{who}这边订单平稳，暂时没有新增
{who}反映到货有一箱外包装压坏，希望改木托
{month}月有一次大修，{who}会提前两周把备件清单给我们
{who}问{thing}能不能备点库存，年底怕断货
现场回访，{thing}运行 {n} 个月没有更换，{who}比较满意
{who}要一套新样本和最新价格表，说要给集团采购备案
他们新上了一条线，{who}约我们{day}去看{line}的布置
{who}提到竞争对手来报过价，比我们低一点，但认我们的交期
对账没有差异，{who}说下季度用量跟上季度差不多
质量部把{thing}的批次号报告补发了，{who}已经归档
{who}升了职，采购的事以后找新来的同事，已经互加微信
""",
    "target": """
{who}确认有这个项目，{thing}的选型还没开始，愿意听我们介绍
打听到项目{month}月定供应商，目前两家在谈
{who}说预算已经批了，要先看样件
初步了解：配 {q} 台主机，{thing}由设计院定型号
""",
    "won_chance": """
{who}同意我们参与，给了设备总图
技术部长点头让我们出方案，{who}要在{day}前看到
{who}把现用件的故障记录发来了，主要是{thing}早期磨损
争取到一次技术交流，{who}会叫上设计和设备
""",
    "need": """
需求理清了：{q} 套{thing}，孔径 {d}，要求动平衡 G6.3
{who}补充了工况：每天 20 小时，正反转，冲击大
{who}要求表面氮化，硬度 HV650 以上，带炉号追溯
交货分三批，第一批 {n} 天内要到，{who}说不能晚
确认了安装尺寸，原来的中心高要降 5 mm，{who}同意改底座
""",
    "solution": """
方案第二版发过去了，{who}对轴向尺寸还有疑问
{who}看了计算书，认可安全系数，请补疲劳校核
样件两套已装上试机，{who}说{day}给结果
裴工和{who}开了视频会，胀套改成键联接，成本低一些
{who}希望保留原安装孔位，技术部答应{day}出图
""",
    "quote": """
报价 {money} 元，{who}说比预期高一点，要和另一家对一下
{who}收到报价，问批量 {q} 套以上还有没有空间
报价单按分项重新做了一份，{who}要拿去上会
{who}让把运费和木箱单列，税率按 13%
""",
    "price": """
{who}还价 {p}%，说{rival}已经降了，我们强调了炉号追溯
二次报价让了 {p}%，换年度框架，{who}说能接受
{who}卡在付款方式，希望 60 天，已经报经理
价格基本谈定，{who}要求首批免费带一套备件
{rival}临时加了进来，{who}让我们{day}再给一次最终价
""",
    "order": """
合同条款对完了，只剩违约金一条，{who}说{day}定
{who}通知中标，合同走用印流程
技术协议双方签了，{who}在等总经理签字
{who}让先备料，合同最晚{day}回传
""",
}

TAILS = (
    "", "", "", "", "", "让我们有新规格及时告诉他", "最近生产比较忙", "周末不方便接电话", "{day}他在厂里", "价格不是第一位，看交期",
    "口径和上次一致", "另外问了一句{other}", "顺便提到{other}也想换供应商", "下午比较好找人", "让抄一份给技术部", "态度比上次松动",
    "说月底前会有准信", "提醒我们送货要提前预约", "对我们的检测报告印象不错", "还是担心热处理变形", "希望直接和技术部对接",
)

NOT_THERE = {
    "not_in": ("{who}不在座位，同事说下午回来", "没找到{who}，请前台留了话", "{who}今天调休"),
    "out": ("{who}去车间了，没带手机", "{who}出差到{day}", "{who}在外面跑供应商"),
    "in_meeting": ("{who}在开会，让晚点打", "开周例会，发了微信说明来意"),
    "no_answer": ("响了很久没人接", "占线，过会儿再打", "手机转了秘书台"),
    "wrong_number": ("号码是隔壁单位的，需要重新查",),
}

NEXT: dict[str, str] = {
    "phone": "再打给{who}，约上门时间|发{line}选型样本后回电|问新厂{line}的清单|找技术部要图纸|约{who}当面聊",
    "visit": "上门看{thing}安装现场|带剖切样件拜访{who}|去现场量尺寸|和技术部一起去交流",
    "follow": "回{who}关于{thing}的参数问题|问试用件的情况|交{thing}图纸偏差清单|发同类工况案例|确认{thing}年用量|跟进技术部的比较结果",
    "sign": "催合同法务意见|定付款条件|送授权书和检测报告|确认技术协议修改",
    "collect": "催首批货款|核对对账单|问付款计划|补入库单给财务",
    "maintain": "回访{thing}使用情况|谈下月滚动预测|问大修备件清单|送新版价格表|回访到货包装|谈年度框架续签|确认备库数量|问新线{line}布置",
    "dormant": "问候，不催单|节日问候",
    "target": "约{who}介绍方案|问项目时间表|送样本和案例",
    "won_chance": "交初步方案|约技术交流|收集故障记录",
    "need": "确认工况和孔径|核对分批交期|发选型表|问表面处理要求",
    "solution": "交方案第二版|看样件装机效果|发计算书|确认图纸修改",
    "quote": "问报价意见|报分项价格|回批量折扣|送报价单上会",
    "price": "谈最终价|回复付款方式|二次报价|问{rival}的条件",
    "order": "催合同用印|定违约条款|确认备料|取回签好的合同",
}

QUESTIONS = (
    "{thing}能否按 {d} 孔径做氮化处理", "首批能不能提前到 {n} 天交货", "硬度报告能否由第三方出具", "木托包装加收多少",
    "{thing}在 -20℃ 环境能否使用", "年度框架价能否锁到明年三月", "能否提供动平衡 G2.5 的报告", "老型号{thing}还能不能补单",
    "备件能否放在客户仓库寄售", "试用件不合适能不能退",
)
ANSWERS = (
    "可以，技术部已出工艺卡，费用不变", "最快提前三天，已写进确认函", "可以，费用由我们承担", "不行，原因已向客户说明并给了替代规格",
    "可以做，单价上浮 4%，客户接受", "查了库存，可以补 20 套", "财务同意寄售，先做一个季度",
)
MATERIALS = ("{line}选型样本", "{thing}样件 2 套", "企业资质和检测报告", "{industry}行业案例集", "新版价格表", "{thing}剖切样件")
COMMENTS = (
    "这家以前的尾款拖过一次，注意付款条件。", "技术协议我看过了，可以签。", "备件价按去年的口径报。", "请把硬度报告一起带上。",
    "周会上提一下，争取把联轴器也带进去。", "质量部确认过，批次没有问题。", "他们采购换人了，尽快去见一面。", "财务：发票抬头已改。",
    "这个客户请优先排产。", "发货前拍照留底。",
)
WAY_OPENING = {"chat": ("微信：", "", "微信上问了，"), "visit": ("上门，", "", "约好拜访，"), "mail": ("邮件：", "")}
DAYS = ("周一", "周二", "周三", "周四", "周五", "下周一", "下周二", "下周三", "月底", "月初", "后天")


@dataclass
class Talk:
    """Words for one conversation after the other; what was said lately is not said again."""

    chance: Random
    things: list[tuple[str, str]]
    rivals: list[str]
    lately: deque[str] = field(default_factory=lambda: deque(maxlen=60))
    said: dict[int, set[str]] = field(default_factory=dict)

    def slots(self, *, who: str, industry: str) -> dict[str, object]:
        """What the phrases leave open."""
        chance = self.chance
        (thing, line), (other, _line) = chance.sample(self.things, 2)
        return {
            "who": who or "对方", "thing": thing, "line": line, "other": other, "industry": industry or "机械",
            "day": chance.choice(DAYS), "month": chance.randint(1, 12), "n": chance.choice((7, 10, 12, 15, 18, 20, 25)),
            "q": chance.choice((6, 8, 12, 20, 24, 30, 40, 60, 80, 120)), "d": f"φ{chance.choice((35, 42, 48, 55, 60, 75))}",
            "rpm": chance.choice((750, 980, 1450, 2900)), "p": chance.choice((2, 3, 4, 5, 6)), "rival": chance.choice(self.rivals),
            "money": f"{chance.randint(18, 960) * 500:,}",
        }

    def happened(self, phase: str, *, key: int, way: str, slots: dict[str, object]) -> str:
        """What somebody writes about a conversation with the customer `key`."""
        phrase = self._fresh(HAPPENED.get(phase, HAPPENED["follow"]).strip().split("\n"), key)
        tail = self.chance.choice(TAILS)
        opening = self.chance.choice(WAY_OPENING.get(way, ("",)))
        text = opening + phrase + (f"；{tail}" if tail else "")
        return f"{text}。".format(**slots)

    def _fresh(self, phrases: list[str], key: int) -> str:
        used = self.said.setdefault(key, set())
        left = [one for one in phrases if one not in used and one not in self.lately]
        left = left or [one for one in phrases if one not in used] or phrases
        chosen = self.chance.choice(left)
        used.add(chosen)
        self.lately.append(chosen)
        return chosen

    def missed(self, result: str, slots: dict[str, object]) -> str:
        """A call that reached nobody."""
        return f"{self.chance.choice(NOT_THERE[result])}。".format(**slots)

    def next_step(self, phase: str, slots: dict[str, object]) -> str:
        """What is agreed for the next time."""
        return self.chance.choice(NEXT.get(phase, NEXT["follow"]).split("|")).format(**slots)

    def any_of(self, phrases: tuple[str, ...], slots: dict[str, object]) -> str:
        """One of some phrases, filled in."""
        return self.chance.choice(phrases).format(**slots)
