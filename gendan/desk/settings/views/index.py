"""The first settings page: what there is to set."""

from django.http import HttpResponse
from django.shortcuts import render

from gendan.desk.settings.gate import PageRequest, for_permission_givers


@for_permission_givers
def index(request: PageRequest) -> HttpResponse:
    """All places registered under "settings" that this person may open."""
    return render(request, "settings/index.html")
