"""Routes of complaints."""

from django.urls import path

from gendan.modules.complaints.views import complaints, enquiries, settings

app_name = "complaints"
urlpatterns = [
    path("complaints", complaints.complaints, name="list"),
    path("complaints/new", complaints.create, name="create"),
    path("complaints/caller", complaints.caller, name="caller"),
    path("complaints/<int:pk>", complaints.detail, name="detail"),
    path("complaints/<int:pk>/finding", complaints.finding, name="finding"),
    path("complaints/<int:pk>/major", complaints.major, name="major"),
    path("complaints/<int:pk>/customer", complaints.customer, name="customer"),
    path("complaints/<int:pk>/assign", complaints.assign, name="assign"),
    path("enquiries", enquiries.enquiries, name="enquiries"),
    path("enquiries/new", enquiries.create, name="enquiry_new"),
    path("enquiries/<int:pk>", enquiries.detail, name="enquiry"),
    path("enquiries/<int:pk>/complain", enquiries.complain, name="complain"),
    path("settings/complaints", settings.overview, name="settings"),
    path("settings/complaints/profiles/<int:pk>/choose", settings.choose, name="profile_choose"),
    path("settings/complaints/profiles/<int:pk>/routes/new", settings.route_new, name="route_new"),
    path("settings/complaints/routes/<int:pk>", settings.route, name="route"),
    path("settings/complaints/routes/<int:pk>/remove", settings.route_remove, name="route_remove"),
    path("settings/complaints/causes/new", settings.cause, name="cause_new"),
    path("settings/complaints/causes/<int:pk>", settings.cause, name="cause"),
]
