"""What links are for: each module declares its purposes, with the page that a link of it leads to."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.spine.timeline import declarations as timeline


@dataclass(frozen=True, slots=True)
class Purpose:
    """`url_name` is the route of the public page, with the token as its only argument; who may do `action` issues."""

    key: str
    label: Any
    url_name: str
    action: str = "edit"


_purposes: dict[str, Purpose] = {}


def register(key: str, label: Any, url_name: str, *, action: str = "edit") -> None:
    """`register("quote", _("Quotation to accept"), "quotes:public")`."""
    _purposes[key] = Purpose(key, label, url_name, action)


def purpose_of(key: str) -> Purpose:
    """The declared purpose; LookupError where no module declared it."""
    return _purposes[key]


def declare_own() -> None:
    """The verbs of this app."""
    timeline.register_group("link", _("public links"))
    timeline.register("link.issued", "link", _("%(actor)s issued a public link (%(purpose)s), open until %(until)s"))
    timeline.register("link.revoked", "link-off", _("%(actor)s took a public link back (%(purpose)s)"))
    timeline.register("link.opened", "eye", _("The public link was opened (%(purpose)s)"))
