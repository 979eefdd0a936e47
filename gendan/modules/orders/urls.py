"""Routes of orders."""

from django.urls import path

from gendan.modules.orders.views import beside, orders

app_name = "orders"
urlpatterns = [
    path("", orders.orders, name="list"),
    path("/new", orders.create, name="create"),
    path("/coordinations", beside.coordinations, name="coordinations"),
    path("/coordinations/<int:pk>", beside.coordination, name="coordination"),
    path("/coordinations/<int:pk>/formula", beside.formula, name="formula"),
    path("/changes", beside.changes, name="changes"),
    path("/changes/<int:pk>", beside.change, name="change"),
    path("/rushes", beside.rushes, name="rushes"),
    path("/rushes/<int:pk>", beside.rush, name="rush"),
    path("/<int:pk>", orders.detail, name="detail"),
    path("/<int:pk>/edit", orders.edit, name="edit"),
    path("/<int:pk>/lines", orders.lines, name="lines"),
    path("/<int:pk>/assign", orders.assign, name="assign"),
    path("/<int:pk>/again", orders.again, name="again"),
    path("/<int:pk>/promise", orders.promise, name="promise"),
    path("/<int:pk>/stage", orders.stage, name="stage"),
    path("/<int:pk>/by-line", orders.by_line, name="by_line"),
    path("/<int:pk>/told", orders.told, name="told"),
    path("/<int:pk>/change", orders.change_new, name="change_new"),
    path("/<int:pk>/rush", orders.rush_new, name="rush_new"),
]
