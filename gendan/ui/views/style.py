"""The living style page: every component with sample data, for those who build or run the system."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gendan.ui import samples


def page(request: HttpRequest, page: str = "components") -> HttpResponse:
    """`/style` shows the components, `/style/home` and its like whole pages of sample data."""
    allowed = settings.DEBUG or getattr(request.user, "is_administrator", False)
    if not allowed or page not in samples.PAGES:
        raise Http404
    return render(request, f"ui/style/{page}.html", samples.PAGES[page]())
