"""Everything of the made-up company: people, customers, procedures, stories, opportunities, messages."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection

from bench.seed.bare import bare, fill
from bench.seed.companies import stage

TABLES = (
    "org_department", "org_employee", "org_roleholder", "customers_customer", "customers_contact", "procedures_case",
    "procedures_stay", "procedures_todo", "timeline_entry", "opportunities_opportunity", "outbox_message",
)
CUSTOMER, OPPORTUNITY = "customers.customer", "opportunities.opportunity"
SURNAMES, GIVEN = "林周何高顾马方白丁韩徐沈陆宋唐许邓冯曹彭", "叙砚苗屹盼川远露岚青微宁溪舟禾岩枫朗晴衡"
STATES = """CASE WHEN r < 15 THEN 'search' WHEN r < 30 THEN 'phone' WHEN r < 40 THEN 'visit' WHEN r < 65 THEN 'follow'
    WHEN r < 70 THEN 'sign' WHEN r < 75 THEN 'collect' WHEN r < 95 THEN 'maintain' WHEN r < 98 THEN 'dormant'
    ELSE 'lost' END"""
STAGES = "(ARRAY['target','won_chance','need','solution','quote','price','sign'])[1 + r %% 7]"
DUE = "%(now)s::timestamptz + make_interval(hours => (c.id * 7927 %% 1700)::int - 340, mins => (c.id %% 60)::int)"


def _said(key: str, state: str) -> str:
    """The key of a sentence that a state declares, as a column keeps it; `state` is SQL."""
    return f"E'\\x1f{key}.' || {state} || E'\\x1f'"


@dataclass(frozen=True, slots=True)
class Shape:
    """How large everything is for so many customers."""

    customers: int

    @property
    def people(self) -> int:
        return max(14, self.customers * 3000 // 1_000_000)

    @property
    def departments(self) -> int:
        return max(6, self.customers * 500 // 1_000_000)

    @property
    def regions(self) -> int:
        return max(2, self.departments // 12)

    @property
    def leaves(self) -> int:
        return self.departments - 1 - self.regions

    @property
    def facts(self) -> dict[str, int]:
        return {
            "people": self.people, "departments": self.departments, "regions": self.regions, "leaves": self.leaves,
            "customers": self.customers,
        }


def seed(connection: Connection, shape: Shape, *, now: datetime) -> None:
    """Write the whole company; about four minutes for a million customers on two cores."""
    with bare(connection, TABLES):
        _people(connection, shape)
        stage(connection, shape.customers)
        _customers(connection, shape, now)
        _procedures(connection, now)
        _stories(connection, now)
        _opportunities(connection, shape, now)
        _messages(connection, shape, now)
        connection.execute("DROP TABLE bench_company")


def _people(connection: Connection, shape: Shape) -> None:
    """A root, regions, and leaves where the selling is done; a head and an assistant in each leaf."""
    fill(connection, "org_department", {
        "id": "n", "parent_id": "CASE WHEN n = 1 THEN NULL WHEN n <= 1 + %(regions)s THEN 1 ELSE 2 + n %% %(regions)s END",
        "path": "CASE WHEN n = 1 THEN '/1/' WHEN n <= 1 + %(regions)s THEN format('/1/%%s/', n) "
                "ELSE format('/1/%%s/%%s/', 2 + n %% %(regions)s, n) END",
        "name": "CASE WHEN n = 1 THEN '总部' ELSE '销售' || n || '部' END", "is_active": "true",
    }, "generate_series(1, %(departments)s) n", **shape.facts)  # fmt: skip
    fill(connection, "org_employee", {
        "id": "n", "username": "'p' || n", "password": "'!'", "status": "'active'", "is_administrator": "n = 2",
        "name": f"substr('{SURNAMES}', (1 + n %% 20)::int, 1) || substr('{GIVEN}', (1 + n / 20 %% 20)::int, 1) || CASE "
                f"WHEN n >= 400 THEN substr('{GIVEN}', (1 + n / 400 %% 20)::int, 1) ELSE '' END",
        "pinyin": "'p' || n", "department_id": f"CASE WHEN n <= 2 THEN 1 ELSE {LEAF} END",
    }, "generate_series(1, %(people)s) n", **shape.facts)  # fmt: skip
    connection.execute(
        "UPDATE org_department d SET head_id = e.head FROM (SELECT department_id, min(id) AS head FROM org_employee "
        "GROUP BY 1) e WHERE e.department_id = d.id"
    )
    fill(connection, "org_roleholder", {"employee_id": "e.id", "role_id": "r.id"}, HOLDERS)


LEAF = "2 + %(regions)s + (n - 3) %% %(leaves)s"
HOLDERS = """
(SELECT id, department_id, row_number() OVER (PARTITION BY department_id ORDER BY id) AS place FROM org_employee) e
JOIN org_role r ON r.key = ANY(CASE
    WHEN e.id = 1 THEN ARRAY['general_manager', 'director'] WHEN e.id = 2 THEN ARRAY['crm_supervisor']
    WHEN place = 1 THEN ARRAY['sales_head', 'salesperson'] WHEN place = 2 THEN ARRAY['sales_assistant', 'salesperson']
    ELSE ARRAY['salesperson'] END)
"""


def _customers(connection: Connection, shape: Shape, now: datetime) -> None:
    source = f"""
    (SELECT c.*, e.id AS owner, e.department_id, {STATES} AS stage, {DUE} AS due
     FROM (SELECT *, id * 7919 %% 100 AS r FROM bench_company) c
     JOIN org_employee e ON e.id = 3 + c.id * 31 %% (%(people)s - 2)) c"""
    fill(connection, "customers_customer", {
        "id": "id", "code": "'B' || lpad(id::text, 8, '0')", "name": "name", "short_name": "short_name",
        "name_key": "name_key", "name_keys": "name_keys", "pinyin": "pinyin", "initials": "initials", "city": "city",
        "mobile": "mobile", "phone_keys": "ARRAY[mobile]", "owner_id": "owner", "department_id": "department_id",
        "case_id": "id", "state": "stage", "state_kind": KIND_OF, "state_since": "due - interval '20 days'",
        "next_todo_id": "CASE WHEN stage <> 'lost' THEN id END", "next_due_at": "CASE WHEN stage <> 'lost' THEN due END",
        "next_title": f"CASE WHEN stage <> 'lost' THEN {_said('todo.customer_tracking', 'stage')} ELSE '' END",
        "next_way": "CASE WHEN stage <> 'lost' THEN 'call' ELSE '' END",
        "nature": "'company'", "abc": "substr('ABC', (1 + id %% 3)::int, 1)", "time_class": "'future'",
        "transaction_class": "'will'", "follow_kind": "'conversion'", "prospect_state": "'intent'",
        "valid": "id %% 50 <> 0", "source": "(ARRAY['telephone','exhibition','referral','market'])[1 + id %% 4]",
        "completeness": "id %% 100", "last_activity_at": "%(now)s::timestamptz - make_interval(hours => (id %% 900)::int)",
        "created_at": "%(now)s::timestamptz - make_interval(mins => (id * 7 %% 500000)::int)", "created_by_id": "owner",
        "updated_at": "%(now)s::timestamptz", "revision": "1",
    }, source, now=now, **shape.facts)  # fmt: skip
    fill(connection, "customers_contact", {
        "customer_id": "id", "name": "substr('林周何高顾马方白丁韩', (1 + id %% 10)::int, 1) || '经理'", "mobile": "mobile",
        "is_main": "true", "is_active": "true", "created_at": "%(now)s", "updated_at": "%(now)s", "revision": "1",
    }, "bench_company", now=now)  # fmt: skip


KIND_OF = "CASE stage WHEN 'lost' THEN 'lost' WHEN 'dormant' THEN 'waiting' ELSE 'open' END"
CASE = {
    "id": "case_id", "version": "1", "state": "state", "state_kind": "state_kind", "since": "state_since",
    "owner_id": "owner_id", "department_id": "department_id", "due_at": "next_due_at", "record_id": "id",
    "title": "name", "started_at": "created_at", "closed_at": "CASE WHEN state_kind = 'lost' THEN state_since END",
}
TODO = {
    "id": "next_todo_id", "case_id": "case_id", "key": "'state.' || state", "title": "next_title", "way": "next_way",
    "assignee_id": "owner_id", "department_id": "department_id", "status": "'open'", "due_at": "next_due_at",
    "record_id": "id", "created_at": "state_since", "created_by_id": "owner_id",
}


def _cases(connection: Connection, table: str, kind: str, key: str, main: dict[str, str]) -> None:
    """A case, the stay it is in, and the open to-do of each row."""
    kinds = {"record_kind": f"'{kind}'", "main_kind": f"'{CUSTOMER}'", **main}
    fill(connection, "procedures_case", {**CASE, **kinds, "procedure": f"'{key}'"}, table)
    fill(connection, "procedures_stay", {
        "case_id": "case_id", "procedure": f"'{key}'", "state": "state", "entered_at": "state_since",
        "due_at": "next_due_at",
    }, table)  # fmt: skip
    todo = {**TODO, **kinds, "context": _said(f"place.{key}", "state")}
    fill(connection, "procedures_todo", todo, f"{table} WHERE next_todo_id IS NOT NULL")


def _procedures(connection: Connection, now: datetime) -> None:
    main = {"main_id": "id", "main_title": "short_name"}
    _cases(connection, "customers_customer", CUSTOMER, "customer_tracking", main)


def _stories(connection: Connection, now: datetime) -> None:
    """Three entries for each customer: registered, two calls."""
    fill(connection, "timeline_entry", {
        "at": "c.created_at + make_interval(days => n)", "verb": "(ARRAY['customer.registered','followups.call'])[least(n, 2)]",
        "actor_id": "c.owner_id", "kind": f"'{CUSTOMER}'", "object_id": "c.id", "main_kind": f"'{CUSTOMER}'",
        "main_id": "c.id", "title": "c.short_name", "internal": "true",
        "text": "CASE WHEN n = 1 THEN '' ELSE '客户对方案感兴趣，约下周再谈价格。' END",
        "data": "jsonb_build_object('code', c.code, 'contact', '经理', 'hits', '[]'::jsonb)",
    }, "customers_customer c, generate_series(1, 3) n")  # fmt: skip


def _opportunities(connection: Connection, shape: Shape, now: datetime) -> None:
    """One for every fifth customer, in a stage of the funnel."""
    source = f"(SELECT c.*, c.id * 7919 %% 97 AS r, {DUE} AS due FROM customers_customer c\
        WHERE c.id %% 5 = 0 AND c.state_kind <> 'lost') c"
    fill(connection, "opportunities_opportunity", {
        "id": "id / 5", "number": "'B' || lpad(id::text, 8, '0')", "name": "short_name || '采购项目'", "customer_id": "id",
        "owner_id": "owner_id", "department_id": "department_id", "main_owner_id": "owner_id",
        "main_department_id": "department_id", "contact_name": "'经理'", "phone": "mobile", "source": "source",
        "region": "city", "initiation": "'电话中提出'", "amount": "10000 + id %% 990 * 1000",
        "expected_on": "(%(now)s::timestamptz + interval '40 days')::date", "case_id": "%(customers)s + id / 5",
        "state": STAGES, "state_kind": "'open'", "state_since": "due - interval '9 days'",
        "next_todo_id": "%(customers)s + id / 5", "next_due_at": "due", "next_title": _said("todo.opportunity", STAGES), "next_way": "'call'",
        "created_at": "created_at", "created_by_id": "owner_id", "updated_at": "%(now)s::timestamptz", "revision": "1",
    }, source, now=now, **shape.facts)  # fmt: skip
    main = {"main_id": "customer_id", "main_title": "left(name, 40)"}
    _cases(connection, "opportunities_opportunity", OPPORTUNITY, "opportunity", main)


def _messages(connection: Connection, shape: Shape, now: datetime) -> None:
    """Fifty for each person, a few of them unread."""
    fill(connection, "outbox_message", {
        "recipient_id": "p", "channel": "'in_app'", "topic": "'customers.handed_over'", "title": "'客户已移交给您'",
        "state": "'sent'", "created_at": "%(now)s::timestamptz - make_interval(hours => n)", "not_before": "%(now)s",
        "read_at": "CASE WHEN n > 4 THEN %(now)s::timestamptz END",
    }, "generate_series(1, %(people)s) p, generate_series(1, 50) n", now=now, **shape.facts)  # fmt: skip
