"""The way in: name and password or the company's provider, then the code where a second factor is set up or a role needs one.

An installation that is a demo offers its made-up people there.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gendan.spine.doors import attempts, passkeys, second, sign_on, visits
from gendan.spine.links.pages import address_of
from gendan.spine.org.entrance import IDLE
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import number
from gendan.ui.qr import qr_of

DEMO = "demo.company"
HALF, LASTS = "half_way_in", timedelta(minutes=10)


class Login(LoginView):
    """The name and the password; who is in already goes home, who has failed too often waits."""

    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demo, place = number(DEMO, {}, at=timezone.now()), sign_on.current()
        closed = bool(place and place.is_only and "password" not in self.request.GET and self.request.method == "GET")
        ended = IDLE.whole_at(timezone.now()) if "ended" in self.request.GET else 0
        return super().get_context_data(
            **kwargs, demo=demo if demo.get("ready") else None, place=place, closed=closed, ended=ended
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if attempts.too_many(self._name, address=address_of(request), now=timezone.now()):
            return self.render_to_response(self.get_context_data(form=AuthenticationForm(), wait=True), status=429)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        attempts.note(self._name, address=address_of(self.request), now=timezone.now())
        return super().form_invalid(form)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user: Any = form.get_user()
        attempts.forgive(self._name, address=address_of(self.request))
        if place := sign_on.closed_to(user):
            form.add_error(None, _("You log in through %s; only administrators may do so by password.") % (place.label or place.issuer))
            return super().form_invalid(form)
        return come_in(self.request, user, target=self.get_success_url(), now=timezone.now())

    @property
    def _name(self) -> str:
        return self.request.POST.get("username", "")


class Logout(LogoutView):
    """Out; the browser forgets the pages that it kept for going back."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().post(request, *args, **kwargs)
        answer["Clear-Site-Data"] = '"cache"'
        return answer


def come_in(request: HttpRequest, user: Employee, *, target: str, now: datetime, strong: bool = False) -> HttpResponse:
    """In, or to the second factor; `strong` where two factors have been shown already."""
    having = second.has(user)
    if strong or not (having or second.required_of(user, now=now)):
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect(target)
    _go_half_way(request, user, target=target, now=now)
    return redirect("login_code" if having else "login_enrol")


def _go_half_way(request: HttpRequest, user: Employee, *, target: str, now: datetime) -> None:
    """The first factor was right; for some minutes the second factor may follow, unless the password changes meanwhile."""
    request.session.cycle_key()
    request.session[HALF] = {
        "id": user.pk, "proof": user.get_session_auth_hash(), "to": target, "until": (now + LASTS).timestamp(),
    }


def half_way(request: HttpRequest) -> Employee | None:
    """Who has given the password in this browser just now."""
    told = request.session.get(HALF) or {"id": 0, "until": 0, "proof": ""}
    user = Employee.objects.filter(pk=told["id"]).first()
    if user is None or not user.is_active or told["until"] < timezone.now().timestamp():
        return None
    return user if constant_time_compare(told["proof"], user.get_session_auth_hash()) else None


def let_in(request: HttpRequest, user: Employee) -> str:
    """All the way in; returns where the person wanted to go."""
    target: str = request.session[HALF]["to"]
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.pop(HALF, None)
    return target


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code of the phone, or a recovery code."""
    user = half_way(request)
    if user is None or not second.has(user):
        return redirect("login")
    seen = {"has_code": second.has_code(user), "has_key": bool(passkeys.keys_of(user))}
    if request.method == "GET":
        return render(request, "registration/code.html", seen)
    now, where, name = timezone.now(), address_of(request), f"second:{user.pk}"
    if attempts.too_many(name, address=where, now=now):
        return render(request, "registration/code.html", seen | {"wait": True}, status=429)
    if not second.check(user, code=request.POST.get("code", "")[:40], now=now):
        attempts.note(name, address=where, now=now)
        return render(request, "registration/code.html", seen | {"wrong": True}, status=422)
    attempts.forgive(name, address=where)
    return redirect(let_in(request, user))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Whose role needs a second factor sets it up before coming in."""
    user = half_way(request)
    if user is None or second.has(user):
        return redirect("login")
    secret, error = second.begin(user), ""
    if request.method == "POST":
        try:
            codes = second.confirm(user, code=request.POST.get("code", "")[:40], now=timezone.now())
            visits.end_others(user, but=None)
        except ValidationError:
            error = _("This is not the code that the phone shows now.")
        else:
            return render(request, "registration/codes.html", {"codes": codes, "to": let_in(request, user)})
    context = {"qr": qr_of(second.address(user, secret), scale=5), "secret": secret, "error": error}
    return render(request, "registration/enrol.html", context, status=422 if error else 200)
