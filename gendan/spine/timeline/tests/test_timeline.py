"""The timeline: one or many entries, paging, rights, days, changes of fields."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gendan.spine.access.scopes import Scope
from gendan.spine.access.tests import rows
from gendan.spine.org.models import CalendarDay
from gendan.spine.timeline import actions, declarations
from gendan.spine.timeline.history import changes_of
from gendan.spine.timeline.models import Entry
from gendan.spine.timeline.queries import Wanted, timeline_of


@pytest.fixture
def _verbs():
    declarations.register("test.happened", "point", "%(actor)s did %(what)s to %(title)s")


def shown(page):
    return [item.entry for day in page.days for item in day.items]


@pytest.mark.usefixtures("_verbs")
def test_an_entry_is_told_in_its_sentence(scene):
    actions.record("test.happened", scene.customer, actor=scene.owner, at=scene.now, data={"what": "试"})
    page = timeline_of(scene.owner, scene.customer, wanted=Wanted())
    [item] = page.days[0].items
    assert item.sentence == f"周砚 did 试 to {scene.customer}"


def test_pages_by_key_meet_without_gap_or_overlap(scene):
    for minute in range(25):
        actions.record("test.n", scene.customer, actor=scene.owner, at=scene.now + timedelta(minutes=minute // 3))
    found, before = [], ""
    while True:
        page = timeline_of(scene.owner, scene.customer, wanted=Wanted(limit=7, before=before))
        found += [entry.pk for entry in shown(page)]
        before = page.after
        if not before:
            break
    assert found == list(Entry.objects.order_by("-at", "-pk").values_list("pk", flat=True))


def test_the_customer_s_timeline_holds_what_stands_under_it_as_far_as_the_viewer_sees_it(scene, cast):
    rows.allow("finance", rows.OPPORTUNITY, Scope.NONE)
    rows.allow("salesperson", rows.OPPORTUNITY, Scope.RESPONSIBLE_EMPLOYEE)
    deal = rows.opportunity(scene.customer, owner=cast.he)
    main = ("customers.customer", scene.customer.pk)
    entry = actions.record("opportunity.registered", deal, actor=cast.he, at=scene.now)
    Entry.objects.filter(pk=entry.pk).update(main_kind=main[0], main_id=main[1])
    assert [entry.pk for entry in shown(timeline_of(scene.owner, scene.customer, wanted=Wanted()))] == [entry.pk]
    assert shown(timeline_of(scene.deleter, scene.customer, wanted=Wanted())) == []


def test_filters_by_group_person_and_system(scene):
    actions.record("customer.edited", scene.customer, actor=scene.owner, at=scene.now)
    actions.record("customer.moved", scene.customer, actor=scene.editor, at=scene.now, system=True)
    actions.add_comment(scene.customer, text="好", actor=scene.editor, now=scene.now)
    assert len(shown(timeline_of(scene.owner, scene.customer, wanted=Wanted(group="customer")))) == 2
    assert len(shown(timeline_of(scene.owner, scene.customer, wanted=Wanted(person=scene.editor.pk)))) == 2
    assert len(shown(timeline_of(scene.owner, scene.customer, wanted=Wanted(system=False)))) == 2


def test_days_carry_the_names_of_holidays_and_make_up_days(scene):
    CalendarDay.objects.update_or_create(
        calendar=None, day=date(2026, 9, 20), defaults={"kind": "working", "name": "国庆节调休"}
    )
    actions.record("test.n", scene.customer, actor=scene.owner, at=scene.now - timedelta(days=4))
    [day] = timeline_of(scene.owner, scene.customer, wanted=Wanted()).days
    assert (day.day, day.name, day.working) == (date(2026, 9, 20), "国庆节调休", True)


def test_pinned_entries_stand_on_the_first_page(scene):
    entry = actions.record("test.n", scene.customer, actor=scene.owner, at=scene.now)
    actions.pin(entry, subject=scene.customer, actor=scene.owner)
    page = timeline_of(scene.owner, scene.customer, wanted=Wanted())
    assert [item.entry.pk for item in page.pinned] == [entry.pk]


def test_many_entries_are_copied_at_once(scene, django_assert_max_num_queries):
    customers = [rows.customer(name=f"批量{n}") for n in range(30)]
    with django_assert_max_num_queries(1):  # the copy
        count = actions.record_many(
            "customer.imported", customers, actor=scene.owner, at=scene.now, data=lambda one: {"line": one.pk},
            system=True,
        )
    assert count == 30
    entry = Entry.objects.get(object_id=customers[3].pk)
    assert (entry.data, entry.title, entry.main_id) == ({"line": customers[3].pk}, "批量3", customers[3].pk)
    assert entry.at == scene.now


def test_the_number_of_queries_does_not_grow_with_the_entries(scene, django_assert_max_num_queries):
    for _n in range(20):
        actions.record("test.n", scene.customer, actor=scene.owner, at=timezone.now())
    with django_assert_max_num_queries(4):
        timeline_of(scene.owner, scene.customer, wanted=Wanted())


def test_field_changes_are_told_as_old_and_new(scene, cast):
    scene.customer.name, scene.customer.importance, scene.customer.owner = "砺川新材", "main", cast.he
    scene.customer.foreign = True
    scene.customer.save()
    newest, first = changes_of(scene.deleter, scene.customer)
    found = {change.label: (change.old, change.new) for change in newest.fields}
    assert ("周砚", "何苗") in found.values()
    assert len(found) == 4
    assert first.created
