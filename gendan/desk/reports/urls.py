"""Routes of the reports."""

from django.urls import path

from gendan.desk.reports import views

urlpatterns = [
    path("reports", views.dashboard, name="reports"),
    path("reports/dashboard/change", views.change, name="dashboard_change"),
    path("reports/dashboard/tile/<slug:key>", views.tile, name="dashboard_tile"),
    path("reports/<slug:key>", views.report, name="report"),
    path("reports/<slug:key>/subscribe", views.subscribe, name="report_subscribe"),
]
