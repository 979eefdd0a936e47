"""The entries of the rail: settings for those who may open them, the address book for everybody."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.desk.settings.gate import may_assign, may_settle
from gendan.ui import menu

PAGES = (
    ("settings.departments", _("Departments"), "sitemap", "settings:departments", may_settle),
    ("settings.employees", _("Employees"), "users", "settings:employees", may_assign),
    ("settings.roles", _("Roles and titles"), "id-badge-2", "settings:roles", may_assign),
    ("settings.absences", _("Absences and deputies"), "beach", "settings:absences", may_settle),
    ("settings.calendars", _("Working calendars"), "calendar-event", "settings:calendars", may_settle),
    ("settings.numbers", _("Numbers of the company"), "adjustments", "settings:numbers", may_settle),
)

MINE = (
    ("contact", _("My contact data"), "phone", "settings:my_contact"),
    ("absence", _("My absences"), "beach", "settings:my_absence"),
    ("password", _("My password"), "lock", "settings:my_password"),
)


def declare() -> None:
    """Register the entries."""
    menu.register(
        "people", label=pgettext_lazy("place", "People"), icon="address-book", url_name="people", position=80
    )
    menu.register(
        "settings", label=pgettext_lazy("place", "Settings"), icon="settings", url_name="settings:index",
        group="foot", needs=menu.UNDER, position=95,
    )
    for position, (key, label, icon, url_name, needs) in enumerate(PAGES):
        menu.register(
            key, label=label, icon=icon, url_name=url_name, group="settings", needs=needs, position=position
        )
    for position, (key, label, icon, url_name) in enumerate(MINE):
        menu.register_mine(key, label=label, icon=icon, url_name=url_name, position=position)
