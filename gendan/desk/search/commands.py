"""What can be done and where one can go: commands of the page's record, "new", places, and saved views."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from gendan.desk.search.asking import answers
from gendan.desk.search.found import Group, Hit
from gendan.desk.search.recent import mark_at
from gendan.modules.customers.detail import CUSTOMER_PAGE
from gendan.modules.followups.detail import PROMISE_PAGE
from gendan.modules.opportunities.detail import OPPORTUNITY_PAGE
from gendan.spine import records
from gendan.spine.access.queries import may_any
from gendan.spine.org.models import Employee
from gendan.ui import menu
from gendan.ui.detail.page import RecordSheet
from gendan.ui.listing import saved
from gendan.ui.listing.declare import Listing, listings
from gendan.ui.listing.filters import Asked

DETAILS = {page.kind: page for page in (CUSTOMER_PAGE, OPPORTUNITY_PAGE, PROMISE_PAGE)}


def record_at(user: Employee, address: str) -> Any:
    """The record whose page stands at an address of this site, if the person may see it."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    mark = mark_at(match.view_name, match.kwargs)
    if mark is None or mark[0] not in DETAILS:
        return None
    detail = DETAILS[mark[0]]
    rows = records.model_of(mark[0]).objects.visible_to(user)
    return rows.select_related(*detail.related).filter(pk=mark[1]).first()


def record_commands(request: HttpRequest, record: Any, *, text: str, asked: Asked) -> Group:
    """The buttons of a record's page that are on; the same ones, with the same rules."""
    sheet = RecordSheet(request, DETAILS[records.kind_of(record)], record, asked=asked)
    return Group(str(record), [
        Hit(str(button.title), button.url, button.icon or "bolt", ask=button.dialog, do=button.post)
        for button in sheet.all_buttons if button.allowed and answers(str(button.title), text)
    ])


def new_commands(user: Employee, text: str) -> Group:
    """What this person may register."""
    found = [(str(item.entry.label), item) for item in menu.create_menu(user)]
    return Group(_("New"), [
        Hit(f"{label}…", item.url, item.entry.icon) for label, item in found if answers(label, text)
    ])


def places(user: Employee, text: str) -> Group:
    """Pages of the rail, and of the person's own page."""
    found = []
    for item in menu.rail(user, path=""):
        found.append((item, ""))
        found += [(child, str(item.entry.label)) for child in item.children]
    found += [(item, "") for item in menu.mine(user)]
    return Group(_("Pages"), [
        Hit(str(item.entry.label), item.url, item.entry.icon, above) for item, above in found
        if answers(str(item.entry.label), text)
    ])


def views(user: Employee, text: str) -> Group:
    """Views of the lists that the person may open: those that everybody has, and saved ones."""
    found = [hit for listing in listings() if may_any(user, "view", listing.kind) for hit in _views_of(user, listing)]
    return Group(_("Views"), [hit for hit in found if answers(hit.title, text)])


def _views_of(user: Employee, listing: Listing) -> list[Hit]:
    address, note = listing.address(), str(listing.title)
    own = [(saved.key_of(view), view.name) for view in saved.views_for(user, listing.key)]
    fixed = [(view.key, str(view.title)) for view in listing.views]
    return [Hit(name, f"{address}?view={key}", "layout-list", note) for key, name in [*own, *fixed]]
