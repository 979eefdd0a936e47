"""A paper of the tests: the data sheet of a customer."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.spine.documents.papers import Paper


def context(record: Any, *, language: str) -> dict[str, Any]:
    """As modules do it: plain values, sums as exact decimals."""
    lines = [{"name": f"卷取机 {number}", "amount": Decimal("1234567.50")} for number in range(1, 4)]
    return {"number": record.code, "name": record.name, "lines": lines, "total": Decimal("3703702.50"), "said": language}


SHEET = Paper(
    key="tests.sheet", label=_("Data"), kind="customers.customer", context=context, layout="documents/tests/sheet.typ",
    name=lambda record, *, at: f"资料-{record.code}-{at:%y%m%d}", shows=("phone",),
    fields={
        "number": _("Number"), "name": _("Name"), "lines": [{"name": _("Name"), "amount": _("Amount")}],
        "total": _("Total"),
    },
)
