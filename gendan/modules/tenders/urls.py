"""Routes of bids."""

from django.urls import path

from gendan.modules.tenders import views

app_name = "tenders"
urlpatterns = [
    path("", views.tenders, name="list"),
    path("/<int:pk>", views.tender, name="tender"),
    path("/<int:pk>/edit", views.edit, name="edit"),
    path("/<int:pk>/criteria", views.criteria, name="criteria"),
    path("/<int:pk>/scores", views.scores, name="scores"),
    path("/<int:pk>/people", views.person_new, name="person_new"),
    path("/<int:pk>/prices", views.price_new, name="price_new"),
    path("/<int:pk>/visits", views.visit_new, name="visit_new"),
    path("/<int:pk>/papers", views.document_new, name="document_new"),
    path("/<int:pk>/papers/usual", views.documents_usual, name="documents_usual"),
    path("/<int:pk>/mock-up", views.mock_up, name="mock_up"),
    path("/tasks/<int:pk>", views.task, name="task"),
    path("/papers/<int:pk>", views.document, name="document"),
    path("/people/<int:pk>", views.person, name="person"),
    path("/customers/<int:pk>", views.create, name="create"),
]
