"""Routes of the reports."""

from django.urls import path

from gendan.desk.reports import views

urlpatterns = [
    path("reports", views.first, name="reports"),
    path("reports/<slug:key>", views.report, name="report"),
]
