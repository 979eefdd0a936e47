"""The duplicate check: reasons and scores, masks, and two people at the same moment."""

import threading

import pytest
from django.db import close_old_connections, connection, transaction

from gendan.modules.customers import duplicates
from gendan.modules.customers.actions import add_related, ask_for_collaboration, register_customer
from gendan.modules.customers.duplicates import Asked, DuplicateFound
from gendan.modules.customers.models import Customer
from gendan.modules.customers.names import credit_code_of
from gendan.modules.customers.tests.factories import contact, customer
from gendan.spine.messages.models import Message
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.models import Entry
from tests.cast import found_company

BAIZHOU = "柏舟数控机床股份有限公司"
CODE = credit_code_of("91310000MA1K35X1A")


def reasons(hit):
    return {reason.key for reason in hit.reasons}


@pytest.mark.parametrize(
    "typed", ["柏舟数控机床", "柏舟數控機床", "柏洲数控机床", "柏舟数控机床（上海）有限公司", "百舟数控机床", "柏舟数控", "柏 舟 数控机床厂"]
)
def test_a_name_written_otherwise_is_found(cast, now, typed):
    made = customer(cast.lin, now, BAIZHOU)
    customer(cast.lin, now, "青屿重工（苏州）有限公司")
    hits = duplicates.check(Asked(name=typed), viewer=cast.lin)
    assert [hit.customer_id for hit in hits] == [made.pk]
    assert "name" in reasons(hits[0])
    assert hits[0].owner == "林叙"
    assert hits[0].department == "华东销售部"


def test_homophones_say_that_they_sound_the_same(cast, now):
    customer(cast.lin, now, BAIZHOU)
    hit = duplicates.check(Asked(name="百洲数控机床"), viewer=cast.lin)[0]
    assert {"sound"} <= reasons(hit)


def test_phone_of_a_contact_credit_code_and_mail_domain_are_reasons(cast, now):
    made = customer(cast.lin, now, BAIZHOU, credit_code=CODE, email="info@baizhou.example")
    contact(made, cast.lin, now, mobile="138 0197 4426")
    by_phone = duplicates.check(Asked(name="云鹿机器人", phones=("+86 13801974426",)), viewer=cast.lin)[0]
    assert by_phone.score >= 50
    assert [reason.text for reason in by_phone.reasons if reason.key == "phone"] == ["电话相同 138 0197 4426"]
    assert by_phone.reasons[0].hard
    by_code = duplicates.check(Asked(credit_code=CODE.lower()), viewer=cast.lin)[0]
    assert (by_code.score, reasons(by_code)) == (100, {"credit_code"})
    by_mail = duplicates.check(Asked(email="gao@baizhou.example"), viewer=cast.lin)[0]
    assert reasons(by_mail) == {"email"}
    assert not by_mail.blocks


def test_a_hit_out_of_scope_is_masked_and_shows_its_department_only(cast, now):
    made = customer(cast.ma, now, "柏舟自动化（宁波）有限公司")
    contact(made, cast.ma, now, mobile="13801974426")
    hit = duplicates.check(Asked(name="柏舟数控机床", phones=("13801974426",)), viewer=cast.zhou)[0]
    assert hit.masked
    assert hit.name == "柏舟＊＊＊（宁波）有限公司"
    assert (hit.owner, hit.department) == ("", "外贸部")
    assert "电话相同 138****4426" in [reason.text for reason in hit.reasons]
    assert not duplicates.check(Asked(name="柏舟数控机床"), viewer=cast.bai)[0].masked


def test_registering_a_duplicate_is_refused_with_the_hits_and_nothing_is_written(cast, now):
    made = customer(cast.lin, now, BAIZHOU)
    before = (Customer.objects.count(), Entry.objects.count(), Todo.objects.count())
    with pytest.raises(DuplicateFound) as refused:
        customer(cast.ma, now, "柏舟数控机床")
    assert [hit.customer_id for hit in refused.value.hits] == [made.pk]
    assert refused.value.field == "name"
    assert (Customer.objects.count(), Entry.objects.count(), Todo.objects.count()) == before


def test_a_reason_lets_a_new_one_be_registered_and_the_owner_hears_of_it(cast, now):
    customer(cast.lin, now, BAIZHOU)
    other = customer(cast.ma, now, "柏舟数控机床", duplicate_reason="不同法人，出口公司")
    entry = Entry.objects.get(object_id=other.pk, verb="customer.registered_all_the_same")
    assert entry.text == "不同法人，出口公司"
    assert Message.objects.filter(recipient=cast.lin, topic="customers.duplicate").count() == 1


def test_asking_to_collaborate_gives_the_owner_a_todo_and_shows_nothing(cast, now):
    made = customer(cast.ma, now, BAIZHOU)
    asked = ask_for_collaboration(made.pk, reason="同一客户的新产线", actor=cast.zhou, now=now)
    assert asked == cast.ma
    todo = Todo.objects.get(key="collaboration")
    assert (todo.assignee, todo.status) == (cast.ma, "open")
    assert "周砚" in todo.title
    assert not Customer.objects.visible_to(cast.zhou).filter(pk=made.pk).exists()
    add_related(made, employees=[cast.zhou], actor=cast.ma, now=now)
    todo.refresh_from_db()
    assert todo.status == "done"
    assert Customer.objects.visible_to(cast.zhou).filter(pk=made.pk).exists()


def test_what_lies_in_the_bin_is_no_hit(cast, now):
    made = customer(cast.lin, now, BAIZHOU)
    Customer.objects.filter(pk=made.pk).update(deleted_at=now)
    assert duplicates.check(Asked(name="柏舟数控机床"), viewer=cast.lin) == []


def test_the_check_takes_three_queries_and_none_when_nothing_is_typed(cast, now, django_assert_num_queries):
    for number in range(4):
        customer(cast.lin, now, f"柏舟{'甲乙丙丁'[number]}机床有限公司")
    with django_assert_num_queries(2):
        assert len(duplicates.check(Asked(name="柏舟机床"))) == 4
    with django_assert_num_queries(0):
        assert duplicates.check(Asked()) == []


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_register_the_same_customer_at_the_same_moment(now):
    cast = found_company()
    checked, outcomes = threading.Event(), {}

    def second() -> None:
        checked.wait(10)
        try:
            register_customer({"name": "柏舟數控機床"}, actor=cast.ma, now=now)
            outcomes["second"] = "registered"
        except DuplicateFound as refused:
            outcomes["second"] = [hit.score for hit in refused.hits]
        finally:
            close_old_connections()
            connection.close()

    other = threading.Thread(target=second)
    other.start()
    with transaction.atomic():
        register_customer({"name": BAIZHOU}, actor=cast.lin, now=now)
        checked.set()
        other.join(0.5)
        assert "second" not in outcomes  # it waits for the first one's transaction
    other.join(10)
    assert outcomes["second"] == [100]
    assert Customer.objects.count() == 1
