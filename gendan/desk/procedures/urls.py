"""Routes of moves, to-dos, sign-offs, and of the procedures' settings."""

from django.urls import path

from gendan.desk.procedures.views import moves, settings, signoffs, todo_list, todos

app_name = "procedures"
urlpatterns = [
    path("do/<str:kind>/<int:pk>/<str:key>", moves.do, name="do"),
    path("todos/<int:pk>", todos.open_todo, name="todo"),
    path("todos/<int:pk>/complete", todos.complete, name="complete"),
    path("todos/<int:pk>/postpone", todos.postpone, name="postpone"),
    path("todos/<int:pk>/reassign", todos.reassign, name="reassign"),
    path("todos/new/<str:kind>/<int:pk>", todos.plan, name="plan"),
    path("todos/none/<str:kind>/<int:pk>", todos.no_next, name="no_next"),
    path("todos/<int:pk>/sign", signoffs.sign_todo, name="sign_todo"),
    path("signoffs/<int:pk>", signoffs.sign, name="sign"),
    path("todos", todo_list.todo_list, name="todos"),
    path("settings/procedures", settings.procedures, name="list"),
    path("settings/procedures/<str:key>", settings.procedure, name="procedure"),
    path("settings/procedures/<str:key>/numbers/<str:number>", settings.change_number, name="number"),
]
