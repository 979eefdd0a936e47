"""Routes of customers."""

from django.urls import path

from gendan.modules.customers import views

app_name = "customers"
urlpatterns = [
    path("", views.customers, name="list"),
    path("/new", views.create, name="create"),
    path("/matches", views.matches, name="matches"),
    path("/ask", views.ask, name="ask"),
    path("/contacts", views.contacts, name="contacts"),
    path("/<int:pk>", views.detail, name="detail"),
    path("/<int:pk>/edit", views.edit, name="edit"),
    path("/<int:pk>/card", views.card, name="card"),
    path("/<int:pk>/owner", views.change_owner, name="owner"),
    path("/<int:pk>/related", views.related, name="related"),
    path("/<int:pk>/contacts/new", views.contact_new, name="contact_new"),
    path("/<int:pk>/notes", views.notes, name="notes"),
    path("/<int:pk>/prospect", views.prospect, name="prospect"),
    path("/<int:pk>/validity", views.validity, name="validity"),
    path("/<int:pk>/bin", views.bin_customer, name="bin"),
    path("/contacts/<int:pk>/show", views.contact, name="contact"),
    path("/contacts/<int:pk>", views.contact_edit, name="contact_edit"),
    path("/contacts/<int:pk>/left", views.contact_gone, name="contact_left"),
    path("/contacts/<int:pk>/consent", views.consents, name="consents"),
]
