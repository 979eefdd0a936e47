"""How times, dates, amounts and telephone numbers are written; pure, in the active language."""

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from gendan.spine.org.workdays import WorkCalendar, working_time_between

MINUTE, HOUR = 60, 3600
A_MINUTE = timedelta(minutes=1)
WEEK, FORTNIGHT = timedelta(days=7), timedelta(days=14)


def _units(amount: timedelta, day: timedelta) -> tuple[int, int, int]:
    """Whole working days, hours and minutes of an amount of working time."""
    seconds, of_a_day = int(amount.total_seconds()), int(day.total_seconds())
    days, rest = divmod(seconds, of_a_day) if of_a_day else (0, seconds)
    return days, rest // HOUR, rest % HOUR // MINUTE


def span(amount: timedelta, *, day: timedelta) -> str:
    """The two largest units: "1 天 3 小时", "3 小时 20 分", "40 分"; a day is a working day."""
    words = zip(_units(abs(amount), day), _words_of_time(get_language()), strict=False)
    return " ".join([word % number for number, word in words if number][:2])


@lru_cache(maxsize=8)
def _words_of_time(language: str | None) -> tuple[str, ...]:  # noqa: ARG001  the key of the cache
    """Days, hours, minutes; late, left."""
    units = (pgettext("working time", "%d d"), pgettext("working time", "%d h"), pgettext("working time", "%d min"))
    return *units, _("%s late"), _("%s left")


def left_of(due: datetime | None, *, now: datetime, calendar: WorkCalendar) -> timedelta | None:
    """Working time left, negative when late; None where none lies between, because people work only after it is due."""
    if due is None:
        return None
    left = working_time_between(now, due, calendar)
    return None if abs(left) < A_MINUTE <= abs(due - now) else left


def working_left(left: timedelta | None, *, day: timedelta) -> str:
    """"剩 3 小时 20 分" or "逾 1 天 3 小时"; within the minute "到期"; nothing for None."""
    if left is None:
        return ""
    text = span(left, day=day)
    if not text:
        return _("due now")
    late, still = _words_of_time(get_language())[-2:]
    return (late if left < timedelta(0) else still) % text


def weekday(day: date) -> str:
    """"周一"."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]


def date_bare(day: date, *, today: date) -> str:
    """"9-28"; with the year where it is another one."""
    text = f"{day.month}-{day.day:02}"
    return text if day.year == today.year else f"{day.year}-{text}"


def date_short(day: date | datetime | None, *, today: date) -> str:
    """"9-28 周一" within two weeks, else "10-15"."""
    if day is None:
        return ""
    day = local_day(day)
    text = date_bare(day, today=today)
    return f"{text} {weekday(day)}" if abs(day - today) <= FORTNIGHT else text


def date_long(day: date) -> str:
    """"9 月 24 日 周四"."""
    return _("%(month)d/%(day)d, %(weekday)s") % {"month": day.month, "day": day.day, "weekday": weekday(day)}


def local_day(moment: date | datetime) -> date:
    """The day of a moment in the local time zone."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def clock(moment: datetime) -> str:
    """"09:30"."""
    return timezone.localtime(moment).strftime("%H:%M")


def due_text(due: datetime | None, *, now: datetime) -> str:
    """Clock time: "今天 10:30", within the coming week "周一 10:00", else "9-28 11:00"."""
    if due is None:
        return ""
    day, today = local_day(due), local_day(now)
    if day == today:
        head = _("today")
    elif timedelta(0) < day - today < WEEK:
        head = weekday(day)
    else:
        head = date_bare(day, today=today)
    return f"{head} {clock(due)}"


def due_dated(due: datetime | None, *, now: datetime) -> str:
    """As `due_text`, but always by date where it is not today: "今天 10:30", "9-28 11:00"."""
    if due is None or local_day(due) == local_day(now):
        return due_text(due, now=now)
    return f"{date_bare(local_day(due), today=local_day(now))} {clock(due)}"


def urgency_of(due: datetime | None, *, now: datetime, paused: bool = False) -> str:
    """One of overdue, today, plan, none, paused; the order of urgency is overdue, today, none, plan."""
    if paused:
        return "paused"
    if due is None:
        return "none"
    if due < now:
        return "overdue"
    return "today" if local_day(due) == local_day(now) else "plan"


def relative_time(moment: datetime | None, *, now: datetime) -> str:
    """"刚刚", "5 分钟前", "3 小时前", "昨天 15:42", "3 天前", then the date."""
    if moment is None:
        return ""
    seconds, days = (now - moment).total_seconds(), (local_day(now) - local_day(moment)).days
    if days <= 0 or seconds < 6 * HOUR:
        return _hours_ago(int(seconds))
    if days == 1:
        return _("yesterday %s") % clock(moment)
    if days <= 30:
        return _("%d days ago") % days
    return date_bare(local_day(moment), today=local_day(now))


def _hours_ago(seconds: int) -> str:
    if seconds < MINUTE:
        return _("just now")
    if seconds < HOUR:
        return _("%d min ago") % (seconds // MINUTE)
    return _("%d h ago") % (seconds // HOUR)


def amount(value: Any, *, places: int | None = None) -> str:
    """"1,280,000", exact: as many decimals as there are, or `places`; nothing for None."""
    if value is None or value == "":
        return ""
    number = Decimal(str(value))
    if places is not None:
        return f"{number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):,f}"
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def price(value: Any) -> str:
    """What one costs: "3,860.00", "12.3456": never less than two decimals, more where there are more; nothing for None."""
    if value is None or value == "":
        return ""
    whole, rest = f"{Decimal(str(value)):,.4f}".split(".")
    return f"{whole}.{rest.rstrip('0').ljust(2, '0')}"


def percent(value: Any) -> str:
    """A share as "72%"; unknown is a dash."""
    return "—" if value is None or value == "" else f"{value:.0%}"


def wan(value: Any) -> str:
    """Ten thousands with one decimal, "128.0 万"; in English thousands, "1,280.0 k"."""
    if value is None or value == "":
        return ""
    return f"{wan_bare(value)} {_large_unit()[1]}"


def _large_unit() -> tuple[int, str]:
    return (1_000, "k") if (get_language() or "").startswith("en") else (10_000, "万")


def wan_bare(value: Any) -> str:
    """The number of `wan` without its unit, for columns whose head names it."""
    return amount(Decimal(str(value or 0)) / _large_unit()[0], places=1)


def wan_unit() -> str:
    """The unit of `wan_bare` for the head of a column: 万元 or k yuan."""
    return _("k yuan") if _large_unit()[1] == "k" else "万元"


def phone_groups(value: str | None) -> str:
    """"138 0621 4407", "0512-6688 2207", "400 820 8820"; anything else as it stands."""
    text = (value or "").strip()
    digits = re.sub(r"[\s\-()（）]", "", text)
    digits = re.sub(r"^(\+|00)86", "", digits)
    if re.fullmatch(r"1\d{10}", digits):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if re.fullmatch(r"400\d{7}", digits):
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    return _landline(digits) or text


def _landline(digits: str) -> str:
    """Area code of three digits for 010 and 02x, else of four; the number in fours from the right."""
    found = re.fullmatch(r"(010|02\d|0[3-9]\d{2})(\d{3,4})(\d{4})", digits)
    return f"{found[1]}-{found[2]} {found[3]}" if found else ""


def initial(name: Any) -> str:
    """What stands in the circle of a person: the first character of a Chinese name, else the first letter."""
    text = str(name or "").strip()
    return text[0].upper() if text else "?"
