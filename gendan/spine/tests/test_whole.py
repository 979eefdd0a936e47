"""A verb is whole, its writes travel together and keep their order; what a refusal took back is never sent."""

import pytest
from django.db import transaction

from gendan.spine import rows
from gendan.spine.org.models import Department, NumberSetting
from gendan.spine.refusal import Refusal
from gendan.spine.whole import ask, whole, write

RENAME = "UPDATE org_department SET name = %s WHERE id = %s"


def names() -> set[str]:
    return set(Department.objects.values_list("name", flat=True))


@whole
def rename(department: Department, *given: str, refuse: bool = False) -> None:
    for name in given:
        write(RENAME, [name, department.pk])
    if refuse:
        raise Refusal("no")


def test_writes_of_a_verb_go_in_one_message_in_their_order(cast, django_assert_num_queries):
    with django_assert_num_queries(3):  # savepoint, the message, release
        rename(cast.east, "一", "二", "三")
    assert "三" in names()
    assert not {"一", "二"} & names()


def test_a_read_in_a_verb_sees_what_was_written_before_it(cast):
    @whole
    def verb() -> tuple[set[str], list[tuple[str]]]:
        write(RENAME, ["甲", cast.east.pk])
        seen = names()
        write(RENAME, ["乙", cast.east.pk])
        return seen, ask("SELECT name FROM org_department WHERE id = %s", [cast.east.pk])

    seen, asked = verb()
    assert "甲" in seen
    assert asked == [("乙",)]


def test_a_refused_verb_writes_nothing_and_the_caller_goes_on(cast):
    with pytest.raises(Refusal):
        rename(cast.east, "一", refuse=True)
    assert cast.east.name in names()


def test_a_verb_within_a_verb_fails_alone_only_where_somebody_opened_a_transaction_around_it(cast):
    @whole
    def outer() -> None:
        write(RENAME, ["外", cast.export.pk])
        with pytest.raises(Refusal), transaction.atomic():
            rename(cast.east, "内", refuse=True)
        write(RENAME, ["后", cast.quality.pk])

    outer()
    assert {"外", "后"} <= names()
    assert "内" not in names()


def test_rows_of_several_models_get_their_ids_at_once_and_are_written_as_they_are(cast, now, django_assert_num_queries):
    made = [NumberSetting(key="a.b", value={"n": 1}, valid_from=now, changed_at=now) for _ in range(2)]
    with django_assert_num_queries(4):
        whole(lambda: (rows.give_ids(*made), [rows.add(one) for one in made]))()
    assert [one.value for one in NumberSetting.objects.filter(pk__in=[one.pk for one in made])] == [{"n": 1}] * 2
