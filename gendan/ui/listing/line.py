"""The filter line of a list: quick filters, added conditions, brackets, and the ways to add more."""

from dataclasses import dataclass, replace
from functools import cached_property

from gendan.ui.listing.address import Address
from gendan.ui.listing.declare import Listing
from gendan.ui.listing.filters import Asked, Filter

MOST_PARTS = 9


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in the filter line; without words it is an empty quick filter."""

    filter: Filter
    words: str
    negated: bool
    without: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class Bracket:
    """Conditions of which one is enough, or, in a list that takes either, that hold together."""

    number: int
    chips: list[Chip]
    without: str


class Line:
    """The conditions of one address in words, with the links that change them."""

    def __init__(self, listing: Listing, address: Address, asked: Asked) -> None:
        self.listing, self.address, self.asked = listing, address, asked

    @cached_property
    def quick(self) -> list[Chip]:
        return [self._chip(item) for item in self.listing.filters if item.quick]

    @cached_property
    def added(self) -> list[Chip]:
        """The conditions that were added outside of brackets."""
        return [chip for chip in self._chips(0) if not chip.filter.quick]

    @cached_property
    def brackets(self) -> list[Bracket]:
        return [Bracket(part, self._chips(part), self._without(part)) for part in self.address.shape.parts]

    @cached_property
    def more(self) -> list[Filter]:
        """What the menu of further conditions offers."""
        return [item for item in self.free(0) if not item.quick]

    def free(self, part: int) -> list[Filter]:
        """The conditions that are not asked yet in this bracket."""
        taken = {item.key for item in self.address.shape.conditions if item.part == part}
        return [item for item in self.listing.filters if item.key not in taken]

    @property
    def next_part(self) -> int:
        """The number of a new bracket; 0 where there are enough."""
        return next((part for part in range(1, MOST_PARTS + 1) if part not in self.address.shape.parts), 0)

    @property
    def is_many(self) -> bool:
        """Whether it matters if all or any hold."""
        alone = sum(item.part == 0 for item in self.address.shape.conditions)
        return alone + len(self.address.shape.parts) > 1 or self.address.shape.either

    @property
    def all_url(self) -> str:
        return self.address.reshaped(either=False)

    @property
    def any_url(self) -> str:
        return self.address.reshaped(either=True)

    @property
    def words(self) -> tuple[str, ...]:
        """All conditions in words, as what a kept part of the page depends on."""
        return tuple(self._words(item.key, item.part) for item in self.address.shape.conditions)

    def _chips(self, part: int) -> list[Chip]:
        keys = dict.fromkeys(item.key for item in self.address.shape.conditions if item.part == part)
        return [self._chip(item, part) for item in map(self.listing.filter, keys) if item is not None]

    def _chip(self, item: Filter, part: int = 0) -> Chip:
        found = self.address.shape.condition(item.key, part)
        without = self.address.link(shape=self.address.shape.asking(item.key, (), part=part))
        return Chip(item, self._words(item.key, part), bool(found and found.negated), without, part)

    def _words(self, key: str, part: int) -> str:
        """A condition in words; empty where it is not asked."""
        found, item = self.address.shape.condition(key, part), self.listing.filter(key)
        return item.say(found.values, self.asked) if found and item else ""

    def _without(self, part: int) -> str:
        kept = tuple(item for item in self.address.shape.conditions if item.part != part)
        return self.address.link(shape=replace(self.address.shape, conditions=kept))
