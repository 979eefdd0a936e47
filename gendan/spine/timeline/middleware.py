"""Whose changes they are: each transaction of a request tells the history triggers once, before its first write."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from psycopg.pq import TransactionStatus

from gendan.spine.prepared import WRITES

Respond = Callable[[HttpRequest], HttpResponse]
# Where nobody says which triggers to ignore, each trigger raises an error and catches it.
QUIET = (
    "SELECT set_config('pgtrigger.ignore', coalesce(nullif(current_setting('pgtrigger.ignore', true), ''), '{}'), true)"
)
TELL = f"{QUIET}, set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"


def history_of_the_request(get_response: Respond) -> Respond:
    """Note person and address beside every change of a tracked record."""

    def respond(request: HttpRequest) -> HttpResponse:
        with connection.execute_wrapper(_Teller(request)):
            return get_response(request)

    return respond


class _Teller:
    """Tells the context at the first write of a transaction, and again where a savepoint has taken that back.

    A library that prefixes every single statement with it spends more time on that than on the statements.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.id = request, str(uuid4())
        self.told: tuple[Any, ...] | None = None

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        status = context["connection"].connection.info.transaction_status
        if status == TransactionStatus.IDLE:
            self.told = None
        if status == TransactionStatus.INERROR or not isinstance(sql, str) or not WRITES.search(sql):
            return execute(sql, params, many, context)
        if connection.get_autocommit():
            with transaction.atomic():
                return self(execute, sql, params, many, context)
        self._tell(execute, context)
        return execute(sql, params, many, context)

    def _tell(self, execute: Callable[..., Any], context: dict[str, Any]) -> None:
        within = tuple(connection.savepoint_ids)
        if self.told is None or within[: len(self.told)] != self.told:
            user = getattr(self.request, "user", None)
            facts = json.dumps({"user": getattr(user, "pk", None), "url": self.request.path})
            execute(TELL, [self.id, facts], False, context)
            self.told = within
