"""Behind PgBouncer each transaction gets another session: pages and API leave nothing in one, and miss nothing there."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from gendan.modules.customers.actions import register_customer
from gendan.modules.followups.models import Activity
from tests.cast import Cast, found_company
from tests.neighbours import POOLER, pooler, someone

HOUSE = Path(__file__).parent.parent / "gendan"
#: What lives longer than a transaction, and where it may stand: these never run behind a pooler.
IN_A_SESSION = re.compile(r"pg_(try_)?advisory_(un)?lock\(|\"(SET|RESET) (?!LOCAL|CONSTRAINTS)[a-z_]+|\bLISTEN [a-z]|set_config\([^)]*false\)")
DIRECT = {"spine/clock.py", "operations.py", "demo/live.py"}
TIMES = 3


@pytest.fixture
def behind_a_pooler(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every thread but the test's own goes through a pooler with two sessions."""
    server = {key: value for key, value in connection.get_connection_params().items() if key in ("host", "port", "user", "password")}
    with pooler(server, size=2, user=someone(str(server.get("host", "")))) as port:
        told = deepcopy(connections.settings["default"])
        told |= {"HOST": "127.0.0.1", "PORT": str(port), "OPTIONS": {}, "DISABLE_SERVER_SIDE_CURSORS": True}
        monkeypatch.setitem(connections.settings, "default", told)
        yield


@pytest.mark.skipif(not POOLER, reason="no pgbouncer is installed")
def test_pages_and_api_work_behind_a_pooler(behind_a_pooler: None) -> None:
    cast, now = found_company(), timezone.now()
    ids = [register_customer({"name": name}, actor=cast.he, now=now).pk for name in ("柏舟数控机床", "恒岳重工", "青禾食品", "远帆船舶")]
    with ThreadPoolExecutor(4) as people:
        answers = [answer for found in people.map(lambda pk: at_work(cast, pk), ids) for answer in found]
    assert {status for _address, status in answers} <= {200, 201}, answers
    assert Activity.objects.filter(text="通了电话").count() == 4 * TIMES


def at_work(cast: Cast, pk: int) -> list[tuple[str, int]]:
    """Lists, search, a record, and writing it down, again and again: what is asked often would get a name."""
    client = Client()
    client.force_login(cast.he)
    note = {"customer_id": pk, "way": "call", "text": "通了电话", "no_next_reason": "等客户"}
    asked = ["/customers", f"/customers/{pk}", "/search?q=柏舟", "/reports", "/api/v1/customers"]
    found = []
    for _time in range(TIMES):
        found += [(address, client.get(address).status_code) for address in asked]
        found.append(("log", client.post("/api/v1/followups", note, content_type="application/json").status_code))
    connections.close_all()
    return found


def test_what_lives_longer_than_a_transaction_stands_where_the_connection_is_direct() -> None:
    found = {str(path.relative_to(HOUSE)) for path in HOUSE.rglob("*.py")
             if "tests" not in path.parts and IN_A_SESSION.search(path.read_text())}
    assert found == DIRECT
