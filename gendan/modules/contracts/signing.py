"""How both sign a contract: a port for e-signatures, and the way that needs none: on paper, with its scan (F59.3, F64)."""

from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.contracts.models import Contract
from gendan.spine.documents.papering import made_for

BY_HAND = "hand"


class Signing(Protocol):
    """A way of signing; `key` is kept with the contract as the means by which it was signed."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> Any: ...

    def objection(self, contract: Contract, *, sha256: str) -> str | None:
        """Why a file of this hash is no signed copy of the contract; None where nothing speaks against it."""


class ByHand:
    """Both sign on paper; the scan is the copy, and whoever enters it answers for the names."""

    key = BY_HAND
    label = gettext_lazy("signed on paper, with its scan")

    def objection(self, contract: Contract, *, sha256: str) -> str | None:
        """What came out of the printer has no signature, and a copy belongs to one contract."""
        if made_for(contract).filter(sha256=sha256).exists():
            return _("This is the paper as it was printed, without signatures: add the scan of the signed one.")
        other = Contract.objects.filter(signed_paper__sha256=sha256).exclude(pk=contract.pk).first()
        return _("This is the signed copy of %(number)s.") % {"number": other.title_number} if other else None


_ways: dict[str, Signing] = {}


def register(way: Signing) -> None:
    """Offer a way of signing; a provider of e-signatures stands behind the same three members."""
    _ways[way.key] = way


def way_of(key: str) -> Signing:
    """The way of this key; LookupError where nobody offers it."""
    return _ways[key]


def label_of(key: str) -> Any:
    """What a way is called; its key where it is offered no longer."""
    return _ways[key].label if key in _ways else key


register(ByHand())
