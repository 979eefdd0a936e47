"""Routes of moves, to-dos, sign-offs, and of the procedures' settings."""

from django.urls import path

from gendan.desk.procedures.views import moves, signoffs, todos

app_name = "procedures"
urlpatterns = [
    path("do/<str:kind>/<int:pk>/<str:key>", moves.do, name="do"),
    path("todos/<int:pk>", todos.open_todo, name="todo"),
    path("todos/<int:pk>/complete", todos.complete, name="complete"),
    path("todos/<int:pk>/postpone", todos.postpone, name="postpone"),
    path("todos/<int:pk>/reassign", todos.reassign, name="reassign"),
    path("todos/new/<str:kind>/<int:pk>", todos.plan, name="plan"),
    path("todos/none/<str:kind>/<int:pk>", todos.no_next, name="no_next"),
    path("signoffs/<int:pk>", signoffs.sign, name="sign"),
]
