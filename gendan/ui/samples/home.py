"""The home board of a sales manager on the day before a holiday."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from gendan.ui.bars import stacked, time_track

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 9, 24, 10, 20, tzinfo=ZONE)
DAY = timedelta(hours=8)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=ZONE)


def left(hours: float, minutes: int = 0) -> timedelta:
    return timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)


def _count(label: str, number: int, note: str, glyph: str = "", note_late: str = "") -> dict[str, Any]:
    return {
        "label": label, "number": number, "note": note, "glyph": glyph, "note_late": note_late, "url": "#",
        "late": glyph == "overdue", "key": label,
    }


COUNTS = [
    _count("已逾期", 3, "最久 1 天 3 小时", "overdue"),
    _count("今日应跟进", 5, "已完成 2", "today"),
    _count("没有下一步的商机", 1, "¥ 18.6 万", "none"),
    _count("三天内到期", 11, "到 9-30，按工作日", "plan"),
    _count("即将回收到公海", 2, "最近的还有 4 天"),
    _count("待我审批", 2, "发起 3 · 抄送 6", "today"),
    _count("待回款", 9, "¥ 186.4 万", note_late="逾 2 笔"),
    _count("合同即将到期", 2, "30 天内"),
    _count("待回访", 6, "交货后 7 天"),
    _count("超时工单", 1, "超 2 小时", "overdue"),
]

TODOS = [
    ("overdue", left(-11), at(22, 16, 20), "phone", "问花键轴二次报价的意见", "B", "岚石液压科技", "商机 · 报价谈判"),
    ("overdue", left(-5, 50), at(23, 13, 30), "file-text", "交齿轮轴图纸偏差清单", "A", "松陵起重机械", "合同评审 · 技术条款"),
    ("overdue", left(0, -50), at(24, 9, 30), "cash", "催 8 月货款 86,000 元", "A", "青屿重工", "回款 · 到期提醒"),
    ("today", left(0, 10), at(24, 10, 30), "phone", "回电采购高工，确认轴承座交期", "A", "柏舟数控机床", "商机 · 报价谈判"),
    ("today", left(1, 40), at(24, 12), "rubber-stamp", "审批报价单 BJ2609-112，毛利 18.2%", "A", "云鹿机器人", "报价审批 · 部门经理"),
    ("today", left(3, 10), at(24, 14, 30), "map-pin", "上门看样件装机效果", "B", "远汀泵业", "样件试制 · 装机反馈"),
    ("today", left(4, 10), at(24, 15, 30), "brand-wechat", "发丝杠 SFU4010 选型表", "A", "霁海船用设备", "商机 · 需求确认"),
    ("today", left(5, 20), at(24, 16, 40), "shield-check", "会签 8D 永久措施：键槽裂纹", "A", "青屿重工", "客诉 · 方案会签"),
    ("today", left(6, 10), at(24, 17, 30), "truck", "定节前发货批次和车次", "A", "木昂风电传动", "订单 · 排产发货"),
    ("today", left(6, 10), at(24, 17, 30), "phone", "回访联轴器到货验收", "B", "曜川压缩机", "回访 · 交货后 7 天"),
    ("plan", left(7, 40), at(28, 10), "package", "送样件 2 套，确认硬度报告", "A", "青屿重工", "商机 · 方案与样件"),
    ("plan", left(8, 40), at(28, 11), "phone", "谈 10 月滚动预测量", "C", "泽隆减速机", "订单 · 备货预测"),
    ("plan", left(10), at(28, 13, 30), "file-text", "报膜片联轴器年度框架价", "B", "汉旌电梯部件", "商机 · 报价谈判"),
]

TEAM = [
    ("沈若棠", 4, 6, 21, left(14)), ("周砚", 3, 5, 24, left(9)), ("林叙", 3, 7, 15, left(11)), ("高屹", 2, 3, 18, left(5, 10)),
    ("许知微", 1, 4, 26, left(2, 40)), ("马川", 0, 6, 19, None), ("何苗", 0, 2, 23, None),
]


def _todos() -> list[dict[str, Any]]:
    names = ("state", "left", "due", "icon", "title", "abc", "main_title", "where")
    rows = [dict(zip(names, row, strict=True)) for row in TODOS]
    return [
        row | {"id": number, "url": "#", "main_url": "#", "complete_url": "#", "postpone_url": "#",
               "phone": "13806214407" if row["icon"] == "phone" else ""}
        for number, row in enumerate(rows)
    ]


def _team() -> list[dict[str, Any]]:
    scale = max(late + today + plan for _, late, today, plan, _ in TEAM)
    return [
        {"name": name, "url": "#", "me": name == "林叙", "late": late, "today": today, "plan": plan, "oldest": oldest,
         "bar": stacked([("late", late), ("today", today), ("plan", plan)], scale=scale)}
        for name, late, today, plan, oldest in TEAM
    ]


def _funnel() -> dict[str, Any]:
    rows = [
        ("需求确认", 18, "742.5", ""), ("方案与样件", 13, "586.0", "72%"), ("报价谈判", 10, "418.2", "77%"),
        ("合同评审", 6, "263.8", "60%"), ("赢单", 11, "305.6", "65%"),
    ]
    return {
        "title": "商机漏斗", "note": "三季度 · 在手 47 个", "url": "#", "url_label": "输单原因", "unit": "万元",
        "rows": [
            {"label": label, "url": "#", "count": count, "amount": amount, "share": share, "strong": label == "赢单",
             "width": f"{float(amount) / 742.5 * 100:.1f}"}
            for label, count, amount, share in rows
        ],
        "goal": {"label": "本季目标 1,000 万", "won": "30.6", "weighted": "79.2", "won_text": "305.6",
                 "weighted_text": "486.2"},
    }


def home() -> dict[str, Any]:
    """The whole context of the board."""
    windows = [(at(24, 8, 30), at(24, 12)), (at(24, 13), at(24, 17, 30))]
    dues = [(todo[2], todo[4], "#") for todo in TODOS if todo[2].day == 24]
    return {
        "now": NOW, "day_length": DAY, "counts": COUNTS, "todos": _todos(), "team": _team(), "funnel": _funnel(),
        "team_title": "华东销售部 7 人", "team_url": "#", "track": time_track(windows, dues, now=NOW), "older": 2,
        "older_label": "昨天以前", "later": 4, "later_label": "9-28 周一", "today_left": left(6, 10),
        "scopes": [("mine", "我的", "#"), ("department", "本部门", "#"), ("company", "全公司", "#")], "settings_url": "#",
        "kinds": [("", "全部", "#"), ("follow", "跟进", "#"), ("approve", "审批", "#"), ("money", "订单回款", "#"),
                  ("service", "服务质量", "#")],
        "kind_current": "", "sums": {"late": 3, "today": 7, "plan": 4, "plan_label": "周一"}, "foot_words": "周一还有 1 件",
        "all_url": "#", "all_count": 14,
    }

SPRITE = (
    {"icon": "phone"}, {"icon": "brand-wechat"}, {"icon": "map-pin"}, {"icon": "mail"}, {"icon": "file-text"}, {"icon": "cash"},
    {"icon": "rubber-stamp"}, {"icon": "shield-check"}, {"icon": "truck"}, {"icon": "package"}, {"icon": "target-arrow"},
    {"icon": "git-merge"}, {"icon": "send"}, {"icon": "arrows-exchange"}, {"icon": "currency-yuan"}, {"icon": "home"},
)
