"""Routes of plans."""

from django.urls import path

from gendan.modules.plans.views import months, reports, visits

app_name = "plans"
urlpatterns = [
    path("plans", months.plans, name="list"),
    path("plans/begin", months.begin, name="begin"),
    path("plans/today", months.today, name="today"),
    path("plans/<int:pk>", months.detail, name="detail"),
    path("plans/<int:pk>/put", months.put, name="put"),
    path("plans/<int:pk>/add", months.add, name="add"),
    path("plans/<int:pk>/analysis", months.analysis, name="analysis"),
    path("plans/actions/<int:pk>", months.action, name="action"),
    path("plans/actions/<int:pk>/drop", months.drop, name="drop"),
    path("visit-reports", reports.reports, name="reports"),
    path("visit-reports/new", reports.new, name="report_new"),
    path("visit-reports/<int:pk>", reports.report, name="visit_report"),
    path("visit-reports/<int:pk>/summary", reports.summary, name="summary"),
    path("meetings", reports.meetings, name="meetings"),
    path("meetings/new", reports.meeting_new, name="meeting_new"),
    path("meetings/<int:pk>", reports.meeting, name="meeting"),
    path("visits", visits.visits, name="visits"),
    path("visits/<int:pk>", visits.visit, name="visit"),
    path("visits/new/<int:pk>", visits.new, name="visit_new"),
    path("visits/<int:pk>/prepare", visits.prepare, name="prepare"),
    path("visits/<int:pk>/put-off", visits.put_off, name="put_off"),
    path("visits/<int:pk>/arrive", visits.arrive, name="arrive"),
    path("visits/<int:pk>/report", visits.report, name="report"),
]
