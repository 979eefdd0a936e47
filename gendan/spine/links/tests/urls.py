"""A public page of the tests beside all others."""

from uuid import uuid4

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils import timezone

from gendan.spine.links import actions
from gendan.spine.links.pages import public_page

SHOWN = """{% extends "public/base.html" %}{% block content %}<p>{{ record.name }}</p>
<form method="post">{% csrf_token %}<input name="once" value="{{ once }}"></form>{% endblock %}"""


@public_page(purpose="tests.look")
def look(request, record, link):
    """Shows the record; a form that is sent counts once."""
    if request.method == "POST":
        return HttpResponse(str(actions.first_sent(link, token=request.POST.get("once", ""), now=timezone.now())))
    page = engines["django"].from_string(SHOWN)
    return HttpResponse(page.render({"record": record, "once": uuid4()}, request))


urlpatterns = [
    path("look/<str:token>", look, name="tests_look"),
    path("", include("config.urls")),
]
