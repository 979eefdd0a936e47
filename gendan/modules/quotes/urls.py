"""Routes of quotations."""

from django.urls import path

from gendan.modules.quotes import views

app_name = "quotes"
urlpatterns = [
    path("quotes", views.quotes, name="list"),
    path("quotes/new", views.create, name="create"),
    path("quotes/products", views.find_products, name="find"),
    path("quotes/<int:pk>", views.detail, name="detail"),
    path("quotes/<int:pk>/edit", views.edit, name="edit"),
    path("quotes/<int:pk>/lines", views.lines, name="lines"),
    path("quotes/<int:pk>/offers", views.offers, name="offers"),
    path("quotes/<int:pk>/terms", views.terms, name="terms"),
    path("quotes/<int:pk>/by-costs", views.by_costs, name="by_costs"),
    path("quotes/<int:pk>/factory", views.factory, name="factory"),
    path("quotes/<int:pk>/assign", views.assign, name="assign"),
    path("quotes/<int:pk>/link", views.link, name="link"),
    path("q/<str:token>", views.public, name="public"),
]
