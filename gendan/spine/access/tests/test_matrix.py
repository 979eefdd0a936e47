"""The matrix: 6 scopes x 5 relations x list and view, for objects and for actions, against the plain rules."""

import pytest

from gendan.spine.access.queries import may
from gendan.spine.access.scopes import Scope
from gendan.spine.access.tests import plain, rows

RELATIONS = ["none", "owner", "related employee", "responsible department", "related department"]
#: The table of section 4 written out: the narrowest scope that shows a record of this relation.
NEEDED = {
    "none": 5, "owner": 1, "related employee": 2, "responsible department": 3, "related department": 4,
}


def ties(relation, cast):
    """The columns of a record to which he stands in `relation`, and nobody else of his department does."""
    return {
        "none": {},
        "owner": {"owner": cast.he},
        "related employee": {"related_ids": [cast.he.pk]},
        "responsible department": {"department": cast.east},
        "related department": {"related_department_ids": [cast.east.pk]},
    }[relation]


def plain_row(record, *, main=None):
    return plain.Row(
        id=record.pk, owner=record.owner_id, related=tuple(record.related_ids), department=record.department_id,
        related_departments=tuple(record.related_department_ids), creator=getattr(record, "created_by_id", None),
        main=getattr(record, "customer_id", None), main_owner=getattr(record, "main_owner_id", None),
        main_related=tuple(getattr(record, "main_related_ids", ())),
        main_department=getattr(record, "main_department_id", None),
    )


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("scope", Scope)
def test_matrix_of_objects(cast, scope, relation):
    rows.allow("salesperson", rows.CUSTOMER, scope)
    record = rows.customer(**ties(relation, cast))
    he = plain.Person(cast.he.pk, cast.east.pk, {cast.east.pk}, scope)
    expected = scope >= NEEDED[relation]
    assert plain.sees_object(he, plain_row(record)) == expected
    assert rows.sees(cast.he, record) == expected
    assert bool(may(cast.he, "view", record)) == expected


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("scope", Scope)
def test_matrix_of_actions(cast, scope, relation):
    rows.allow("salesperson", rows.ACTIVITY, scope)
    rows.allow("salesperson", rows.CUSTOMER, Scope.NONE)
    record = rows.activity(rows.customer(), created_by=cast.ma, **ties(relation, cast))
    he = plain.Person(cast.he.pk, cast.east.pk, {cast.east.pk}, scope)
    expected = scope >= NEEDED[relation]
    assert plain.sees_action(he, plain_row(record)) == expected
    assert rows.sees(cast.he, record) == expected
    assert bool(may(cast.he, "view", record)) == expected
