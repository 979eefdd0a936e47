"""Verbs of the timeline: each with its icon and the sentence in which it is told."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Verb:
    """`sentence` has named placeholders: %(actor)s, %(title)s and the keys of the entry's data."""

    verb: str
    icon: str
    sentence: Any

    @property
    def group(self) -> str:
        """The part before the point: what the filter of the timeline offers."""
        return self.verb.partition(".")[0]


_verbs: dict[str, Verb] = {}
_groups: dict[str, Any] = {}


def register(verb: str, icon: str, sentence: Any) -> None:
    """Declare a verb; called by the module's AppConfig.ready()."""
    _verbs[verb] = Verb(verb, icon, sentence)


def register_group(group: str, label: Any) -> None:
    """Name a group of verbs, as "opportunity", for the filter of the timeline."""
    _groups[group] = label


def verb_of(name: str) -> Verb:
    """The declared verb; an undeclared one is told by its own name."""
    return _verbs.get(name) or Verb(name, "point", name)


def is_declared(name: str) -> bool:
    """Whether somebody declared the verb."""
    return name in _verbs


def groups() -> dict[str, Any]:
    """All named groups in the order of their modules."""
    return dict(_groups)


def tell(name: str, *, facts: Mapping[str, Any]) -> str:
    """The sentence of a verb with its facts filled in; a missing fact is left blank."""
    filled: dict[str, Any] = defaultdict(str)
    filled.update(facts)
    return str(verb_of(name).sentence) % filled


def declare_own() -> None:
    """The verbs of this app."""
    register_group("comment", _("comments"))
    register_group("attachment", _("attachments"))
    register_group("access", _("permissions"))
    register("comment.added", "message", _("%(actor)s commented"))
    register("attachment.added", "paperclip", _("%(actor)s added the file %(name)s"))
    register("attachment.locked", "lock", _("%(actor)s locked the file %(name)s"))
    register("attachment.unlocked", "lock-open", _("%(actor)s unlocked the file %(name)s"))
    register("attachment.deleted", "trash", _("%(actor)s deleted the file %(name)s"))
    register("access.granted", "key", _("%(actor)s opened this record to %(employee)s"))
    register("access.revoked", "key-off", _("%(actor)s closed this record to %(employee)s"))
