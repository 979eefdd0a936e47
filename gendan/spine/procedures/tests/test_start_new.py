"""Records that are written together with their cases are the same as records on which a procedure starts later."""

import pytest
from django.forms.models import model_to_dict

from gendan.modules.customers.models import Customer
from gendan.spine.procedures import engine, next_steps
from gendan.spine.procedures.models import Case, Escalation, Stay, Todo
from gendan.spine.procedures.tests import company

OWN = {"id", "case", "todo", "record_id", "main_id", "next_todo_id", "title", "main_title", "code", "name"}


def unsaved(owner, now, number):
    return Customer(
        code=f"N{number}", name=f"远汀泵业{number}", owner=owner, department=owner.department, created_at=now, updated_at=now
    )


def rows(model, ids, by="pk"):
    found = model._base_manager.filter(**{f"{by}__in": ids}).order_by("pk")
    return [{name: value for name, value in model_to_dict(one).items() if name not in OWN} for one in found]


def all_of(records):
    ids = [record.pk for record in records]
    cases = list(Case.objects.filter(record_id__in=ids).values_list("pk", flat=True))
    todos = list(Todo.objects.filter(case__in=cases).values_list("pk", flat=True))
    customers = Customer.objects.filter(pk__in=ids).order_by("pk")
    shown = list(customers.values("state", "state_kind", "state_since", "next_due_at", "next_title", "next_way"))
    return (shown, rows(Case, cases), rows(Stay, cases, "case"), rows(Todo, todos), rows(Escalation, todos, "todo"))


@pytest.mark.parametrize("state", ["intake", "analysis", "customer", "closed"])
def test_new_records_begin_as_saved_ones_do(cast, now, state):
    owners = [cast.zhou, cast.lin, cast.zhou, cast.ma]
    saved = [unsaved(owner, now, number) for number, owner in enumerate(owners)]
    for record in saved:
        record.save()
    new = [unsaved(owner, now, 100 + number) for number, owner in enumerate(owners)]
    with company.registry.temporarily(company.COMPLAINT):
        engine.start_many(saved, procedure=company.COMPLAINT, actor=cast.lin, now=now, state=state)
        engine.start_new(new, procedure=company.COMPLAINT, actor=cast.lin, now=now, state=state)
    assert all_of(new) == all_of(saved)
    assert not next_steps.wrong("customers.customer")
    new[0].refresh_from_db()
    first = Todo.objects.filter(record_id=new[0].pk).first()
    assert new[0].next_todo_id == (first.pk if first else None)
    assert new[0].history.count() == 1
