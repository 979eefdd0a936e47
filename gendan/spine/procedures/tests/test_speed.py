"""A move costs few queries, and the same number however large the company is."""

from datetime import timedelta

from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.tests import company


def test_a_move_within_one_hand_needs_few_queries(cast, now, django_assert_max_num_queries):
    with company.registry.temporarily(company.COMPLAINT):
        record = company.customer(cast.han, now=now)
        engine.start(record, procedure=company.COMPLAINT, actor=cast.han, now=now, state="analysis")
        with django_assert_max_num_queries(18):
            engine.perform(record, "wait", actor=cast.han, now=now + timedelta(minutes=1))


def test_a_move_to_somebody_else_needs_few_queries(cast, now, django_assert_max_num_queries):
    with company.registry.temporarily(company.COMPLAINT):
        record = company.customer(cast.zhou, now=now)
        engine.start(record, procedure=company.COMPLAINT, actor=cast.zhou, now=now)
        for _ in range(3):
            due_at = now + timedelta(days=3)
            todos.add(record, title="call", assignee=cast.zhou, due_at=due_at, actor=cast.zhou, now=now)
        with django_assert_max_num_queries(25):
            engine.perform(record, "analyse", actor=cast.zhou, now=now + timedelta(minutes=1))
