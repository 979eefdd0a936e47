"""A customer with an overdue call, a registration with four matches, a complaint in its second round."""

from datetime import datetime
from typing import Any

from gendan.ui.samples.home import NOW, at

WAYS = [("phone", "电话", "phone"), ("wechat", "微信", "brand-wechat"), ("visit", "拜访", "map-pin"), ("mail", "邮件", "mail")]


def _stages() -> list[dict[str, Any]]:
    done = [{"title": title, "state": "done"} for title in ("潜在", "接触", "样件试制", "首单")]
    return [*done, {"title": "稳定供货", "state": "current", "note": "第 214 天"}, {"title": "沉睡", "state": "next"}]


def _figure(label: str, value: str, note: str, state: str = "", *, glyph: bool = False) -> dict[str, Any]:
    return {"label": label, "value": value, "note": note, "state": state, "glyph": glyph}


FIGURES = [
    _figure("最近跟进", "9-21 周一", "3 天前 · 电话"),
    _figure("下一步", "今天 09:30", "逾 50 分 · 催款", "overdue", glyph=True),
    _figure("未收款", "412,600", "逾期 86,000 · 6 天", "overdue"),
    _figure("进行中商机", "3", "1,280,000 元"),
    _figure("未结投诉", "1", "剩 5 小时 20 分", "today", glyph=True),
    _figure("年内成交", "3,264,000", "去年同期 +18.4%"),
    _figure("满意度", "4.6", "近 6 次回访，满分 5"),
    _figure("公海回收", "不回收", "按 A 类规则"),
]


def _item(icon: str, head: str, when: datetime, body: str = "", **more: Any) -> dict[str, Any]:
    return {"icon": icon, "head": head, "when": when, "body": body, **more}


DAYS = [
    ("今天", [
        _item("shield-check", "韩青 发起第 2 轮方案会签 TS2609-018 联轴器键槽裂纹", at(24, 9, 5),
              "永久措施：键槽根部圆角 R0.4 改 R0.8，增加磁粉探伤。销售、财务未签。", tag="16:40 到期", state="today"),
    ]),
    ("9-21 周一", [
        _item("phone", "林叙 电话联系 高鹏 采购", at(21, 15, 42),
              "GICL-5 十月要 60 套，对价格没意见，担心硬度不稳，要先看两套样件和三方报告。上次到货有一箱外包装压坏，希望改木托。",
              tag="有进展"),
        _item("cash", "丁岚 登记回款 150,000 元，核销 DD2607-203", at(21, 11, 20)),
        _item("arrows-exchange", "商机 GICL-5 十月批次 阶段 需求确认 → 方案与样件", at(21, 10, 8), system=True),
        _item("currency-yuan", "客户信用额度 500,000 → 600,000 元，丁岚 批准", at(21, 9, 31), system=True),
    ]),
    ("9-20 周日，调休上班", [
        _item("map-pin", "周砚 上门拜访，高鹏、沈工 设备部 在场", at(20, 15, 40),
              "看了 3 号跨行车的减速箱，键槽裂纹两处，已拍照并取回断口。现场先换备件恢复生产，对方要书面原因。"),
    ]),
]


def _button(key: str, title: str, icon: str) -> dict[str, Any]:
    return {"key": key, "title": title, "icon": icon, "url": "#", "allowed": True}


def customer() -> dict[str, Any]:
    """The record page of a class A customer."""
    return {
        "now": NOW, "stages": _stages(), "figures": FIGURES, "days": DAYS,
        "head": {
            "crumb": "客户", "crumb_url": "#", "name": "青屿重工（苏州）有限公司", "abc": "A", "tags": ["起重机械", "年度框架"],
            "owner": "林叙", "owner_me": True, "owner_url": "#", "others": ["周砚", "韩青"], "position": "4 / 1,000+",
            "previous_url": "#", "next_url": "#", "more": [_button("merge", "合并", "git-merge")],
            "buttons": [_button("deal", "建商机", "target-arrow"), _button("quote", "报价", "file-text"),
                        _button("complain", "记投诉", "shield-check")],
        },
        "tabs": [("动态", ""), ("资料", ""), ("联系人", 5), ("商机", 3), ("报价合同订单", 12), ("发货回款", 9), ("服务投诉", 4),
                 ("附件", 23), ("变更记录", "")],
        "composer": {
            "action": "#", "ways": WAYS, "way": "phone", "contacts": [("1", "高鹏 采购")], "contact": "1",
            "results": [("good", "有进展")], "result": "good", "text": "样件要附三方硬度报告，节后第一天收样", "due": "2026-09-28T08:30",
            "step": "取三方硬度报告，随样件一起交", "state": "plan", "who": "林叙", "who_me": True, "who_value": 1, "record_kind": "x",
            "record_id": 1, "no_next_reasons": (("wait", "等对方回复"),),
        },
        "next": {"state": "overdue", "left": "逾 50 分", "title": "催 8 月货款 86,000 元", "due": "今天 09:30 到期", "who": "林叙",
                 "object": "订单 DD2606-177", "object_url": "#", "complete_url": "#", "postpone_url": "#"},
        "other_todos": [
            {"state": "today", "title": "会签 8D 永久措施：键槽裂纹", "url": "#", "due": "16:40"},
            {"state": "plan", "title": "送样件 2 套，确认硬度", "url": "#", "due": "9-28 10:00"},
            {"state": "plan", "title": "续签年度框架", "url": "#", "due": "10-15"},
        ],
        "contacts": [
            {"name": "高鹏", "title": "采购经理", "phone": "13806214407", "callable": True},
            {"name": "沈立", "title": "设备部 主管", "phone": "15951283360", "callable": True},
            {"name": "钱月", "title": "财务", "phone": "051266882207", "callable": True},
        ],
        "add_contact_url": "#", "facts_title": "要点", "facts_url": "#",
        "facts": [("结算", "月结 60 天，额度 600,000 元"), ("交货", "木托，单件贴炉号"), ("忌讳", "不接受替代材质，变更先书面")],
    }


def _match(number: int, score: int, pieces: list[tuple[str, bool]], reasons: list[tuple[str, bool]], **more: Any) -> dict:
    return {
        "customer_id": number, "score": score, "pieces": pieces, "masked": False,
        "reasons": [{"text": text, "hard": hard} for text, hard in reasons], **more,
    }


MATCHES = [
    _match(1, 100, [("柏舟数控机床", True), ("股份有限公司", False)],
           [("名称 100%", True), ("电话相同 138 0197 4426", True), ("同类产品 轴承座", False)], abc="A", state="进行中商机",
           owner="林叙", department="华东销售部", last="9-22 跟进", note="报价谈判 7 天 · 864,000 元"),
    _match(2, 92, [("柏舟数控机", True), ("械（太仓）有限公司", False)], [("名称 92%", True), ("股东相同", False)], abc="B", state="客户",
           owner="周砚", department="华东一组", last="8-19 跟进", note="首单 · 年内 186,000 元"),
    _match(3, 86, [("柏舟", True), ("＊＊＊＊（宁波）有限公司", False)], [("电话相同 138****4426", True), ("名称 71%", False)],
           masked=True, state="客户", department="外贸部", last="30 天内有跟进", note="不在你的范围，只显示部门") | {"masked": True},
    _match(4, 74, [("柏", True), ("＊＊", False), ("控", True), ("设备", False)], [("名称 74%", False), ("同一展会", False)],
           state="公海线索", department="无负责人", last="97 天前", note="6 月收回，联系不上") | {"masked": True},
]


def register() -> dict[str, Any]:
    """Four likely duplicates, two of them masked."""
    return {
        "matches": MATCHES, "chosen": 1, "ask_owner": "林叙", "reason": "project", "reason_open": "1",
        "reasons": [("legal", "不同法人"), ("project", "同客户，另一个项目"), ("other", "其他")], "blocked": True,
    }


def _sign(department: str, verdict: str, words: str, person: str, **more: Any) -> dict[str, Any]:
    return {"department": department, "verdict": verdict, "words": words, "person": person, **more}


def complaint() -> dict[str, Any]:
    """The second round of five sign-offs, one of them mine; one stage was late and stays so."""
    return {
        "stages": [
            {"title": "受理", "state": "done", "note": "用 40 分 · 限 2 小时"},
            {"title": "遏制", "state": "done", "note": "用 3 小时 10 分 · 限 4 小时"},
            {"title": "原因分析", "state": "done", "late": "超 3 小时", "note": "限 2 天"},
            {"title": "方案会签", "state": "current", "note": "剩 5 小时 20 分 · 限 1 天"},
            {"title": "回复客户", "state": "next", "note": "限 4 小时"},
            {"title": "实施验证", "state": "next", "note": "限 10 天"}, {"title": "结案", "state": "next", "note": "限 1 天"},
        ],
        "head": {"crumb": "客诉", "crumb_url": "#", "number": "TS2609-018", "name": "联轴器 GICL-5 键槽裂纹", "owner": "韩青",
                 "buttons": [{"key": "reply", "title": "回复客户", "allowed": False, "reason": "会签通过后才能回复", "who": ""},
                             _button("back", "退回原因分析", "")], "more": [_button("x", "抄送", "send")]},
        "signs": {
            "title": "方案会签", "note": "第 2 轮 · 五个部门都同意才通过", "tally": "已签 3 / 5", "before": "第 1 轮 9-23 生产部驳回，看意见",
            "before_url": "#", "afterwards": ["14:40 提醒未签的人", "16:40 到期，报质量部长", "9-28 11:40 逾 4 小时，报总经理"],
            "columns": [
                _sign("质量部", "agreed", "同意", "韩青", time="09:12", opinion="圆角改 R0.8 后应力降 41%，FMEA 已更新。",
                      attachment="FMEA-0731 第 3 版"),
                _sign("技术部", "agreed", "同意", "罗一鸣", time="09:40", opinion="图纸已改，配合尺寸不变，旧件可互换。",
                      attachment="图纸 LJ-GICL5-B"),
                _sign("生产部", "agreed", "同意", "陶立", time="10:05", opinion="改到 10-10 换刀窗口，节前不停线。",
                      before="第 1 轮驳回：节前排不进"),
                _sign("财务部", "pending", "待签", "丁岚", left="剩 1 小时 40 分", state="today", opinion="待核赔付 18,600 元，走质量成本。",
                      attachment="赔付计算表"),
                _sign("销售部", "mine", "待我签", "林叙", me=True, left="剩 5 小时 20 分", state="today", agree_url="#"),
            ],
        },
    }
