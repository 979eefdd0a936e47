"""One call to a provider: the signed request goes out over https, its JSON comes back."""

import http.client
import json
import ssl
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

TIMEOUT = 10


@dataclass(frozen=True, slots=True)
class Request:
    """A signed POST."""

    host: str
    headers: dict[str, str]
    query: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def path(self) -> str:
        return f"/?{urlencode(self.query, quote_via=quote)}" if self.query else "/"


def post(request: Request) -> dict[str, Any]:
    """The provider's answer; OSError where none comes or where it is none."""
    connection = http.client.HTTPSConnection(request.host, timeout=TIMEOUT, context=ssl.create_default_context())
    try:
        connection.request("POST", request.path, request.body, request.headers)
        answer = json.loads(connection.getresponse().read(65_536))
    except (http.client.HTTPException, ValueError) as error:
        raise OSError(f"{request.host}: {error}") from error
    finally:
        connection.close()
    return answer if isinstance(answer, dict) else {}
