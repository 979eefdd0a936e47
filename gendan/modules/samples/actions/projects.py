"""Uniforms made to measure: a project begins with the need talk (F24)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.modules.samples.access import PROJECT as KIND
from gendan.modules.samples.models import Project
from gendan.modules.samples.procedure import PROJECT
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

CHANGEABLE = ("name", "product_type", "quantity", "needed_on", "contact", "opportunity")


@whole
def begin_project(customer: Customer, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Project:
    """Begin with the need talk."""
    require(actor, "view", customer)
    require(actor, "follow", customer)
    require_any(actor, "create", Project)
    row = Project(**dict(values), customer=customer, owner=actor, department=actor.department, created_at=now, created_by=actor,
                  **people_of(held(customer)))
    _require_same_customer(row)
    row.number = next_number(KIND, at=now)
    row.save()
    engine.start(row, procedure=PROJECT, actor=actor, now=now, owner=actor)
    timeline.record("samples.project", row, actor=actor, at=now, data={"title": row.name, "number": row.number})
    return row


def _require_same_customer(row: Project) -> None:
    if row.opportunity is not None and row.opportunity.customer_id != row.customer.pk:
        raise Refusal(_("This opportunity is another customer's."), field="opportunity", code="other_customer")
    if row.contact is not None and row.contact.customer_id != row.customer.pk:
        raise Refusal(_("This person is another customer's."), field="contact", code="other_customer")


@whole
def change_project(project: Project, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Project:
    """Change what stands at the head of the project."""
    rows = Project.objects.select_for_update(no_key=True, of=("self",)).select_related("customer", "contact", "opportunity", "owner")
    row: Project = rows.get(pk=project.pk)
    require(actor, "edit", row)
    given = {name: values[name] for name in CHANGEABLE if name in values}
    for name, value in given.items():
        setattr(row, name, value)
    _require_same_customer(row)
    row.save(update_fields=list(given))
    timeline.record("samples.project_changed", row, actor=actor, at=now, data={"title": row.name}, system=True)
    return row
