"""The first settings page: what there is to set."""

from django.http import HttpResponse
from django.shortcuts import render

from gendan.desk.settings.gate import PageRequest, for_who_settles_something


@for_who_settles_something
def index(request: PageRequest) -> HttpResponse:
    """All places registered under "settings" that this person may open."""
    return render(request, "settings/index.html")
