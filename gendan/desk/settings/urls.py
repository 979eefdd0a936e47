"""Routes of the settings pages; `people` stands outside of their name space."""

from django.urls import path

from gendan.desk.settings.views import absences, calendars, departments, employees, index, numbers, people, roles

app_name = "settings"
urlpatterns = [
    path("settings", index.index, name="index"),
    path("settings/departments", departments.tree, name="departments"),
    path("settings/departments/<int:pk>", departments.department, name="department"),
    path("settings/departments/<int:pk>/close", departments.close, name="department_close"),
    path("settings/employees", employees.listing, name="employees"),
    path("settings/employees/new", employees.employ, name="employ"),
    path("settings/employees/<int:pk>", employees.employee, name="employee"),
    path("settings/employees/<int:pk>/edit", employees.edit, name="employee_edit"),
    path("settings/employees/<int:pk>/title", employees.title, name="employee_title"),
    path("settings/employees/<int:pk>/roles", employees.give_role, name="role_give"),
    path("settings/employees/<int:pk>/roles/<int:held>/take", employees.take_role, name="role_take"),
    path("settings/employees/<int:pk>/password", employees.reset_password, name="password_reset"),
    path("settings/employees/<int:pk>/leaving", employees.announce, name="employee_leaving"),
    path("settings/employees/<int:pk>/leave", employees.leave, name="employee_leave"),
    path("settings/company-numbers", numbers.numbers, name="numbers"),
    path("settings/company-numbers/<str:key>", numbers.number, name="number"),
    path("settings/roles", roles.roles, name="roles"),
    path("settings/roles/unmap", roles.unmap, name="title_unmap"),
    path("settings/absences", absences.absences, name="absences"),
    path("settings/absences/<int:pk>/end", absences.end, name="absence_end"),
    path("settings/calendars", calendars.calendars, name="calendars"),
    path("settings/calendars/<int:pk>", calendars.calendar, name="calendar"),
    path("settings/calendars/<int:pk>/day", calendars.day, name="calendar_day"),
    path("settings/calendars/<int:pk>/days", calendars.import_days, name="calendar_days"),
    path("settings/calendars/<int:pk>/foresee", calendars.foresee, name="calendar_foresee"),
    path("settings/calendars/<int:pk>/drop", calendars.drop, name="calendar_drop"),
    path("me/absence", absences.mine, name="my_absence"),
    path("me/contact", people.contact, name="my_contact"),
    path("me/password", people.password, name="my_password"),
]
