"""What people and programs do all day: each deed is written down before it is sent, and ticked when it is acknowledged."""

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from threading import Event
from typing import Any
from uuid import uuid4

from django.utils import timezone

from bench.names import company_name
from crash.ledger import Deed, Ledger
from crash.web import Answer, Away, Browser, Program, patiently

ROWS = 12
WHY = re.compile(r'role="alert"[^>]*>(?:<svg.*?</svg>)?<span>(.*?)</span>', re.S)
FORWARD, BACK = "to_won_chance", "back_to_target"


@dataclass
class Person:
    """One of those who work at once, with what is theirs alone; `desk` is the head's, who may import."""

    browser: Browser
    desk: Browser
    program: Program
    ledger: Ledger
    dice: Random
    customers: list[int]
    chances: list[int]
    signs: list[tuple[int, Program]] = field(default_factory=list)
    stage: dict[int, str] = field(default_factory=dict)

    def work(self, until: Event) -> None:
        """One deed after the other, until told to stop; what has been begun is brought to its end."""
        while not until.is_set():
            self.dice.choices(DEEDS, WEIGHTS)[0](self)

    def once(self, deed: Deed, request: Callable[[], Answer], *, good: tuple[int, ...] = (200, 201)) -> Answer | None:
        """Send what must not be sent twice: without an answer nobody knows."""
        deed.tries += 1
        try:
            answer = request()
        except Away:
            return None
        return _noted(deed, answer, good)

    def again(self, deed: Deed, request: Callable[[], Answer], *, good: tuple[int, ...] = (200, 201)) -> Answer | None:
        """Send until it is acknowledged: it carries a token by which a second sending is known."""

        def send() -> Answer:
            deed.tries += 1
            return request()

        return _noted(deed, patiently(send), good)


def _noted(deed: Deed, answer: Answer, good: tuple[int, ...]) -> Answer | None:
    if answer.status in good:
        deed.answered = True
        return answer
    words = answer.body.decode(errors="replace")
    deed.refused = f"{answer.status} {' '.join(WHY.findall(words)) or words[:300]}"
    return None


def register(person: Person) -> None:
    """A new customer on the page, with the next step; the form carries its token."""
    deed = person.ledger.begin("customer", name=company_name(person.dice))
    values = person.browser.form("/customers/new") | {
        "name": f"{deed.facts['name']} {deed.mark}", "state": "search", "nature": "government", "duplicate_reason": deed.mark,
        "next_title": deed.mark, "next_at": (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M"),
    }
    person.again(deed, lambda: person.browser.post("/customers/new", values), good=(302,))


def call(person: Person) -> None:
    """A call with what comes next, by a program that names its request."""
    deed = person.ledger.begin("call", customer=person.dice.choice(person.customers))
    payload = {
        "customer_id": deed.facts["customer"], "text": deed.mark, "next_title": deed.mark, "once": str(uuid4()),
        "next_due_at": (timezone.now() + timedelta(days=person.dice.choice((1, 2, 5)))).isoformat(),
    }
    person.again(deed, lambda: person.program.send("POST", "/followups", payload))


def comment(person: Person) -> None:
    """A remark; a comment has no token."""
    deed = person.ledger.begin("comment")
    path = f"/customers/{person.dice.choice(person.customers)}/comments"
    person.once(deed, lambda: person.program.send("POST", path, {"text": deed.mark}))


def attach(person: Person) -> None:
    """A file."""
    content = person.dice.randbytes(person.dice.choice((200, 20_000, 400_000))).hex().encode()
    deed = person.ledger.begin("file", sha256=hashlib.sha256(content).hexdigest())
    path = f"/customers/{person.dice.choice(person.customers)}/attachments"
    person.once(deed, lambda: person.program.upload(path, name=f"{deed.mark}.txt", content=content))


def move(person: Person) -> None:
    """An opportunity a stage forward, or back; nobody else touches it."""
    chance = person.dice.choice(person.chances)
    key = BACK if person.stage.get(chance) == FORWARD else FORWARD
    deed = person.ledger.begin("move", chance=chance, to=key)
    payload: dict[str, Any] = {"data": {"reason": deed.mark} if key == BACK else {}}
    answer = person.once(deed, lambda: person.program.send("POST", f"/opportunities/{chance}/moves/{key}", payload))
    if answer is None:  # look where it stands: it may have moved all the same
        state = patiently(lambda: person.program.send("GET", f"/opportunities/{chance}")).json["state"]
        deed.facts["found"] = state
        person.stage[chance] = FORWARD if state == "won_chance" else BACK
    else:
        person.stage[chance] = key


def sign(person: Person) -> None:
    """An opinion on a contract."""
    if not person.signs:
        return comment(person)
    pk, program = person.signs.pop()
    deed = person.ledger.begin("opinion", signoff=pk)
    person.once(deed, lambda: program.send("POST", f"/signoffs/{pk}", {"verdict": "agreed", "opinion": deed.mark}))
    return None


def bring_in(person: Person) -> None:
    """A file of customers through the steps of the import; the run counts from its acknowledgement."""
    deed = person.ledger.begin("import", rows=ROWS)
    names = [f"{company_name(person.dice)} {deed.mark}/{row:02}" for row in range(ROWS)]
    file = "客户名称\n" + "\n".join(names)
    browser = person.desk
    try:
        head = browser.form("/imports/new")
        new = browser.post("/imports/new", {**head, "importer": "customers.customers"}, {"file": (f"{deed.mark}.csv", file.encode())})
        batch = "/".join(new.headers.get("location", "").split("/")[:3])
        laid_out = browser.post(f"{batch}/columns", {**head, "column-0": "name"})
        if laid_out.status != 302:
            _noted(deed, laid_out, (302,))
            return
        deed.facts["batch"] = int(batch.rsplit("/", 1)[-1])
        for _look in range(300):
            if b'value="run"' in browser.get(f"{batch}/check").body:
                break
            time.sleep(0.1)
        values = {**head, "then": "run", "class-file": "new", "class-database": "new"}
        person.once(deed, lambda: browser.post(f"{batch}/check", values), good=(302,))
        if deed.refused.startswith("422"):
            deed.refused = ""  # the worker was away for so long that nothing was checked yet; nothing was promised
    except (Away, ValueError):
        return


DEEDS: tuple[Callable[[Person], None], ...] = (register, call, comment, attach, move, sign, bring_in)
WEIGHTS = (3, 6, 4, 3, 4, 2, 0.7)
