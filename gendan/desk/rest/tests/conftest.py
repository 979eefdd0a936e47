"""Programs that call the API with a token."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from gendan.api.actions import make_token
from gendan.spine.org.models import Employee

Call = Callable[..., Any]


@pytest.fixture
def program(db) -> Callable[..., Call]:
    """`program(cast.he)("POST", "/customers", {...})` answers (status, JSON)."""

    def of(person: Employee, **options: Any) -> Call:
        _token, secret = make_token(employee=person, name="test", now=timezone.now(), **options)
        client = Client(headers={"Authorization": f"Bearer {secret}"})

        def call(method: str, path: str, data: Any = None) -> tuple[int, Any]:
            response = client.generic(
                method, f"/api/v1{path}", data=_json(data), content_type="application/json"
            )
            is_json = response.headers.get("Content-Type", "").startswith("application/json")
            return response.status_code, response.json() if is_json and response.content else None

        call.client = client  # type: ignore[attr-defined]
        return call

    return of


def _json(data: Any) -> bytes:

    return b"" if data is None else json.dumps(data, default=str).encode()
