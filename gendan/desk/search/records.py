"""Records of all kinds by name, number, phone, pinyin or initials; each question is one that an index answers.

A million customers stand behind it: conditions are asked one after the other, the surest first, never joined by OR,
and nothing is sorted by the database.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Func, Q, QuerySet, TextField
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.desk.search.asking import CUSTOMERS, OPPORTUNITIES, PEOPLE, TODOS, Question, answers, initials_of_pinyin
from gendan.desk.search.found import KEPT, Group, Hit
from gendan.modules.customers import names
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.knowledge.models import Article
from gendan.modules.knowledge.queries import searched
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.org import tables
from gendan.spine.org.models import Employee
from gendan.spine.procedures import queries, registry
from gendan.spine.procedures.models import Todo
from gendan.spine.words import matching
from gendan.ui import formats
from gendan.ui.listing.search import doubled
from gendan.ui.records import icon_of, record_url

SEEN_TODOS = 300
CUSTOMER, OPPORTUNITY, ARTICLE = "customers.customer", "opportunities.opportunity", "knowledge.article"


def records(user: Employee, question: Question, *, now: datetime, limit: int = KEPT) -> list[Group]:
    """One group a kind, in the order in which they are mostly wanted."""
    if question.is_empty:
        return []
    customers = find_customers(user, question.text, limit=limit) if question.wants(CUSTOMERS) else []
    groups = [Group(_("Customers"), [_customer_hit(one) for one in customers], _list("customers", question.text))]
    if question.wants(OPPORTUNITIES):
        found = find_opportunities(user, question.text, limit=limit)
        groups.append(Group(_("Opportunities"), [_opportunity_hit(one) for one in found],
                            _list("opportunities", question.text)))
    if question.only == "":
        groups.append(Group(_("Contacts"), [_contact_hit(one) for one in find_contacts(user, question.text, limit=limit)]))
        groups.append(Group(_("Knowledge"), find_articles(user, question.text, limit=limit), _list("knowledge", question.text)))
    if question.wants(TODOS):
        groups.append(Group(_("To-dos"), find_todos(user, question, now=now, limit=limit),
                            "/todos?" + urlencode({"q": question.text})))
    if question.wants(PEOPLE):
        people = tables.find_people(question.text, department=None)[:limit] if question.text else []
        groups.append(Group(_("People"), [_person_hit(one) for one in people],
                            "/people?" + urlencode({"q": question.text})))
    return groups


def _list(place: str, text: str) -> str:
    return f"/{place}?" + urlencode({"view": "all", "q": text}) if text else ""


def state_of(record: Any, procedure: str) -> str:
    """The title of the state that a record stands in."""
    declared = registry.find(procedure)
    state = declared.find_state(record.state) if declared else None
    return str(state.title) if state else ""


def taken(rows: QuerySet, conditions: Iterable[Q], *, limit: int) -> list[Any]:
    """The first rows of each condition in turn, each row once."""
    found: dict[int, Any] = {}
    for condition in conditions:
        if len(found) >= limit:
            break
        found |= {row.pk: row for row in rows.filter(condition)[:limit] if row.pk not in found}
    return list(found.values())[:limit]


# -- customers --------------------------------------------------------------------------------------------------


def customer_conditions(text: str) -> list[Q]:
    """Number, phone, credit code, initials, pinyin, then a part of the name of at least two characters."""
    wanted, found = names.normal(text), []
    if text.isascii() and len(text) > 1:
        found.append(Q(code__startswith=text.upper()))
    if key := names.phone_key(text):
        found.append(Q(phone_keys__contains=[key]))
    if len(text) == 18 and text.isalnum():
        found.append(Q(credit_code=text.upper()))
    found += _by_letters(wanted, "initials", "pinyin")
    if len(wanted) > 1:
        found.append(Q(name_dbl__contains=doubled(text)))
    return found


def _by_letters(wanted: str, initials: str, pinyin: str) -> list[Q]:
    letters = Question(wanted).letters
    if not letters:
        return []
    found = [Q(**{f"{initials}__startswith": letters})]
    if shorter := initials_of_pinyin(letters):
        found.append(Q(**{f"{initials}__startswith": shorter, f"{pinyin}__contains": letters}))
    return found


def find_customers(user: Employee, text: str, *, limit: int) -> list[Customer]:
    """Customers that the person may see; those that begin with the text first."""
    rows = Customer.objects.visible_to(user).select_related("owner", "department")
    found = taken(rows, customer_conditions(text), limit=limit * 3)
    wanted = names.normal(text)
    found.sort(key=lambda one: (not names.normal(str(one)).startswith(wanted), len(one.name)))
    return found[:limit]


def _customer_hit(customer: Customer) -> Hit:
    note = " · ".join(part for part in (state_of(customer, "customer_tracking"), str(customer.owner or "")) if part)
    return Hit(customer.name, record_url(CUSTOMER, customer.pk), icon_of(CUSTOMER), note)


# -- what stands under them -------------------------------------------------------------------------------------


def find_contacts(user: Employee, text: str, *, limit: int) -> list[Contact]:
    """People at the customers that the person may see, by the beginning of their name, its initials, or by their number."""
    conditions = []
    if len(text) > 1:
        conditions.append(Q(name__startswith=text))
    if letters := Question(text).letters:
        conditions.append(Q(initials__startswith=letters))
    if key := names.phone_key(text):
        conditions.append(Q(customer__phone_keys__contains=[key], mobile__contains=key[-4:]))
    rows = Contact.objects.visible_to(user).filter(is_active=True).select_related("customer")
    return taken(rows, conditions, limit=limit)


def _contact_hit(contact: Contact) -> Hit:
    title = f"{contact.name} {contact.position}".strip()
    return Hit(title, f"{record_url(CUSTOMER, contact.customer_id)}?tab=contacts", "address-book", str(contact.customer))


def find_opportunities(user: Employee, text: str, *, limit: int) -> list[Opportunity]:
    """By number, by a part of the name, and those of the customers that the text finds."""
    if not text:
        return []
    rows = Opportunity.objects.visible_to(user).select_related("customer", "owner").alias(
        doubled=Func("name", function="gendan_doubled", output_field=TextField())
    )
    conditions = [Q(number__startswith=text.upper())] if text.isascii() and len(text) > 1 else []
    if len(names.normal(text)) > 1:
        conditions.append(Q(doubled__contains=doubled(text)))
    customers = [one.pk for one in find_customers(user, text, limit=20)]
    if customers:
        conditions.append(Q(customer__in=customers))
    return taken(rows, conditions, limit=limit)


def _opportunity_hit(opportunity: Opportunity) -> Hit:
    note = " · ".join(part for part in (str(opportunity.customer or ""), state_of(opportunity, "opportunity")) if part)
    return Hit(opportunity.name, record_url(OPPORTUNITY, opportunity.pk), icon_of(OPPORTUNITY), note)


def find_articles(user: Employee, text: str, *, limit: int) -> list[Hit]:
    """Knowledge that the person may read, by title, pinyin or text."""
    if len(text) < 2 and text.isascii():
        return []
    rows = Article.objects.visible_to(user, "read").filter(searched(text)).select_related("category")
    return [
        Hit(str(one), record_url(ARTICLE, one.pk), icon_of(ARTICLE), str(one.category)) for one in rows.order_by("position", "pk")[:limit]
    ]


# -- people and what they have to do ------------------------------------------------------------------------------


def _person_hit(person: Employee) -> Hit:
    note = " · ".join(part for part in (person.department.name, person.title, formats.phone_groups(person.phone)) if part)
    return Hit(person.name, "/people?" + urlencode({"q": person.name}), "user", note)


def find_todos(user: Employee, question: Question, *, now: datetime, limit: int) -> list[Hit]:
    """Open to-dos of the person by title or customer, and with "!" also those of the people below."""
    mine = list(queries.todos_of(user, on=timezone.localdate(now)).order_by("due_at", "pk")[:SEEN_TODOS])
    found = [one for one in mine if answers(one.title, question.text) or answers(one.main_title, question.text)]
    if question.only == TODOS and question.text and len(found) < limit:
        theirs = queries.todos_of_people(user).filter(
            matching("title", question.text) | Q(main_title__icontains=question.text)
        )
        found += list(theirs.order_by("due_at", "pk")[:limit])
    return [_todo_hit(one, user, now) for one in found[:limit]]


def _todo_hit(todo: Todo, user: Employee, now: datetime) -> Hit:
    due = formats.due_text(todo.due_at, now=now)
    who = todo.assignee.name if todo.assignee_id != user.pk else ""
    note = " · ".join(part for part in (todo.main_title, who, due) if part)
    return Hit(todo.title, f"/todos/{todo.pk}", "checkbox", note)
