"""The fields of papers: their shape for the press, their list for writers of templates, and values to try a layout with.

A field is a label, or a label with an example; a group is a mapping, rows are a list of one mapping.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.spine.documents.papers import Paper

#: What every paper has besides its own fields.
COMMON: Mapping[str, Any] = {
    "number": pgettext_lazy("paper", "Number"),
    "version": (gettext_lazy("Version"), "1"),
    "made_on": (gettext_lazy("Date of the paper"), "2026-09-24"),
    "company": {
        "name": (gettext_lazy("company name"), "宏远机械有限公司"), "address": (gettext_lazy("address"), "上海市闵行区都会路 2338 号"),
        "phone": (gettext_lazy("phone"), "021-5555 0100"), "fax": gettext_lazy("fax"),
        "email": (gettext_lazy("e-mail"), "sales@hongyuan.example"), "website": gettext_lazy("website"),
        "tax_number": (gettext_lazy("tax number"), "91310112MA1GB7XX0K"), "bank": (gettext_lazy("bank"), "中国银行闵行支行"),
        "account": (gettext_lazy("account number"), "4567 8901 2345"), "swift": gettext_lazy("SWIFT code"),
    },
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A field as its list shows it: what to write, what it is; rows have entries of their own."""

    name: str
    label: str
    columns: tuple["Entry", ...] = ()

    @property
    def code(self) -> str:
        """What is written into the template."""
        return f"{{{{ {self.name} }}}}"


def all_fields(paper: Paper) -> dict[str, Any]:
    """The common fields and the paper's own."""
    return {**COMMON, **paper.fields}


def shape(fields: Any) -> Any:
    """The same shape with nothing in it, as the press checks templates against."""
    if isinstance(fields, Mapping):
        return {name: shape(one) for name, one in fields.items()}
    return [shape(fields[0])] if isinstance(fields, list) else ""


def example(fields: Any) -> Any:
    """Values to try a layout with: the given examples, else the labels; two rows of each kind."""
    if isinstance(fields, Mapping):
        return {name: example(one) for name, one in fields.items()}
    if isinstance(fields, list):
        return [example(fields[0]) for _row in range(2)]
    return str(fields[1]) if isinstance(fields, tuple) else str(fields)


def listed(fields: Mapping[str, Any], *, above: str = "") -> list[Entry]:
    """Every field with its full name; the members of a group stand beside the others."""
    entries = []
    for name, one in fields.items():
        if isinstance(one, Mapping):
            entries += listed(one, above=f"{above}{name}.")
        elif isinstance(one, list):
            entries.append(Entry(f"{above}{name}", _("rows"), tuple(listed(one[0]))))
        else:
            entries.append(Entry(f"{above}{name}", str(one[0] if isinstance(one, tuple) else one)))
    return entries
