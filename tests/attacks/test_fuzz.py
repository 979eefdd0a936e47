"""Operations of the API are asked with nonsense, sound by the schema and unsound; none breaks.

By default every sixth or so once; `GENDAN_FUZZ=50` asks each so many times, `GENDAN_FUZZ_SEED` begins elsewhere.
"""

import json
import os
import random

import pytest

from gendan.modules.customers.actions import add_contact, register_customer
from gendan.modules.opportunities.tests.story import registered

TIMES = float(os.environ.get("GENDAN_FUZZ", "0.15"))
SEED = int(os.environ.get("GENDAN_FUZZ_SEED", "20260924"))
JUNK = [
    None, True, False, 0, -1, 2**31, 2**63, -(2**63) - 1, 1e308, 0.1, "", " ", "\x00", "a\x00b", "x" * 5000, "'; DROP TABLE x; --", "\ud800", "{{7*7}}",
    "<script>alert(1)</script>", "=1+1", "../../etc/passwd", "2026-02-30", "9999-12-31T23:59:59Z", "0001-01-01", "NaN", "Infinity", [], {}, [None], {"": None},
    [[[]]], "%", "%s", "\\", "１２", "１e5", "nan",
]
METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture
def records(cast, now):
    """Something of each of the first kinds, so that not every path ends at 404."""
    customer = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.lin, now=now)
    add_contact(customer, values={"name": "高鹏"}, actor=cast.lin, now=now)
    opportunity = registered(customer, actor=cast.lin, reviewer=cast.gao, now=now)
    return {"customers": customer.pk, "opportunities": opportunity.pk}


class Fuzz:
    """Values for a schema: mostly of its kind, now and then of none."""

    def __init__(self, document, seed):
        self.schemas, self.random = document["components"]["schemas"], random.Random(seed)

    def times(self):
        return int(TIMES) + (self.random.random() < TIMES % 1)

    def value(self, schema, depth=0):
        if self.random.random() < 0.2 or depth > 5:
            return self.random.choice(JUNK)
        if "$ref" in schema:
            return self.value(self.schemas[schema["$ref"].rsplit("/", 1)[-1]], depth + 1)
        for choice in ("anyOf", "oneOf", "allOf"):
            if schema.get(choice):
                return self.value(self.random.choice(schema[choice]), depth + 1)
        if schema.get("enum"):
            return self.random.choice(schema["enum"])
        return self.plain(schema, depth)

    def plain(self, schema, depth):
        kind, pick = schema.get("type"), self.random.choice
        if kind == "object":
            named = schema.get("properties", {})
            wanted = {name for name in named if name in schema.get("required", ()) or self.random.random() < 0.6}
            return {name: self.value(named[name], depth + 1) for name in named if name in wanted}
        if kind == "array":
            return [self.value(schema.get("items", {}), depth + 1) for _ in range(self.random.randint(0, 3))]
        if kind == "integer":
            return pick([0, 1, 2, 7, -1, 2**31 - 1])
        if kind == "number":
            return pick([0, 1.5, "12.34", -3])
        if kind == "boolean":
            return pick([True, False])
        if kind == "string":
            formats = {"date": ["2026-09-24", "2026-12-31"], "date-time": ["2026-09-24T10:20:00+08:00"]}
            return pick(formats.get(schema.get("format"), ["甲", "abc", "x" * 300, "1", "customers.customer", "a@b.cn", "13812345678"]))
        return pick(JUNK)

    def address(self, path, operation, records):
        """The path with its places filled in, and a query."""
        query = {}
        for place in operation.get("parameters", []):
            name, sent = place["name"], self.value(place.get("schema", {}))
            if place["in"] == "path":
                known = next((pk for word, pk in records.items() if f"/{word}/" in path), 1)
                own = known if place.get("schema", {}).get("type") == "integer" and self.random.random() < 0.8 else "x"
                path = path.replace(f"{{{name}}}", str(own))
            elif place["in"] == "query" and (place.get("required") or self.random.random() < 0.7):
                query[name] = (sent if isinstance(sent, str) else json.dumps(sent)).encode("utf-8", "replace")
        return path, query


def test_no_operation_breaks_whatever_it_is_asked(client, cast, records, caplog):
    client.raise_request_exception = False
    client.force_login(cast.lin)
    document = client.get("/api/v1/openapi.json").json()
    fuzz, broken = Fuzz(document, SEED), []
    for path, operations in document["paths"].items():
        for method in METHODS:
            operation = operations.get(method)
            for _ in range(fuzz.times() if operation else 0):
                address, query = fuzz.address(path, operation, records)
                body = next(iter(operation.get("requestBody", {}).get("content", {}).items()), (None, {}))
                content = json.dumps(fuzz.value(body[1].get("schema", {}))) if body[0] else ""
                answer = client.generic(
                    method.upper(), address, content.encode(), content_type="application/json", query_params=query
                )
                if answer.status_code >= 500:
                    broken.append(f"{method} {address} {query} {content[:300]} {last_error(caplog)}")
                caplog.clear()
                let_go(answer)
    assert not broken, f"{len(broken)} broke\n" + "\n".join(broken)


def last_error(caplog):
    found = [record.exc_info[1] for record in caplog.records if record.exc_info]
    return repr(found[-1])[:300] if found else ""


def let_go(answer):
    """Close what was opened to be sent, without ending the test's own connection."""
    for closer in answer._resource_closers if answer.streaming else ():
        closer()
