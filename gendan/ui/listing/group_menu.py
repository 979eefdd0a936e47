"""The menu of groups: by what a list can be grouped, folding and unfolding, and the way back from one group to all."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from gendan.ui.listing.address import Address
from gendan.ui.listing.declare import Listing
from gendan.ui.listing.grouping import groupings


class Way(NamedTuple):
    """A column by which the list can be grouped."""

    title: Any
    url: str
    current: bool


class GroupMenu:
    """The links of one address; what is masked groups nobody."""

    def __init__(self, listing: Listing, address: Address, masked: frozenset[str]) -> None:
        self.listing, self.address, self.masked = listing, address, masked

    @property
    def ways(self) -> Iterator[Way]:
        for one in groupings(self.listing).values():
            if one.column.mask not in self.masked:
                yield Way(one.column.title, self._address(one.key), one.key == self.address.shape.group)

    @property
    def none_url(self) -> str:
        return self._address("")

    @property
    def unfold_url(self) -> str:
        return self._address(self.address.shape.group, unfolded=True)

    @property
    def fold_url(self) -> str:
        return self._address(self.address.shape.group)

    @property
    def all_url(self) -> str:
        """From one group back to all."""
        return self.address.link(of="")

    def _address(self, key: str, *, unfolded: bool = False) -> str:
        shape = replace(self.address.shape, group=key, unfolded=unfolded)
        return self.address.link(shape=shape, open=(), of="")
