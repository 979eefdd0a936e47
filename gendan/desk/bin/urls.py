"""Routes of the recycle bin."""

from django.urls import path

from gendan.desk.bin import views

app_name = "bin"
urlpatterns = [
    path("bin", views.page, name="bin"),
    path("bin/<slug:key>/<int:pk>/restore", views.restore, name="restore"),
    path("bin/<slug:key>/<int:pk>/remove", views.remove, name="remove"),
]
