"""Routes of the catalogue."""

from django.urls import path

from gendan.modules.catalog import views

app_name = "catalog"
urlpatterns = [
    path("", views.products, name="list"),
    path("/new", views.create, name="create"),
    path("/<int:pk>", views.detail, name="detail"),
    path("/prices", views.price_lists, name="price_lists"),
    path("/prices/new", views.price_list_new, name="price_list_new"),
    path("/prices/<int:pk>", views.price_list, name="price_list"),
    path("/prices/<int:pk>/edit", views.price_list_edit, name="price_list_edit"),
    path("/prices/<int:pk>/rows", views.prices, name="prices"),
    path("/rates", views.rates, name="rates"),
    path("/rates/new", views.rate, name="rate"),
    path("/units", views.units, name="units"),
    path("/units/new", views.unit, name="unit"),
    path("/units/convert", views.conversion, name="conversion"),
    path("/units/convert/<int:pk>/drop", views.conversion_drop, name="conversion_drop"),
    path("/authority", views.authority, name="authority"),
]
