"""The way in; an installation that is a demo offers its made-up people there."""

from typing import Any

from django.contrib.auth.views import LoginView
from django.utils import timezone

from gendan.spine.org.queries import number

DEMO = "demo.company"


class Login(LoginView):
    """The name and the password; who is in already goes home."""

    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demo = number(DEMO, {}, at=timezone.now())
        return super().get_context_data(**kwargs, demo=demo if demo.get("ready") else None)
