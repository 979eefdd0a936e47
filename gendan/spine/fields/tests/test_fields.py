"""Fields of the company's own: what they refuse, what is never lost, and two people at once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.spine.fields import actions, indexes, queries
from gendan.spine.fields.models import OwnField
from gendan.spine.procedures import doctor
from gendan.spine.refusal import NotAllowed, Refusal, Stale
from gendan.spine.timeline.models import Entry

KIND = "customers.customer"


@pytest.fixture
def add(cast, now):
    """Add a field as the administrator."""

    def add(title="席位数", type="number", **more) -> OwnField:  # noqa: A002
        verb = {name: more.pop(name) for name in ("options", "target", "key", "kind") if name in more}
        return actions.add_field(
            **{"kind": KIND, **verb}, type=type, values={"title": title, **more}, actor=cast.fang, now=now
        )

    return add


@pytest.fixture
def put(cast, now):
    """Put values into a customer's own fields as He."""
    return lambda record, actor=None, **own: actions.put(record, own, actor=actor or cast.he, now=now)


def own_of(record) -> dict:
    return Customer.objects.get(pk=record.pk).own or {}


def names_of_indexes(field) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE %s", [f"own_{field.pk}_%"])
        return {name.rpartition("_")[2] for (name,) in cursor.fetchall()}


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [("text", "  A 级 ", "A 级"), ("number", "1,250.50", "1250.5"), ("number", 0, "0"), ("money", "12", "12.00"),
     ("date", "2026-09-24", "2026-09-24")],
)
def test_each_type_is_stored_in_one_spelling(add, put, cast, now, kind, given, stored):
    field, record = add(type=kind, key="one"), customer(cast.he, now)
    put(record, one=given)
    assert own_of(record) == {field.key: stored}
    put(record, one="")
    assert Customer.objects.get(pk=record.pk).own is None


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [("number", "many", "不是数字"), ("number", "1e400", "不是数字"), ("date", "24.9.", "不是日期"),
     ("choice", "o9", "没有"), ("employee", "0", "没有这个编号"), ("record", "0", "看不到"), ("text", "x" * 2001, "2000")],
)
def test_what_cannot_stand_in_a_field_is_refused_at_the_field(add, put, cast, now, kind, given, words):
    add(type=kind, key="one", options=["甲"] if kind == "choice" else (), target=KIND if kind == "record" else "")
    with pytest.raises(ValidationError, match=words) as refused:
        put(customer(cast.he, now), one=given)
    assert set(refused.value.message_dict) == {"own.one"}


def test_the_record_that_is_referred_to_must_be_seen(add, put, cast, now):
    add(type="record", key="main", target=KIND)
    mine, elsewhere = customer(cast.he, now), customer(cast.ma, now, "远汀泵业有限公司")
    with pytest.raises(ValidationError, match="看不到"):
        put(mine, main=elsewhere.pk)
    put(mine, main=mine)
    assert own_of(mine) == {"main": str(mine.pk)}


def test_only_administrators_define_and_only_editors_fill_in(add, put, cast, now):
    with pytest.raises(NotAllowed):
        actions.add_field(kind=KIND, type="text", values={"title": "备用"}, actor=cast.lin, now=now)
    add(key="seats")
    with pytest.raises(NotAllowed):
        put(customer(cast.he, now), actor=cast.ma, seats=3)


def test_roles_see_and_fill_in(add, put, cast, now):
    add("内部评分", key="score", view_roles=["sales_head"], edit_roles=["sales_head"])
    add("席位数", key="seats", edit_roles=["sales_head"])
    record = customer(cast.he, now)
    with pytest.raises(ValidationError, match="没有这个字段"):
        put(record, score=3)
    with pytest.raises(ValidationError, match="你的角色不填"):
        put(record, seats=3)
    put(record, actor=cast.lin, score=3, seats=4)
    assert [field.key for field in queries.seen_by(cast.he, KIND)] == ["seats"]
    assert own_of(record) == {"score": "3", "seats": "4"}


def test_a_field_is_asked_for_where_another_says_so(add, put, cast, now):
    tier = add("渠道等级", "choice", key="tier", options=["金牌", "银牌"])
    add("返点", key="bonus", required=True, shown_field="own.tier", shown_values=["o1"])
    add("采购编号", "text", key="office", required=True, shown_field="nature", shown_values=["government"])
    record = customer(cast.he, now)
    put(record, tier=tier.options[1]["key"], bonus=7)
    assert own_of(record) == {"tier": "o2"}, "what is not asked for is not written"
    with pytest.raises(ValidationError, match="必填"):
        actions.put(record, {"tier": "o1"}, actor=cast.he, now=now, everything=True)
    put(record, tier="o1", bonus=7)
    put(record, tier="o2")
    assert own_of(record) == {"tier": "o2", "bonus": "7"}, "what was filled in stays while it is not asked for"


def test_changes_are_told_field_by_field(add, put, cast, now):
    add("渠道等级", "choice", key="tier", options=["金牌"])
    record = customer(cast.he, now)
    put(record, tier="金牌")
    assert own_of(record) == {"tier": "o1"}
    entry = Entry.objects.get(verb="own.changed", object_id=record.pk)
    assert entry.data["changes"] == [{"field": "own.tier", "old": None, "new": "o1"}]
    assert Customer.objects.get(pk=record.pk).revision == record.revision + 1
    put(record, tier="o1")
    assert Entry.objects.filter(verb="own.changed").count() == 1


def test_archiving_loses_nothing_and_the_key_is_never_given_twice(add, put, cast, now):
    field, record = add(indexed=True), customer(cast.he, now)
    put(record, xiweishu=12)
    assert names_of_indexes(field) == {"order"}
    actions.archive_field(field, actor=cast.fang, now=now)
    assert queries.fields_of(KIND) == ()
    assert names_of_indexes(field) == set()
    with pytest.raises(ValidationError):
        put(record, xiweishu=13)
    assert add().key == "xiweishu_2"
    with pytest.raises(Refusal, match="同名"):
        actions.restore_field(field, actor=cast.fang, now=now)
    actions.change_field(OwnField.objects.get(key="xiweishu_2"), values={"title": "席位"}, actor=cast.fang, now=now)
    actions.restore_field(field, actor=cast.fang, now=now)
    assert {one.key for one in queries.fields_of(KIND)} == {"xiweishu", "xiweishu_2"}
    assert own_of(record) == {"xiweishu": "12"}
    assert names_of_indexes(field) == {"order"}


def test_the_type_stays_and_the_refusal_says_why(add, cast, now):
    with pytest.raises(Refusal, match="类型仍为“数字”"):
        actions.change_field(add(), values={"type": "text"}, actor=cast.fang, now=now)


def test_options_are_renamed_and_closed_without_touching_what_was_chosen(add, put, cast, now):
    field, record = add("渠道等级", "choice", key="tier", options=["金牌", "银牌"]), customer(cast.he, now)
    put(record, tier="金牌")
    field = actions.change_field(field, values={}, options=["o2=白银", "钻石"], actor=cast.fang, now=now)
    assert field.offered == [("o2", "白银"), ("o3", "钻石")]
    assert field.labels["o1"] == "金牌"
    assert own_of(record) == {"tier": "o1"}
    put(record, tier="o3")
    field = actions.change_field(field, values={}, options=["金牌", "o2=白银"], actor=cast.fang, now=now)
    assert field.offered == [("o1", "金牌"), ("o2", "白银")]


def test_two_administrators_at_once_the_slower_sees_both(add, cast, now):
    field = add()
    actions.change_field(field, values={"title": "座席"}, revision=field.revision, actor=cast.fang, now=now)
    with pytest.raises(Stale) as stale:
        actions.change_field(field, values={"title": "用户数"}, revision=field.revision, actor=cast.fang, now=now)
    assert stale.value.current["title"] == "座席"


def test_what_is_to_be_unique_must_be_so_already(add, put, cast, now):
    field = add("许可证号", "text", key="license")
    one, other = customer(cast.he, now), customer(cast.he, now, "远汀泵业有限公司")
    put(one, license="L-1")
    put(other, license="L-1")
    with pytest.raises(ValidationError, match="L-1"):
        actions.change_field(field, values={"unique": True}, actor=cast.fang, now=now)
    put(other, license="L-2")
    actions.change_field(field, values={"unique": True}, actor=cast.fang, now=now)
    assert names_of_indexes(field) == {"once"}
    with pytest.raises(ValidationError, match="已有另一条记录"):
        put(one, license="L-2")


def test_twelve_fields_of_a_kind_are_indexed_at_most(add):
    for number in range(12):
        add(f"字段{number}", indexed=True)
    with pytest.raises(ValidationError, match="12"):
        add("字段12", indexed=True)
    assert indexes.wanted(add("字段13")) == {}


def test_the_doctor_misses_an_index_that_went(add):
    field = add(indexed=True)
    assert doctor.run(only="own_fields") == []
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX own_{field.pk}_order")
    assert [finding.ids for finding in doctor.run(only="own_fields")] == [(field.pk,)]


def test_what_an_emptied_database_left_behind_is_swept_before_its_number_is_given_again(add, put, cast, now):
    field = add("许可证号", "text", key="license", unique=True, indexed=True)
    OwnField.objects.all().delete()
    assert names_of_indexes(field) == {"once", "order", "words"}
    add("别的", "text", key="other")
    assert names_of_indexes(field) == set()
