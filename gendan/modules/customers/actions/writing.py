"""What every verb needs: the locked row, the conflict of two editors, and the changes field by field."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from gendan.modules.customers import rules
from gendan.modules.customers.models import Contact, Customer
from gendan.spine.refusal import Refusal, Stale


def held(customer: Customer | int) -> Customer:
    """The customer as it stands now, locked until the transaction ends."""
    pk = customer if isinstance(customer, int) else customer.pk
    row = Customer.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None:
        raise Refusal(_("This customer no longer exists."), code="gone")
    return row


def active_contacts(customer: Customer) -> list[Contact]:
    """The people who are still there; their numbers belong to the customer."""
    return list(customer.contacts.filter(is_active=True))


def require_revision(row: Any, *, revision: int | None, fields: Iterable[str]) -> None:
    """Raise Stale with the present values where somebody saved in between."""
    if revision is not None and revision != row.revision:
        current = {name: getattr(row, name) for name in fields}
        raise Stale(_("Somebody else has changed this meanwhile."), current={**current, "revision": row.revision})


def differences(row: models.Model, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """field → (old, new) of what really changes."""
    found = {}
    for name, new in values.items():
        field = row._meta.get_field(name)
        new = field.to_python(new) if new is not None and not field.is_relation else new  # type: ignore[union-attr]
        old = getattr(row, name)
        if old != new:
            found[name] = (old, new)
    return found


def told(changes: Mapping[str, tuple[Any, Any]]) -> list[dict[str, Any]]:
    """The changes as the timeline keeps them: bare values, people and firms by name."""
    return [{"field": name, "old": _plain(old), "new": _plain(new)} for name, (old, new) in changes.items()]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value


def require_sense(row: models.Model, *, errors: Mapping[str, Any], fields: Iterable[str]) -> None:
    """Raise ValidationError by field: the rules' errors, then what the columns cannot hold."""
    if errors:
        raise ValidationError(dict(errors))
    row.clean_fields(exclude=[field.name for field in row._meta.fields if field.name not in set(fields)])


def rederive(customer: Customer) -> list[str]:
    """Set search keys and completeness anew; returns the columns to save."""
    rules.derive(customer, contacts=active_contacts(customer))
    return list(rules.DERIVED)
