"""Routes of orders."""

from django.urls import path

from gendan.modules.orders.views import beside, orders, outside, production

app_name = "orders"
urlpatterns = [
    path("orders", orders.orders, name="list"),
    path("orders/new", orders.create, name="create"),
    path("orders/coordinations", beside.coordinations, name="coordinations"),
    path("orders/coordinations/<int:pk>", beside.coordination, name="coordination"),
    path("orders/coordinations/<int:pk>/formula", beside.formula, name="formula"),
    path("orders/changes", beside.changes, name="changes"),
    path("orders/changes/<int:pk>", beside.change, name="change"),
    path("orders/rushes", beside.rushes, name="rushes"),
    path("orders/rushes/<int:pk>", beside.rush, name="rush"),
    path("orders/progress", production.progress, name="progress"),
    path("orders/capacity", production.capacity, name="capacity"),
    path("orders/capacity/table", production.change_table, name="change_table"),
    path("orders/capacity/workshops/new", production.workshop, name="workshop_new"),
    path("orders/capacity/workshops/<int:pk>", production.workshop, name="workshop"),
    path("orders/capacity/workshops/<int:pk>/week", production.week, name="week"),
    path("orders/capacity/materials/new", production.material, name="material_new"),
    path("orders/capacity/materials/<int:pk>", production.material, name="material"),
    path("orders/<int:pk>", orders.detail, name="detail"),
    path("orders/<int:pk>/edit", orders.edit, name="edit"),
    path("orders/<int:pk>/lines", orders.lines, name="lines"),
    path("orders/<int:pk>/assign", orders.assign, name="assign"),
    path("orders/<int:pk>/again", orders.again, name="again"),
    path("orders/<int:pk>/promise", orders.promise, name="promise"),
    path("orders/<int:pk>/stage", orders.stage, name="stage"),
    path("orders/<int:pk>/by-line", orders.by_line, name="by_line"),
    path("orders/<int:pk>/told", orders.told, name="told"),
    path("orders/<int:pk>/change", orders.change_new, name="change_new"),
    path("orders/<int:pk>/follow", orders.follow, name="follow"),
    path("orders/<int:pk>/rush", orders.rush_new, name="rush_new"),
    path("orders/<int:pk>/link", outside.link, name="link"),
    path("orders/<int:pk>/confirmations/new", beside.confirmation_new, name="confirmation_new"),
    path("orders/<int:pk>/confirmations/<int:confirmation>", beside.confirmation, name="confirmation"),
    path("o/<str:token>", outside.public, name="public"),
    path("o/<str:token>/files/<int:pk>", outside.file, name="public_file"),
]
