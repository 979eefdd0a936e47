"""What the stories of contracts begin with: a customer, a product, a contract, people who review, and a signed paper."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.contracts import actions
from gendan.modules.contracts.models import Contract, ContractKind
from gendan.modules.customers.tests.factories import customer
from gendan.spine.org.models import Department, Employee, Role, RoleHolder
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import SignOff

REGULAR, SPECIAL, SMART_KEY, CONNECTED = range(4)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
BOTH = {"our_signatory": "方致远", "their_signatory": "高鹏"}


def person(username: str, name: str, role: str, department: Department) -> Employee:
    """Somebody more who works here."""
    made = Employee.objects.create(username=username, name=name, department=department, pinyin=username, password="!")
    RoleHolder.objects.create(role=Role.objects.get(key=role), employee=made)
    return made


def reviewers(cast: Any) -> dict[str, Employee]:
    """Production, technology, warehouse and archive, beside quality and finance who are there already."""
    wanted = {"production": "沈工", "technology": "陆工", "warehouse": "库管", "archive": "档案"}
    return {role: person(role, name, role, cast.company) for role, name in wanted.items()}


def product(code: str = "JS-100", price: int = 1000, **values: Any) -> Product:
    """A regular product."""
    line, _made = ProductLine.objects.get_or_create(name="减速机")
    found, _new = Product.objects.get_or_create(
        code=code, defaults={"line": line, "name": f"减速机 {code}", "unit": "台", "list_price": Decimal(price)} | values
    )
    return found


def line(of: Product | None = None, *, quantity: int = 10, price: str = "1000") -> dict[str, Any]:
    """What is sold."""
    sold = of or product()
    return {"product": sold, "name": sold.name, "unit": sold.unit, "quantity": Decimal(quantity), "price": Decimal(price)}


def kind(position: int) -> ContractKind:
    """One of the four kinds that a company begins with."""
    return ContractKind.objects.get(position=position)


def draft(cast: Any, now: Any, *, of: int = REGULAR, name: str = "减速机采购合同", complete: bool = True, **values: Any) -> Contract:
    """A contract of He's, written as far as a review needs it."""
    at = values.pop("at", None) or customer(cast.he, now)
    actor = values.pop("actor", cast.he)
    lines = values.pop("lines", None) or [line()]
    contract = actions.draft_contract(
        at, name=name, kind=kind(of), actor=actor, now=now, **({"delivery_on": now.date() + timedelta(days=30)} | values)
    )
    if complete:
        write(contract, lines=lines, actor=actor, now=now)
    return contract


def write(contract: Contract, *, lines: list[dict[str, Any]], actor: Any, now: Any) -> None:
    """Lines, payments, and answers to what a review asks."""
    actions.set_lines(contract, lines=lines, actor=actor, now=now)
    terms = [{"after": "signing", "share": Decimal(30), "days": 7}, {"after": "delivery", "share": Decimal(70), "days": 30}]
    actions.set_terms(contract, terms=terms, actor=actor, now=now)
    rows = [{"nature": "stated", "text": "噪声不超过 75 分贝", "met": "yes"}]
    rows += [{"nature": row.nature, "text": row.text, "met": "yes"} for row in contract.requirements.all()]
    actions.set_requirements(contract, requirements=rows, actor=actor, now=now)
    contract.refresh_from_db()


def opinion(contract: Contract, party: str, person: Any, *, now: Any, verdict: str = "agreed", words: str = "") -> Contract:
    """One party signs."""
    row = SignOff.objects.get(case=contract.case_id, verdict="pending", party=party)
    engine.sign(row, verdict=verdict, opinion=words, actor=person, now=now)
    contract.refresh_from_db()
    return contract


_scans = count()


def paper(name: str = "合同.pdf") -> SimpleUploadedFile:
    """A scan of a signed paper, each unlike any other."""
    return SimpleUploadedFile(name, PDF + f"\n% {next(_scans)}\n".encode(), content_type="application/pdf")


def reviewed(cast: Any, now: Any, **values: Any) -> Contract:
    """A regular contract that has passed its review."""
    contract = draft(cast, now, **values)
    actions.submit_contract(contract, actor=cast.he, now=now)
    return opinion(contract, "sales", cast.he, now=now, words="常规产品，可以签订")


def signed(cast: Any, now: Any, **values: Any) -> Contract:
    """The same, signed by both."""
    contract = reviewed(cast, now, **values)
    return actions.sign_contract(contract, signed_on=now.date(), **BOTH, paper=paper(), actor=cast.he, now=now)


def in_force(cast: Any, now: Any, **values: Any) -> Contract:
    """The same, filed."""
    contract = signed(cast, now, **values)
    engine.perform(contract, "file", actor=cast.he, data={"archive_place": "A-03"}, now=now)
    return contract
