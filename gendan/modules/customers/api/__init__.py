"""Customers and their contacts over REST: the same verbs, rules and words as the pages."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Status

from gendan.api.own import FILTERED, narrowed, saved
from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, person, seen
from gendan.api.schemas import ReasonIn
from gendan.modules.customers import actions, duplicates, queries
from gendan.modules.customers.api.schemas import (
    KIND,
    AskedIn,
    ChangeIn,
    ClassesIn,
    ClearIn,
    ConsentIn,
    ContactChange,
    ContactIn,
    ContactOut,
    CustomerFilter,
    CustomerIn,
    CustomerOut,
    CustomerPage,
    HitOut,
    OwnerChangeOut,
    OwnerIn,
    PersonOut,
    ProspectIn,
    RegisterIn,
    RelatedIn,
    ValidIn,
)
from gendan.modules.customers.models import Contact, Customer
from gendan.spine.access.queries import require_any

router = Router(tags=["customers"])
contact_router = Router(tags=["contacts"])


def _values(payload: CustomerIn, request: Any) -> dict[str, Any]:
    values = payload.dict(exclude_unset=True, exclude={"own"})
    if "parent_id" in values:
        parent_id = values.pop("parent_id")
        values["parent"] = seen(Customer, request, parent_id) if parent_id else None
    return values


@router.get(
    "", response=CustomerPage, summary="Customers that you may see, newest first", openapi_extra={FILTERED: KIND},
)
def customers(request: Any, window: Query[Window], wanted: Query[CustomerFilter]) -> Any:
    rows = Customer.objects.visible_to(request.user).filter(**wanted.dict(exclude_none=True))
    return page_of(narrowed(rows, request), window)


@router.post("", response=CustomerOut, summary="Register a customer")
def register(request: Any, payload: RegisterIn) -> Any:
    contact = payload.contact.dict(exclude_unset=True, exclude={"own"}) if payload.contact else None
    now = timezone.now()

    def save() -> Customer:
        made = actions.register_customer(
            _values(payload.customer, request), actor=request.user, now=now, contact=contact, state=payload.state,
            duplicate_reason=payload.duplicate_reason,
        )
        if payload.contact is not None:
            saved(made.contacts.get, own=payload.contact.own, actor=request.user, now=now, new=True, complete=True)
        return made

    return saved(save, own=payload.customer.own, actor=request.user, now=now, new=True, complete=True)


@router.get("/duplicates", response=list[HitOut], summary="Likely duplicates; masked where you have no right")
def likely_duplicates(request: Any, wanted: Query[AskedIn]) -> Any:
    require_any(request.user, "create", KIND)
    asked = duplicates.Asked(
        name=wanted.name, phones=(wanted.phone,) if wanted.phone else (), credit_code=wanted.credit_code,
        email=wanted.email,
    )
    return [hit.as_json() for hit in duplicates.check(asked, viewer=request.user)]


@router.get("/bin", response=CustomerPage, summary="The recycle bin, as far as you may restore from it")
def in_bin(request: Any, window: Query[Window]) -> Any:
    return page_of(queries.binned_for(request.user), window)


@router.get("/{pk}", response=CustomerOut, summary="One customer")
def customer(request: Any, pk: int) -> Any:
    return seen(Customer, request, pk)


@router.patch("/{pk}", response=CustomerOut, summary="Change fields")
def change(request: Any, pk: int, payload: ChangeIn) -> Any:
    now = timezone.now()

    def save() -> Customer:
        return actions.change_customer(
            seen(Customer, request, pk), values=_values(payload.customer, request), actor=request.user, now=now,
            revision=payload.revision, duplicate_reason=payload.duplicate_reason,
        )

    return saved(save, own=payload.customer.own, actor=request.user, now=now)


@router.post("/{pk}/owner", response=CustomerOut, summary="Give it to another person")
def give(request: Any, pk: int, payload: OwnerIn) -> Any:
    record = seen(Customer, request, pk)
    actions.change_owner(
        record, owner=person(payload.owner_id), reason=payload.reason, with_open=payload.with_open,
        actor=request.user, now=timezone.now(),
    )
    return seen(Customer, request, pk) if Customer.objects.visible_to(request.user).filter(pk=pk).exists() else record


@router.get("/{pk}/owners", response=list[OwnerChangeOut], summary="Who was responsible, newest first")
def owners(request: Any, pk: int) -> Any:
    return queries.owner_history(seen(Customer, request, pk))[:200]


@router.get("/{pk}/related", response=list[PersonOut], summary="Who works on it beside the owner")
def related(request: Any, pk: int) -> Any:
    return queries.related_people(seen(Customer, request, pk))


@router.post("/{pk}/related", response=list[PersonOut], summary="Let more people work on it")
def add_related(request: Any, pk: int, payload: RelatedIn) -> Any:
    people = [person(one) for one in payload.employee_ids]
    row = actions.add_related(
        seen(Customer, request, pk), employees=people, reason=payload.reason, actor=request.user, now=timezone.now()
    )
    return queries.related_people(row)


@router.delete("/{pk}/related/{employee_id}", response={204: None}, summary="Take a person off it")
def remove_related(request: Any, pk: int, employee_id: int) -> Any:
    actions.remove_related(
        seen(Customer, request, pk), employee=person(employee_id), actor=request.user, now=timezone.now()
    )
    return Status(204, None)


@router.post("/{pk}/collaboration", response=PersonOut, summary="Ask to work on a customer that the check found")
def collaborate(request: Any, pk: int, payload: ReasonIn) -> Any:
    require_any(request.user, "create", KIND)
    return actions.ask_for_collaboration(pk, reason=payload.reason, actor=request.user, now=timezone.now())


@router.post("/{pk}/classes", response=CustomerOut, summary="Set class, importance, priority, rating")
def classes(request: Any, pk: int, payload: ClassesIn) -> Any:
    return actions.set_classes(seen(Customer, request, pk), **payload.dict(), actor=request.user, now=timezone.now())


@router.post("/{pk}/prospect", response=CustomerOut, summary="Move the prospect state (F02)")
def prospect(request: Any, pk: int, payload: ProspectIn) -> Any:
    return actions.set_prospect_state(
        seen(Customer, request, pk), **payload.dict(), actor=request.user, now=timezone.now()
    )


@router.post("/{pk}/suspect", response=CustomerOut, summary="Suspect a competitor (F02.5)")
def suspect(request: Any, pk: int, payload: ReasonIn) -> Any:
    return actions.suspect_competitor(
        seen(Customer, request, pk), reason=payload.reason, actor=request.user, now=timezone.now()
    )


@router.post("/{pk}/clear", response=CustomerOut, summary="Clear the suspicion (F02.5)")
def clear(request: Any, pk: int, payload: ClearIn) -> Any:
    return actions.clear_suspicion(
        seen(Customer, request, pk), **payload.dict(), actor=request.user, now=timezone.now()
    )


@router.post("/{pk}/valid", response=CustomerOut, summary="Mark as valid or not (F84)")
def mark_valid(request: Any, pk: int, payload: ValidIn) -> Any:
    return actions.set_valid(seen(Customer, request, pk), **payload.dict(), actor=request.user, now=timezone.now())


@router.post("/{pk}/bin", response={204: None}, summary="Move it to the recycle bin")
def bin_customer(request: Any, pk: int, payload: ReasonIn) -> Any:
    actions.move_to_bin(seen(Customer, request, pk), reason=payload.reason, actor=request.user, now=timezone.now())
    return Status(204, None)


@router.delete("/{pk}/bin", response={204: None}, summary="Remove it for ever from the recycle bin")
def remove_finally(request: Any, pk: int) -> Any:
    actions.remove_finally(_binned(request, pk), actor=request.user, now=timezone.now())
    return Status(204, None)


@router.post("/{pk}/restore", response=CustomerOut, summary="Restore it from the recycle bin")
def restore(request: Any, pk: int) -> Any:
    return actions.restore(_binned(request, pk), actor=request.user, now=timezone.now())


def _binned(request: Any, pk: int) -> Customer:
    return get_object_or_404(queries.binned_for(request.user), pk=pk)


@router.get("/{pk}/contacts", response=list[ContactOut], summary="Its contacts")
def contacts(request: Any, pk: int) -> Any:
    return seen(Customer, request, pk).contacts.all()[:500]


@router.post("/{pk}/contacts", response=ContactOut, summary="Add a contact")
def add_contact(request: Any, pk: int, payload: ContactIn) -> Any:
    customer, now = seen(Customer, request, pk), timezone.now()

    def save() -> Contact:
        return actions.add_contact(customer, values=payload.dict(exclude_unset=True, exclude={"own"}), actor=request.user, now=now)

    return saved(save, own=payload.own, actor=request.user, now=now, new=True, complete=True)


def _contact(request: Any, pk: int) -> Contact:
    return get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)


@contact_router.get("/{pk}", response=ContactOut, summary="One contact")
def contact(request: Any, pk: int) -> Any:
    return _contact(request, pk)


@contact_router.patch("/{pk}", response=ContactOut, summary="Change a contact")
def change_contact(request: Any, pk: int, payload: ContactChange) -> Any:
    now, values = timezone.now(), payload.contact.dict(exclude_unset=True, exclude={"own"})

    def save() -> Contact:
        return actions.change_contact(_contact(request, pk), values=values, actor=request.user, now=now, revision=payload.revision)

    return saved(save, own=payload.contact.own, actor=request.user, now=now)


@contact_router.post("/{pk}/left", response={204: None}, summary="The person no longer works there")
def contact_left(request: Any, pk: int) -> Any:
    actions.contact_left(_contact(request, pk), actor=request.user, now=timezone.now())
    return Status(204, None)


@contact_router.post("/{pk}/consent", response={204: None}, summary="Record consent or its withdrawal")
def consent(request: Any, pk: int, payload: ConsentIn) -> Any:
    actions.record_consent(
        _contact(request, pk), channel=payload.channel, given=payload.given, way=payload.way, how=payload.how, actor=request.user,
        now=timezone.now(),
    )
    return Status(204, None)


add_record_routes(router, Customer)

