"""Routes of plans."""

from django.urls import path

from gendan.modules.plans import views

app_name = "plans"
urlpatterns = [
    path("plans", views.plans, name="list"),
    path("plans/begin", views.begin, name="begin"),
    path("plans/today", views.today, name="today"),
    path("plans/<int:pk>", views.detail, name="detail"),
    path("plans/<int:pk>/put", views.put, name="put"),
    path("plans/<int:pk>/add", views.add, name="add"),
    path("plans/<int:pk>/analysis", views.analysis, name="analysis"),
    path("plans/actions/<int:pk>", views.action, name="action"),
    path("plans/actions/<int:pk>/drop", views.drop, name="drop"),
]
