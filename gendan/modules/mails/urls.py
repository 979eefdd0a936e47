"""Routes of mails."""

from django.urls import path

from gendan.modules.mails.views import boxes, settings, texts, threads, writing

app_name = "mails"
urlpatterns = [
    path("mails", threads.threads, name="list"),
    path("mails/new", writing.new, name="new"),
    path("mails/<int:pk>", threads.thread, name="thread"),
    path("mails/<int:pk>/answer", writing.answer, name="answer"),
    path("mails/<int:pk>/attach", threads.attach, name="attach"),
    path("mails/<int:pk>/customer", threads.new_customer, name="new_customer"),
    path("mails/<int:pk>/detach", threads.detach, name="detach"),
    path("mails/<int:pk>/private", threads.private, name="private"),
    path("mails/<int:pk>/silence", threads.silence, name="silence"),
    path("mails/letters/<int:pk>/pictures", threads.pictures, name="pictures"),
    path("mails/letters/<int:pk>/again", threads.again, name="again"),
    path("mails/drafts/<int:pk>", writing.draft, name="draft"),
    path("mails/drafts/<int:pk>/keep", writing.keep, name="keep"),
    path("mails/drafts/<int:pk>/drop", writing.drop, name="drop"),
    path("mails/drafts/<int:pk>/files/<int:file>/remove", writing.remove_file, name="remove_file"),
    path("mails/drafts/<int:pk>/ask", writing.ask, name="ask"),
    path("mails/drafts/<int:pk>/opinion", writing.opinion, name="opinion"),
    path("mails/text/<int:pk>", writing.text, name="text"),
    path("sms/<slug:provider>/<slug:key>", texts.hear, name="hear"),
    path("settings/mailboxes", boxes.boxes, name="boxes"),
    path("settings/mailboxes/new", boxes.box, name="new_box"),
    path("settings/mailboxes/<int:pk>", boxes.box, name="box"),
    path("settings/mailboxes/<int:pk>/try", boxes.try_box, name="try_box"),
    path("settings/mailboxes/<int:pk>/close", boxes.close, name="close_box"),
    path("settings/mails", settings.settings, name="settings"),
    path("settings/mails/templates", settings.templates, name="templates"),
    path("settings/mails/templates/new", settings.template, name="new_template"),
    path("settings/mails/templates/<int:pk>", settings.template, name="template"),
    path("settings/mails/templates/<int:pk>/remove", settings.remove_template, name="remove_template"),
]
