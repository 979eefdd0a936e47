"""The verbs of the organisation."""

from gendan.spine.org.actions.absences import end_absence, plan_absence
from gendan.spine.org.actions.calendars import (
    add_calendar,
    assign_calendar,
    clear_day,
    drop_calendar,
    foresee_year,
    import_days,
    rename_calendar,
    set_day,
    set_windows,
)
from gendan.spine.org.actions.departments import (
    close_department,
    found_department,
    move_department,
    name_head,
    rename_department,
    reopen_department,
)
from gendan.spine.org.actions.leaving import announce_leaving, leave
from gendan.spine.org.actions.numbers import set_number, settle_number
from gendan.spine.org.actions.passwords import change_password, reset_password, set_language
from gendan.spine.org.actions.people import (
    change_title,
    edit_employee,
    employ,
    set_administrator,
    transfer,
)
from gendan.spine.org.actions.roles import give_role, map_title, take_role, unmap_title

__all__ = [
    "add_calendar", "announce_leaving", "assign_calendar", "change_password", "change_title", "clear_day",
    "close_department", "drop_calendar", "edit_employee", "employ", "end_absence", "foresee_year",
    "found_department", "give_role", "import_days", "leave", "map_title", "move_department", "name_head",
    "plan_absence", "rename_calendar", "rename_department", "reopen_department", "reset_password",
    "set_administrator", "set_day", "set_language", "set_number", "set_windows", "settle_number", "take_role", "transfer",
    "unmap_title",
]
