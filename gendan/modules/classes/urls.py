"""Routes of the classes."""

from django.urls import path

from gendan.modules.classes.views import lists, pages, segments, strategy, submissions

app_name = "classes"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("/customers", lists.customers, name="customers"),
    path("/moves", lists.moves, name="moves"),
    path("/overrides", lists.overrides, name="overrides"),
    path("/segments", segments.segments, name="segments"),
    path("/strategy", strategy.strategy, name="strategy"),
    path("/strategy/<int:pk>", strategy.strategy, name="strategy_of"),
    path("/strategy/write", strategy.write, name="strategy_write"),
    path("/strategy/<int:pk>/measure", strategy.measure_new, name="measure_new"),
    path("/set/<int:pk>", pages.set_class, name="set"),
    path("/end/<int:pk>", pages.end_override, name="end"),
    path("/reckon", pages.reckon, name="reckon"),
    path("/measure", pages.measure, name="measure"),
    path("/submissions", submissions.submissions, name="submissions"),
    path("/submissions/<int:pk>", submissions.submission, name="submission"),
    path("/submissions/duties", submissions.duties, name="duties"),
    path("/submissions/duty", submissions.duty, name="duty"),
]
