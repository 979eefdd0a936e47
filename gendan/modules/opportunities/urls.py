"""Routes of opportunities."""

from django.urls import path

from gendan.modules.opportunities import views

app_name = "opportunities"
urlpatterns = [
    path("", views.opportunities, name="list"),
    path("/new", views.create, name="create"),
    path("/competitors", views.competitors, name="competitors"),
    path("/competitors/new", views.competitor_new, name="competitor_new"),
    path("/competitors/<int:pk>", views.competitor_edit, name="competitor_edit"),
    path("/matches", views.matches, name="matches"),
    path("/<int:pk>", views.detail, name="detail"),
    path("/<int:pk>/edit", views.edit, name="edit"),
    path("/<int:pk>/assign", views.assign, name="assign"),
    path("/<int:pk>/competitor", views.competitor, name="competitor"),
    path("/<int:pk>/payment", views.payment, name="payment"),
    path("/<int:pk>/delivery", views.delivery, name="delivery"),
    path("/<int:pk>/bin", views.bin_opportunity, name="bin"),
    path("/<int:pk>/again", views.again, name="again"),
    path("/<int:pk>/lines", views.lines, name="lines"),
    path("/<int:pk>/customer", views.choose_customer, name="customer"),
]
