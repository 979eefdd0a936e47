"""Routes of the desk."""

from django.urls import include, path

from gendan.desk.settings.views.people import people

urlpatterns: list = [
    path("people", people, name="people"),
    path("", include("gendan.desk.procedures.urls")),
    path("", include("gendan.desk.settings.urls")),
    path("", include("gendan.desk.timeline_pages.urls")),
    path("", include("gendan.desk.permissions.urls")),
]
