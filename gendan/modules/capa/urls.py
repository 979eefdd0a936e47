"""Routes of corrective actions."""

from django.urls import path

from gendan.modules.capa.views import answers, capas, repeated, work

app_name = "capa"
urlpatterns = [
    path("", capas.capas, name="list"),
    path("/new", capas.create, name="create"),
    path("/<int:pk>", capas.detail, name="detail"),
    path("/<int:pk>/edit", capas.edit, name="edit"),
    path("/<int:pk>/analysis", work.analysis, name="analysis"),
    path("/<int:pk>/join", work.join, name="join"),
    path("/<int:pk>/assign", capas.assign, name="assign"),
    path("/<int:pk>/action", work.action_new, name="action_new"),
    path("/actions/<int:pk>/done", work.action_done, name="action_done"),
    path("/actions/<int:pk>/move", work.action_move, name="action_move"),
    path("/actions/<int:pk>/drop", work.action_drop, name="action_drop"),
    path("/<int:pk>/answer", answers.draft, name="draft"),
    path("/<int:pk>/link", answers.link, name="link"),
    path("/answers/<int:pk>/approve", answers.approve, name="approve"),
    path("/answers/<int:pk>/send", answers.send, name="send"),
    path("/repeated", repeated.repeated, name="repeated"),
    path("/repeated/together", repeated.together, name="together"),
    path("/open/<str:token>.pdf", answers.public_paper, name="public_paper"),
    path("/open/<str:token>", answers.public, name="public"),
]
