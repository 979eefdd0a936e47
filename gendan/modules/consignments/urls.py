"""Routes of export consignments."""

from django.urls import path

from gendan.modules.consignments.views import consignments

app_name = "consignments"
urlpatterns = [
    path("", consignments.consignments, name="list"),
    path("/of/<int:pk>", consignments.create, name="create"),
    path("/open/<str:token>/<int:pk>.pdf", consignments.public_paper, name="public_paper"),
    path("/<int:pk>", consignments.detail, name="detail"),
    path("/<int:pk>/note", consignments.note, name="note"),
    path("/<int:pk>/packing", consignments.packing, name="packing"),
    path("/<int:pk>/objection", consignments.objection, name="objection"),
]
