"""Routes of complaints."""

from django.urls import path

from gendan.modules.complaints.views import answering, complaints, digests, enquiries, outside, settings

app_name = "complaints"
urlpatterns = [
    path("complaints", complaints.complaints, name="list"),
    path("complaints/new", complaints.create, name="create"),
    path("complaints/caller", complaints.caller, name="caller"),
    path("complaints/<int:pk>", complaints.detail, name="detail"),
    path("complaints/<int:pk>/finding", complaints.finding, name="finding"),
    path("complaints/<int:pk>/major", complaints.major, name="major"),
    path("complaints/<int:pk>/capa", complaints.capa, name="capa"),
    path("complaints/<int:pk>/customer", complaints.customer, name="customer"),
    path("complaints/<int:pk>/assign", complaints.assign, name="assign"),
    path("complaints/<int:pk>/tell", answering.tell, name="tell"),
    path("complaints/<int:pk>/meeting", answering.meeting, name="meeting"),
    path("complaints/<int:pk>/meeting/<int:meeting>", answering.minutes, name="minutes"),
    path("complaints/<int:pk>/unreached", answering.unreached, name="unreached"),
    path("complaints/<int:pk>/ask", answering.ask, name="ask"),
    path("complaints/<int:pk>/join", answering.join, name="join"),
    path("complaints/similar", answering.similar, name="similar"),
    path("complaints/from-mail/<int:pk>", answering.from_mail, name="from_mail"),
    path("complaints/forms", outside.forms, name="forms"),
    path("complaints/forms/new", outside.form_link, name="form_link"),
    path("complaints/forms/<int:pk>/close", outside.revoke_form, name="revoke_form"),
    path("complaints/forms/mails/new", answering.mail_rule, name="mail_rule_new"),
    path("complaints/forms/mails/<int:pk>", answering.mail_rule, name="mail_rule"),
    path("c/<str:token>", outside.public_form, name="public_form"),
    path("cs/<str:token>", outside.public_status, name="public_status"),
    path("complaints/digests", digests.digests, name="digests"),
    path("complaints/digests/new", digests.review, name="review"),
    path("complaints/digests/<int:pk>", digests.digest, name="digest"),
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
