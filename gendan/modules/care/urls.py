"""Routes of care."""

from django.urls import path

from gendan.modules.care.views import dates

app_name = "care"
urlpatterns = [
    path("", dates.month, name="month"),
    path("/days", dates.occasions, name="list"),
    path("/days/<int:pk>", dates.occasion, name="occasion"),
    path("/dates/<int:pk>", dates.change, name="date"),
    path("/customers/<int:pk>/date", dates.add, name="date_new"),
]
