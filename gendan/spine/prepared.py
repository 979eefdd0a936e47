"""Statements that PostgreSQL reads and plans once in a connection instead of each time: what every click asks and writes."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

Params = Sequence[Any] | Mapping[str, Any]

#: A statement is worth its name when a connection asks it for the third time; a short command asks most things once.
WORTH = 3
PLACE = re.compile(r"%(?:\((\w+)\)s|s|%)")
#: A statement that may change rows; of one with a name, the name says so.
WRITES = re.compile(r"\b(insert\s+into|update|delete\s+from|lasting_write_\d+)\b", re.IGNORECASE)


class Lasting(str):
    """A statement that is put together once in a process and asked with other values each time.

    Its values stand where a column or a cast says of which type they are.
    """

    __slots__ = ()


class Names:
    """What one connection has prepared; a name counts once the message that prepares it has gone through."""

    _of: "WeakKeyDictionary[Any, Names]" = WeakKeyDictionary()

    def __init__(self, *, lasting: bool = True) -> None:
        self.lasting = lasting
        self.uses: dict[str, int] = {}
        self.new: set[str] = set()

    @classmethod
    def of(cls, connection: Any) -> "Names":
        """Behind a pooler (for which Django has this setting) the next statement may meet a session without the name."""
        pooled = connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]
        return cls._of.setdefault(connection.connection, cls(lasting=not pooled))

    def spelled(self, sql: str, params: Params) -> tuple[str, Params]:
        """The statement as it is sent: by its name where it has one, or with its name where it is worth one."""
        if not self.lasting or not isinstance(sql, Lasting):
            return sql, params
        uses = self.uses.get(sql, 0)
        if uses + 1 < WORTH:
            self.uses[sql] = uses + 1
            return sql, params
        name, text, execute, order = _prepared(sql)
        values = [params[key] for key in order] if isinstance(params, Mapping) else params
        if uses >= WORTH or sql in self.new:
            return execute, values
        self.new.add(sql)
        return f"PREPARE {name} AS {text};\n{execute}", values

    def keep(self) -> None:
        """The message has gone through: PostgreSQL keeps what it prepared, a rollback included."""
        for sql in self.new:
            self.uses[sql] = WORTH
        self.new.clear()


_number = count(1)


@lru_cache(maxsize=4096)
def _prepared(sql: str) -> tuple[str, str, str, list[str]]:
    """Its name, its text with $1 for %s, how it is called, and the names of its values in their order."""
    order: list[str] = []

    def place(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        order.append(found[1] or "")
        return f"${len(order)}"

    text = PLACE.sub(place, sql)
    name = f"lasting_{'write' if WRITES.search(sql) else 'read'}_{next(_number)}"
    called = f"({', '.join(['%s'] * len(order))})" if order else ""
    # the text stands in a message with values, so that a % of its own is written twice
    return name, text.replace("%", "%%"), f"EXECUTE {name}{called}", order
