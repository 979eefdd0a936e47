"""Routes of contracts."""

from django.urls import path

from gendan.modules.contracts.views import communication, contracts, kinds, reviewing

app_name = "contracts"
urlpatterns = [
    path("", contracts.contracts, name="list"),
    path("/new", contracts.create, name="create"),
    path("/kinds", kinds.kinds, name="kinds"),
    path("/kinds/new", kinds.kind, name="kind_new"),
    path("/kinds/<int:pk>", kinds.kind, name="kind"),
    path("/information", communication.releases, name="releases"),
    path("/information/new", communication.release_edit, name="release_new"),
    path("/information/<int:pk>", communication.release, name="release"),
    path("/information/<int:pk>/edit", communication.release_edit, name="release_edit"),
    path("/summaries", communication.summaries, name="summaries"),
    path("/summaries/today", communication.summary_today, name="summary_today"),
    path("/summaries/<int:pk>", communication.summary, name="summary"),
    path("/summaries/<int:pk>/lines/new", communication.information_new, name="information_new"),
    path("/summaries/<int:pk>/lines/<int:line>", communication.information, name="information"),
    path("/troubles", communication.troubles, name="troubles"),
    path("/troubles/of/<int:pk>", communication.trouble_new, name="trouble_new"),
    path("/troubles/<int:pk>", communication.trouble, name="trouble"),
    path("/<int:pk>", contracts.detail, name="detail"),
    path("/<int:pk>/edit", contracts.edit, name="edit"),
    path("/<int:pk>/lines", contracts.lines, name="lines"),
    path("/<int:pk>/terms", contracts.terms, name="terms"),
    path("/<int:pk>/requirements", contracts.requirements, name="requirements"),
    path("/<int:pk>/submit", reviewing.submit, name="submit"),
    path("/<int:pk>/difference", reviewing.difference, name="difference"),
    path("/<int:pk>/differences/<int:row>", reviewing.resolve, name="resolve"),
    path("/<int:pk>/stock", reviewing.stock, name="stock"),
    path("/<int:pk>/check-copy", reviewing.check_copy, name="check_copy"),
    path("/<int:pk>/sign", reviewing.sign, name="sign"),
    path("/<int:pk>/amend", reviewing.amend, name="amend"),
    path("/<int:pk>/renew", reviewing.renew, name="renew"),
    path("/<int:pk>/no-order", reviewing.no_order, name="no_order"),
]
