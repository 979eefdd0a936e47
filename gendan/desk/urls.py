"""Routes of the desk."""

from django.urls import include, path

from gendan.desk.settings.views.people import people

urlpatterns: list = [
    path("", include("gendan.desk.home.urls")),
    path("", include("gendan.desk.reports.urls")),
    path("", include("gendan.desk.rest.urls")),
    path("", include("gendan.desk.search.urls")),
    path("", include("gendan.desk.calendar.urls")),
    path("", include("gendan.desk.bin.urls")),
    path("people", people, name="people"),
    path("", include("gendan.desk.procedures.urls")),
    path("", include("gendan.desk.settings.urls")),
    path("", include("gendan.desk.fields.urls")),
    path("", include("gendan.desk.timeline_pages.urls")),
    path("", include("gendan.desk.papers.urls")),
    path("", include("gendan.desk.permissions.urls")),
    path("imports/", include("gendan.desk.import_pages.urls")),
    path("", include("gendan.desk.inbox.urls")),
    path("", include("gendan.desk.doors.urls")),
    path("settings/backups", include("gendan.desk.backups.urls")),
    path("settings/numbers", include("gendan.desk.numbering.urls")),
]
