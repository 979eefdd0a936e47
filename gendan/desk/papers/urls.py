"""Routes of papers."""

from django.urls import path

from gendan.desk.papers.views import letterhead, mailing, records, templates

app_name = "papers"
urlpatterns = [
    path("papers/<str:kind>/<int:pk>", records.of_record, name="record"),
    path("papers/<str:kind>/<int:pk>/make/<str:key>", records.make, name="make"),
    path("papers/made/<int:pk>.pdf", records.pdf, name="pdf"),
    path("papers/made/<int:pk>.docx", records.word, name="word"),
    path("papers/made/<int:pk>/mail", mailing.mail, name="mail"),
    path("settings/letterhead", letterhead.letterhead, name="letterhead"),
    path("settings/letterhead.png", letterhead.letterhead_picture, name="letterhead_picture"),
    path("settings/papers", templates.papers, name="templates"),
    path("settings/papers/templates/<int:pk>.docx", templates.template_file, name="template_file"),
    path("settings/papers/templates/<int:pk>/take", templates.take, name="take"),
    path("settings/papers/<str:key>/<str:language>", templates.paper, name="template"),
    path("settings/papers/<str:key>/<str:language>/built-in", templates.put_back, name="put_back"),
    path("settings/papers/<str:key>/<str:language>/beginning.docx", templates.beginning, name="beginning"),
    path("settings/papers/<str:key>/<str:language>/tried.docx", templates.tried, name="tried"),
    path("settings/papers/<str:key>/<str:language>/built-in.png", templates.picture, name="picture"),
]
