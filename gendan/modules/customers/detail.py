"""The page of one customer: everything about it in one view (F107.1)."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers import archive, forms, page, queries, rules
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.serving import serve_first_card
from gendan.modules.knowledge.detail import knowledge_tab
from gendan.spine.access.queries import masked, may
from gendan.spine.persons.queries import hidden_fields
from gendan.ui import formats
from gendan.ui.detail.declare import Button, Card, Detail, Figure, Tab
from gendan.ui.detail.files import FILES
from gendan.ui.detail.story import STORY
from gendan.ui.listing.filters import Asked
from gendan.ui.own.card import lines as own_lines

KIND = "customers.customer"
PATH = ("search", "phone", "visit", "follow", "sign", "collect", "maintain", "dormant")


def figures(record: Customer, asked: Asked) -> list[Figure]:
    """What one wants to know at a glance; modules above add theirs."""
    state = formats.urgency_of(record.next_due_at, now=asked.now)
    days = (asked.today - record.last_activity_at.date()).days if record.last_activity_at else None
    own = [
        Figure(
            label=_("last follow-up"), value=record.last_activity_at.date() if record.last_activity_at else _("never"),
            note=_("%(days)d days ago") % {"days": days} if days is not None else _("not yet contacted"),
        ),
        Figure(
            label=_("next step"), value=formats.due_text(record.next_due_at, now=asked.now) if record.next_due_at else "—",
            note=record.next_title or _("nothing planned"), state=state, glyph=True,
        ),
    ]
    said = [Figure(label=_("satisfaction"), value=record.satisfaction, note=_("of 5, as they said"))] if record.satisfaction is not None else []
    rest = [
        *said,
        Figure(label=_("prospect state"), value=record.get_prospect_state_display(), note=record.get_follow_kind_display()),
        Figure(label=_("archive completeness"), value=f"{record.completeness}%", url="?tab=data"),
        Figure(label=_("source"), value=record.get_source_display() or "—", note=record.source_note),
    ]
    return own + page.figures(record, asked) + rest


def buttons(record: Customer, asked: Asked) -> list[Button]:
    """What may be done besides the moves of the life-cycle."""
    edit, assign, delete = (may(asked.user, action, record) for action in ("edit", "assign", "delete"))

    def button(key: str, title: Any, icon: str, answer: Any, *, dialog: bool = True) -> Button:
        return Button(
            key=key, title=title, icon=icon, url=reverse(f"customers:{key}", args=[record.pk]), dialog=dialog,
            allowed=answer.allowed, reason=answer.reason, who=answer.who,
        )

    return [
        *page.buttons(record, asked),
        button("edit", _("Edit"), "edit", edit, dialog=False),
        button("contact_new", _("Add a contact"), "user-plus", edit),
        button("owner", _("Hand over"), "transfer", assign),
        button("related", _("Related people"), "users-plus", edit),
        button("prospect", _("Prospect state"), "arrow-right", edit),
        button("validity", _("Mark as invalid") if record.valid else _("Mark as valid"), "ban", edit),
        Button(key="card", title=_("Print the archive card"), icon="printer", url=reverse("customers:card", args=[record.pk])),
        button("bin", _("Delete"), "trash", delete),
    ]


def tags(record: Customer) -> list[Any]:
    """Small words behind the name."""
    found = [record.industry, *record.tags]
    if record.prospect_state == "suspected":
        found.insert(0, record.get_prospect_state_display())
    if not record.valid:
        found.insert(0, _("invalid"))
    return [tag for tag in found if tag]


# -- tabs and cards ---------------------------------------------------------------------------------------------


SECTIONS = (
    (gettext_lazy("Identity and classes"), (*forms.IDENTITY, "code", *forms.CLASSES, "time_class", "transaction_class",
                                            "follow_kind", "prospect_state", "valid")),
    (gettext_lazy("Where and how to reach"), forms.PLACE),
    (gettext_lazy("The firm"), (*forms.FIRM, "source", "source_note", "first_contact_on", "first_contact_place")),
    (gettext_lazy("What visits found"), forms.FINDINGS),
    (gettext_lazy("Trade, credit and image"), (*forms.TRADE, "credit_limit", "loyalty", "satisfaction")),
)


def facts(record: Customer, user: Any) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """The filled fields under their headings; what the person may not see is hidden."""
    found = []
    for title, names in SECTIONS:
        rows = [(label_of(name), said(record, name, user)) for name in names]
        found.append((title, [row for row in rows if row[1]]))
    return [section for section in found if section[1]]


def label_of(name: str) -> Any:
    """The name of a field for people."""
    return getattr(Customer._meta.get_field(name), "verbose_name", name)


def said(record: Customer, name: str, user: Any) -> str:
    """One value as people read it."""
    if getattr(record, name) not in (None, "", [], False) and masked(user, KIND, name):
        return "****"
    return spoken(record, name=name)


def spoken(record: Any, *, name: str) -> str:
    """The same of whoever may see it, of a customer or a person."""
    value = getattr(record, name)
    if value in (None, "", []) or value is False:
        return ""
    display = getattr(record, f"get_{name}_display", None)
    if display is not None:
        return str(display())
    if value is True:
        return _("yes")
    if isinstance(value, list):
        return "、".join(value)
    if name in ("phone", "fax", "mobile"):
        return formats.phone_groups(str(value))
    return formats.amount(value) if name in ("turnover", "credit_limit") else str(value)


def data_tab(record: Customer, asked: Asked) -> dict[str, Any]:
    """All fields, what the archive lacks, and who was responsible."""
    contacts = queries.contacts_of(record)
    return {
        "facts": facts(record, asked.user), "complete": archive.completeness(record, contacts=contacts),
        "history": queries.owner_history(record)[:20], "may_edit": bool(may(asked.user, "edit", record)),
        "technical": rules.technical_documents_may_be_shared(record), "related": queries.related_people(record),
    }


def contacts_tab(record: Customer, asked: Asked) -> dict[str, Any]:
    """The people with what they consent to."""
    people = list(record.contacts.all())
    consents = queries.consents_of(people)
    for one in people:
        one.own_lines = list(own_lines(one, asked.user)) if one.own else []
    wanted = queries.consentable().items()
    rows = [
        (person, [(label, consents.get(person.pk, {}).get(key)) for key, label in wanted], page.person_buttons(person, asked))
        for person in people
    ]
    return {"people": rows, "may_edit": bool(may(asked.user, "edit", record)), "hides_phone": hides(asked.user, "mobile"),
            "hidden": hidden_fields(Contact)}


def hides(user: Any, name: str) -> bool:
    """Whether the person sees asterisks instead of this field."""
    return masked(user, KIND, name)


def count_contacts(record: Customer, asked: Asked) -> int:  # noqa: ARG001
    return len(queries.contacts_of(record))


def contacts_card(record: Customer, asked: Asked) -> dict[str, Any]:
    """The first five people with their numbers."""
    return {
        "card_people": queries.contacts_of(record)[:5], "card_count": count_contacts(record, asked),
        "card_may_edit": bool(may(asked.user, "edit", record)), "hides_phone": hides(asked.user, "mobile"),
    }


def notes_card(record: Customer, asked: Asked) -> dict[str, Any]:
    """What they value, settlement, delivery, taboos."""
    return {
        "notes": [(label_of(name), getattr(record, name)) for name in forms.NOTES],
        "notes_may_edit": bool(may(asked.user, "edit", record)),
    }


# -- the archive card (F49) ---------------------------------------------------------------------------------------


def _facts_sheet(key: str, title: Any, *chosen: int) -> page.Sheet:
    def context(record: Customer, asked: Asked) -> dict[str, Any]:
        wanted = {SECTIONS[number][0] for number in chosen}
        return {"facts": [(title, rows) for title, rows in facts(record, asked.user) if title in wanted]}

    return page.Sheet(key=key, title=title, template="customers/sheet_facts.html", context=context)


def _people_sheet(record: Customer, asked: Asked) -> dict[str, Any]:
    return {"contacts": queries.contacts_of(record), "hides_phone": hides(asked.user, "mobile"), **notes_card(record, asked)}


SHEETS = (
    _facts_sheet("basics", gettext_lazy("Basics"), 0, 1, 2),
    page.Sheet(key="people", title=gettext_lazy("Contacts"), template="customers/sheet_people.html", context=_people_sheet),
    _facts_sheet("findings", gettext_lazy("What visits found"), 3),
    _facts_sheet("trade", gettext_lazy("Trade, credit and image"), 4),
)


def archive_card(record: Customer, asked: Asked, *, part: str) -> dict[str, Any]:
    """All parts, or the one that is asked for, each with what it shows."""
    known = (*SHEETS, *page.sheets())
    chosen = [sheet for sheet in known if sheet.key == part] or known
    return {
        "sheets": [(sheet, sheet.context(record, asked)) for sheet in chosen],
        "parts": [("", _("Whole archive"), not part), *((sheet.key, sheet.title, sheet.key == part) for sheet in known)],
        "complete": archive.completeness(record, contacts=queries.contacts_of(record)),
    }


DATA = Tab(key="data", title=gettext_lazy("Data"), template="customers/tab_data.html", context=data_tab)
CONTACTS = Tab(
    key="contacts", title=gettext_lazy("Contacts"), template="customers/tab_contacts.html", context=contacts_tab,
    count=count_contacts,
)
CHANGES = Tab(key="changes", title=gettext_lazy("Changes"), template="ui/detail/changes.html")

CUSTOMER_PAGE = Detail(
    kind=KIND,
    title=gettext_lazy("Customers"),
    listing="customers",
    url_name="customers:detail",
    tabs=(STORY, DATA, CONTACTS, FILES, CHANGES),
    name="name",
    badge="abc",
    number="code",
    tags=tags,
    related=("owner", "department", "case"),
    path_states=PATH,
    figures=figures,
    buttons=buttons,
    moves_first=True,
    change_owner=lambda record: reverse("customers:owner", args=[record.pk]),
    cards=(
        serve_first_card(),
        Card(template="customers/card_contacts.html", context=contacts_card),
        Card(template="customers/card_notes.html", context=notes_card),
    ),
)


def customer_page() -> Detail:
    """The page with what other modules have added to it; a tab with the key of the story takes its place."""
    added = {tab.key: tab for tab in page.tabs()}
    whole = (added.pop(STORY.key, STORY), DATA, CONTACTS, *added.values(), knowledge_tab(), FILES, CHANGES)
    return replace(CUSTOMER_PAGE, tabs=whole, cards=(*CUSTOMER_PAGE.cards, *page.cards()))
