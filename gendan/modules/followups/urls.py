"""Routes of follow-ups."""

from django.urls import path

from gendan.modules.followups import views

app_name = "followups"
urlpatterns = [
    path("", views.followups, name="list"),
    path("/promises", views.promises, name="promises"),
    path("/promises/<int:pk>", views.promise, name="promise"),
    path("/log/<str:kind>/<int:pk>", views.log, name="log"),
    path("/complete/<int:todo_id>", views.complete, name="complete"),
    path("/promise/<int:pk>", views.promise_new, name="promise_new"),
    path("/material/<int:pk>", views.material, name="material"),
]
