"""Routes of what surrounds every list."""

from django.urls import path

from gendan.ui.listing import bulk_pages, editing, pages
from gendan.ui.own import finding

app_name = "lists"
urlpatterns = [
    path("lists/<slug:key>/count", pages.count, name="count"),
    path("lists/<slug:key>/filter/<slug:name>", pages.filter_menu, name="filter"),
    path("lists/<slug:key>/conditions", pages.conditions, name="conditions"),
    path("lists/<slug:key>/group", pages.group, name="group"),
    path("lists/<slug:key>/views", pages.save_as, name="views"),
    path("lists/<slug:key>/views/<int:pk>", pages.saved_view, name="view"),
    path("lists/<slug:key>/cards/<slug:state>", pages.cards, name="cards"),
    path("lists/<slug:key>/bulk/<slug:name>", bulk_pages.bulk, name="bulk"),
    path("lists/<slug:key>/export", bulk_pages.export, name="export"),
    path("lists/<slug:key>/cell/<int:pk>/<slug:name>", editing.cell, name="cell"),
    path("lists/records/<str:kind>", finding.records, name="records"),
    path("jobs/<int:pk>", bulk_pages.job, name="job"),
    path("jobs/<int:pk>/file", bulk_pages.job_file, name="job_file"),
]
