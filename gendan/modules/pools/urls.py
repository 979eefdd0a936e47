"""Routes of the pools."""

from django.urls import path

from gendan.modules.pools.views import pages, runs, settings

app_name = "pools"
urlpatterns = [
    path("", pages.pooled, name="list"),
    path("/leaving", pages.leaving, name="leaving"),
    path("/<int:pk>", pages.detail, name="detail"),
    path("/<int:pk>/claim", pages.claim, name="claim"),
    path("/<int:pk>/assign", pages.assign, name="assign"),
    path("/<int:pk>/put-back", pages.put_back, name="put_back"),
    path("/give-back/<int:pk>", pages.give_back, name="give_back"),
    path("/tonight", runs.tonight, name="tonight"),
    path("/runs", runs.runs, name="runs"),
    path("/runs/<int:pk>", runs.run, name="run"),
    path("/runs/<int:pk>/undo", runs.undo, name="undo"),
    path("/settings", settings.index, name="settings"),
    path("/settings/new", settings.new, name="new"),
    path("/settings/<int:pk>", settings.edit, name="edit"),
    path("/settings/<int:pk>/rules/new", settings.rule_new, name="rule_new"),
    path("/settings/rules/<int:pk>", settings.rule_edit, name="rule_edit"),
    path("/settings/capacity", settings.capacity, name="capacity"),
]
