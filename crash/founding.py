"""The company that is to live through it: people, customers, opportunities in their stages, contracts to be signed."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import cycle
from random import Random
from typing import Any

from django.utils import timezone, translation

from crash.ledger import Ledger
from crash.people import Person
from crash.web import Browser, Program
from gendan.api.actions import make_token
from gendan.modules.contracts.actions import draft_contract
from gendan.modules.contracts.tests.factories import REGULAR, kind, line, write
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.messages.actions import choose_channels
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import SignOff
from year.company import SELLING, Company, Scale, found

PASSWORD = "gendan-2026"
CUSTOMERS, CHANCES = 6, 3


@dataclass
class Founded:
    """The company, and the keys of its programs."""

    made: Company
    tokens: dict[int, str]
    sellers: list[Employee]


def found_company(*, people: int, seed: int) -> Founded:
    """In the empty database at hand; everybody hears of everything by e-mail, too."""
    now = timezone.now()
    with translation.override("zh-hans"):
        made = found(Scale(people=50, customers=80, seed=seed, quiet=0.2, begins=timezone.localdate() - timedelta(days=3)))
    sellers = made.at_work(SELLING[1])[:people]
    for one in made.people:
        choose_channels(one, topic="", channels=["email"])
    for one in [*sellers, *made.at_work(SELLING[0])]:
        one.set_password(PASSWORD)
        one.save()
    made.read_again()
    tokens = {one.pk: make_token(employee=one, name="crash", now=now)[1] for one in made.people}
    return Founded(made, tokens, sellers)


def people_of(founded: Founded, *, port: int, ledger: Ledger, seed: int) -> list[Person]:
    """The sellers at their desks, logged in."""
    reviewer = founded.made.at_work(SELLING[0])[0]
    found_people = []
    heads = founded.made.at_work(SELLING[0])
    for number, seller in enumerate(founded.sellers):
        browser, desk = Browser(port), Browser(port)
        browser.log_in(seller.username, PASSWORD)
        desk.log_in(heads[number].username, PASSWORD)
        customers = list(Customer.objects.filter(owner=seller).exclude(state="dormant")[:CUSTOMERS])
        chances = [_chance(one, seller, reviewer) for one in customers[:CHANCES]]
        program = Program(port, founded.tokens[seller.pk])
        found_people.append(Person(browser, desk, program, ledger, Random(f"{seed}.{number}"), [one.pk for one in customers], chances))
    return found_people


def _chance(customer: Customer, seller: Employee, reviewer: Employee) -> int:
    head = seller.supervisor or reviewer
    return int(registered(customer, actor=seller, reviewer=head, now=timezone.now(), amount=Decimal(80_000)).pk)


def hand_out_opinions(founded: Founded, people: list[Person], *, contracts: int) -> None:
    """Contracts come under review; whose opinion is asked does not matter, each is given by one of those who work."""
    now = timezone.now()
    for number in range(contracts):
        seller = founded.sellers[number % len(founded.sellers)]
        customer = Customer.objects.filter(owner=seller).exclude(state="dormant").first()
        contract = draft_contract(customer, name="年度供货合同", kind=kind(REGULAR), actor=seller, now=now, delivery_on=now.date() + timedelta(days=30))
        write(contract, lines=[line()], actor=seller, now=now)
        engine.perform(contract, "submit", actor=seller, now=now)
    held = {pk for person in people for pk, _program in person.signs}
    waiting = SignOff.objects.filter(verdict="pending").exclude(pk__in=held).select_related("todo")
    for sign, person in zip(waiting, cycle(people), strict=False):
        person.signs.append((sign.pk, Program(person.program.port, founded.tokens[_signer(sign)])))


def _signer(sign: Any) -> int:
    return int(sign.todo.assignee_id)
