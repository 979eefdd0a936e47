"""The profiles and causes of complaints that a company begins with (A3); they are the company's own to change."""

from typing import Any

from gendan.modules.complaints.models import Cause, Profile, Route

DAYS, HOURS, MINUTES, CALENDAR, SAME_DAY = "working_days", "working_hours", "working_minutes", "days", "same_day"
#: key, name, note, first words within, rows: class, grade, place, role, answer, unit, visit, put right, approved by
PROFILES: list[tuple[str, str, str, int, list[tuple[Any, ...]]]] = [
    ("manufacture", "制造企业", "业务员 2 个工作日内到现场，答复须经营销副总批准", 30, [
        ("", None, "", "quality", 2, DAYS, 2, None, "director"),
        ("behaviour", None, "", "service_head", 2, DAYS, None, None, "director"),
        ("behaviour", 3, "", "service_head", 2, DAYS, None, None, "handler"),
        ("work", None, "", "sales_head", 2, DAYS, None, None, "director"),
        ("work", 3, "", "sales_head", 2, DAYS, None, None, "handler"),
        ("short_weight", None, "", "dispatcher", 2, DAYS, 2, None, "director"),
        ("transport", None, "", "dispatcher", 1, DAYS, None, None, "sales_head"),
        ("consulting", None, "", "quality", 2, DAYS, None, None, "service_head"),
        ("service", None, "in", "quality", 2, DAYS, 2, None, "sales_head"),
        ("service", None, "out", "quality", 5, CALENDAR, None, None, "sales_head"),
        ("property", None, "", "service_head", 1, DAYS, None, None, "service_head"),
    ]),
    ("province", "按省内外答复", "省内 2 个工作日到现场或答复，省外 5 天内答复", 30, [
        ("", None, "in", "quality", 2, DAYS, 2, None, "sales_head"),
        ("", None, "out", "quality", 5, CALENDAR, None, None, "sales_head"),
        ("behaviour", None, "", "service_head", 2, DAYS, None, None, "sales_head"),
    ]),
    ("shop", "网店零售", "收货后不满意，当日解决", 10, [
        ("", None, "", "service_head", 0, SAME_DAY, None, 1, "service_head"),
        ("", 3, "", "service_head", 0, SAME_DAY, None, 1, "handler"),
    ]),
    ("installation", "安装服务", "30 分钟内沟通完毕或给出下次联系时间", 30, [
        ("", None, "", "service_head", 30, MINUTES, None, 2, "service_head"),
        ("quality", None, "", "quality", 1, DAYS, 2, 3, "director"),
    ]),
    ("consulting", "咨询服务", "品质部登记分析，重大投诉立即报总经理和管理者代表", 30, [
        ("", None, "", "quality", 2, DAYS, None, None, "service_head"),
    ]),
]
CAUSES = [
    ("", "原材料"), ("", "加工过程"), ("", "检验漏检"), ("", "包装"), ("", "运输装卸"), ("", "设计或规格"), ("", "交货延误"),
    ("", "单据差错"), ("", "服务态度"), ("", "业务不熟"), ("", "使用不当"), ("", "计量误差"), ("", "其他"),
]


def lay_profiles(**_signal: Any) -> None:
    """Write them where there are none at all; runs after every migration."""
    if Profile.objects.exists():
        return
    for position, (key, name, note, minutes, rows) in enumerate(PROFILES):
        profile = Profile.objects.create(key=key, name=name, note=note, first_minutes=minutes, chosen=position == 0, position=position)
        Route.objects.bulk_create(
            Route(profile=profile, klass=klass, grade=grade, location=location, role=role, respond=respond, respond_unit=unit, visit_days=visit,
                  improve_days=improve, authority=authority)
            for klass, grade, location, role, respond, unit, visit, improve, authority in rows
        )
    if not Cause.objects.exists():
        Cause.objects.bulk_create(Cause(klass=klass, name=name, position=position) for position, (klass, name) in enumerate(CAUSES))
