"""Routes of papers."""

from django.urls import path

from gendan.desk.papers import views

app_name = "papers"
urlpatterns = [
    path("papers/<str:kind>/<int:pk>", views.of_record, name="record"),
    path("papers/<str:kind>/<int:pk>/make/<str:key>", views.make, name="make"),
    path("papers/made/<int:pk>.pdf", views.pdf, name="pdf"),
    path("papers/made/<int:pk>.docx", views.word, name="word"),
]
