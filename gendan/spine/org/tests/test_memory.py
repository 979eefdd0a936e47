"""Reads kept for a stretch of work give what the database gives, and are let go at its end."""

from datetime import timedelta

from gendan.spine.org import book, memory
from gendan.spine.org.actions.absences import plan_absence
from gendan.spine.org.actions.numbers import set_number
from gendan.spine.org.queries import holders_of, number, stand_in


def test_kept_numbers_are_those_of_the_moment_asked_for(cast, now):
    set_number("any.days", 3, actor=None, now=now - timedelta(days=2))
    set_number("any.days", 5, actor=None, now=now)
    moments = [now - timedelta(days=3), now - timedelta(days=1), now, now + timedelta(days=1)]
    plain = [number("any.days", 1, at=moment) for moment in moments]
    with book.held():
        assert [number("any.days", 1, at=moment) for moment in moments] == plain == [1, 3, 5, 5]


def test_what_is_kept_is_read_once_and_let_go_at_the_end(cast, now, django_assert_num_queries):
    today = now.date()
    with memory.remembering(), book.held():
        holders = holders_of("sales_head", on=today)
        assert stand_in(cast.zhou, on=today) is None
        with django_assert_num_queries(0):
            assert stand_in(cast.zhou, on=today) is None
        assert holders_of("sales_head", on=today) == holders
        absence = {"deputy": cast.lin, "starts_on": today, "ends_on": today}
        plan_absence(cast.zhou, **absence, reason="年假", actor=cast.zhou, now=now)
        assert stand_in(cast.zhou, on=today) == cast.lin
