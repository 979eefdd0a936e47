"""Route of the home board."""

from django.urls import path

from gendan.desk.home import views

urlpatterns = [path("", views.home, name="home")]
