"""Routes of contracts."""

from django.urls import path

from gendan.modules.contracts.views import contracts, kinds, reviewing

app_name = "contracts"
urlpatterns = [
    path("", contracts.contracts, name="list"),
    path("/new", contracts.create, name="create"),
    path("/kinds", kinds.kinds, name="kinds"),
    path("/kinds/new", kinds.kind, name="kind_new"),
    path("/kinds/<int:pk>", kinds.kind, name="kind"),
    path("/<int:pk>", contracts.detail, name="detail"),
    path("/<int:pk>/edit", contracts.edit, name="edit"),
    path("/<int:pk>/lines", contracts.lines, name="lines"),
    path("/<int:pk>/terms", contracts.terms, name="terms"),
    path("/<int:pk>/requirements", contracts.requirements, name="requirements"),
    path("/<int:pk>/submit", reviewing.submit, name="submit"),
    path("/<int:pk>/difference", reviewing.difference, name="difference"),
    path("/<int:pk>/differences/<int:row>", reviewing.resolve, name="resolve"),
    path("/<int:pk>/stock", reviewing.stock, name="stock"),
    path("/<int:pk>/sign", reviewing.sign, name="sign"),
    path("/<int:pk>/amend", reviewing.amend, name="amend"),
    path("/<int:pk>/renew", reviewing.renew, name="renew"),
    path("/<int:pk>/no-order", reviewing.no_order, name="no_order"),
]
