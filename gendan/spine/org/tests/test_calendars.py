"""Calendars as rows: seeded, edited, imported."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from gendan.spine.org import actions, queries
from gendan.spine.org.festivals import provisional_days, published_days, published_years
from gendan.spine.org.models import Calendar, CalendarDay
from gendan.spine.org.seeding import add_public_holidays, lay_ground
from gendan.spine.org.tests.listening import heard
from gendan.spine.org.workdays import OFFICE_HOURS, is_working_day, windows_of
from gendan.spine.refusal import NotAllowed, Refusal
from tests.cast import Cast

HOLIDAY, WORKING = CalendarDay.Kind.HOLIDAY, CalendarDay.Kind.WORKING


def by(cast: Cast, now) -> dict:
    return {"actor": cast.fang, "now": now}


def test_published_years_know_their_make_up_days() -> None:
    made_up = [(festival.day, festival.name) for festival in published_days(2026) if festival.works]
    assert (date(2026, 9, 20), "国庆节") in made_up
    assert (date(2026, 10, 10), "国庆节") in made_up
    assert len(made_up) == 6
    assert {2024, 2025, 2026} <= set(published_years())


@pytest.mark.parametrize(
    ("year", "spring_eve", "mid_autumn"), [(2027, (2, 5), (9, 15)), (2029, (2, 12), (9, 22)), (2030, (2, 2), (9, 12))]
)
def test_later_years_follow_the_statutory_rule(year, spring_eve, mid_autumn) -> None:
    days = {festival.day: festival for festival in provisional_days(year)}
    assert days[date(year, *spring_eve)].name == "春节"
    assert days[date(year, *mid_autumn)].name == "中秋节"
    assert len(days) == 13
    assert all(festival.provisional for festival in days.values())


def test_the_ground_is_laid_once(db) -> None:
    count = CalendarDay.objects.count()
    assert CalendarDay.objects.filter(day__year=2027, provisional=True).count() == 13
    CalendarDay.objects.filter(day=date(2026, 9, 20)).delete()
    CalendarDay.objects.filter(day=date(2026, 9, 25)).update(name="中秋")
    lay_ground()
    assert CalendarDay.objects.count() == count - 1
    assert CalendarDay.objects.get(day=date(2026, 9, 25)).name == "中秋"


def test_a_published_year_replaces_its_provisional_days(db) -> None:
    last = published_years()[-1]
    CalendarDay.objects.filter(day__year=last).delete()
    CalendarDay.objects.create(day=date(last, 2, 17), kind=HOLIDAY, name="春节", provisional=True, seeded=True)
    add_public_holidays(until=last)
    assert not CalendarDay.objects.filter(day__year=last, provisional=True).exists()
    assert CalendarDay.objects.filter(day__year=last).count() == len(published_days(last))


def test_a_day_entered_by_hand_stays(cast: Cast, now) -> None:
    actions.set_day(date(2027, 2, 6), kind=WORKING, name="赶工", follows=0, **by(cast, now))
    add_public_holidays(until=2031)
    assert CalendarDay.objects.get(day=date(2027, 2, 6)).name == "赶工"


def test_editing_a_day_is_told_and_counts_at_once(cast: Cast, now) -> None:
    day = date(2026, 9, 24)
    with heard("org.calendar_changed") as said:
        actions.set_day(day, kind=HOLIDAY, name="厂庆", **by(cast, now))
    assert said == [("org.calendar_changed", {"now": now})]
    assert not is_working_day(day, queries.company_calendar())
    actions.set_day(day, kind=WORKING, hours="9:00-11:00", **by(cast, now))
    assert [end.hour for _start, end in windows_of(day, queries.company_calendar())] == [11]
    actions.clear_day(day, **by(cast, now))
    assert len(windows_of(day, queries.company_calendar())) == 2
    with pytest.raises(ValidationError):
        actions.set_day(day, kind=WORKING, hours="morning", **by(cast, now))
    with pytest.raises(NotAllowed):
        actions.clear_day(day, actor=cast.lin, now=now)


def test_a_calendar_of_ones_own(cast: Cast, now) -> None:
    store = actions.add_calendar("门店", windows={5: ((time(9), time(18)),)}, **by(cast, now))
    actions.assign_calendar(cast.east, calendar=store, **by(cast, now))
    cast.zhou.refresh_from_db()
    assert is_working_day(date(2026, 9, 19), queries.calendar_of(cast.zhou))
    assert not is_working_day(date(2026, 9, 26), queries.calendar_of(cast.gu))
    actions.set_day(date(2026, 9, 19), kind=HOLIDAY, name="盘点", calendar=store, **by(cast, now))
    assert not is_working_day(date(2026, 9, 19), queries.calendar_of(cast.zhou))
    actions.set_windows(store, windows={6: OFFICE_HOURS}, **by(cast, now))
    assert is_working_day(date(2026, 9, 13), queries.calendar_of(cast.zhou))
    with pytest.raises(ValidationError):
        actions.set_windows(store, windows={0: ()}, **by(cast, now))
    actions.drop_calendar(store, **by(cast, now))
    cast.east.refresh_from_db()
    assert queries.calendar_of_department(cast.east) == queries.company_calendar()
    with pytest.raises(Refusal):
        actions.drop_calendar(Calendar.objects.get(is_default=True), **by(cast, now))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_days_are_imported_from_a_file(cast: Cast, now, encoding) -> None:
    text = "日期,类型,名称,补班\n2027-02-05,休,春节,\n2027/2/7,上班,春节调休,周三\n2027年2月8日,班,,4\n"
    assert actions.import_days(text.encode(encoding), **by(cast, now)) == 3
    days = {row.day: row for row in CalendarDay.objects.filter(day__year=2027)}
    assert len(days) == 3, "the provisional days of the year are gone"
    assert (days[date(2027, 2, 7)].kind, days[date(2027, 2, 7)].follows) == (WORKING, 2)
    assert days[date(2027, 2, 8)].follows == 3


@pytest.mark.parametrize(
    ("text", "line"), [("日期,类型\n2027-13-01,休", 2), ("day,kind\n2027-01-01,perhaps", 2), ("a,b\n1,2", 1), ("", 1)]
)
def test_a_file_that_cannot_be_read_changes_nothing(cast: Cast, now, text, line) -> None:
    before = CalendarDay.objects.count()
    with pytest.raises(ValidationError) as error:
        actions.import_days(text.encode(), **by(cast, now))
    assert str(line) in error.value.message_dict["file"][0]
    assert CalendarDay.objects.count() == before


def test_a_further_year_is_foreseen(cast: Cast, now) -> None:
    assert actions.foresee_year(2035, **by(cast, now)) == 13
    assert CalendarDay.objects.filter(day__year=2035, provisional=True).count() == 13
    with pytest.raises(ValidationError):
        actions.foresee_year(2026, **by(cast, now))
