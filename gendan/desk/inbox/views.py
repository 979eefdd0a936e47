"""The inbox of a person, and what the person wants to hear how."""

from typing import Any

from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.desk.inbox.forms import HoursForm
from gendan.spine.messages import actions, declarations, queries
from gendan.spine.messages.models import Channel, QuietHours

PAGE = 50


@login_required
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """In-app messages, newest first, by topic on request; `before` is the id from which to go on."""
    rows, topic = queries.inbox(request.user), request.GET.get("topic", "")  # type: ignore[arg-type]
    if topic:
        rows = rows.filter(topic=topic)
    if request.GET.get("unread"):
        rows = rows.filter(read_at=None)
    if request.GET.get("before", "").isdecimal():
        rows = rows.filter(pk__lt=int(request.GET["before"]))
    listed = list(rows[: PAGE + 1])
    context = {
        "rows": listed[:PAGE], "more": listed[PAGE - 1].pk if len(listed) > PAGE else None, "topic": topic,
        "topics": _topics(request.user), "unread_only": bool(request.GET.get("unread")),
    }
    return render(request, "inbox/inbox.html", context)


def _topics(user: Any) -> list[dict[str, Any]]:
    """Topics with unread messages, with their number."""
    unread = queries.unread_by_topic(user)
    return [{"key": key, "label": declarations.topic_of(key).label, "unread": n} for key, n in unread.items()]


@login_required
@require_GET
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the message as read and go to what it is about."""
    message = get_object_or_404(queries.inbox(request.user), pk=pk)  # type: ignore[arg-type]
    actions.mark_read(request.user, ids=[pk], now=timezone.now())  # type: ignore[arg-type]
    if message.url and url_has_allowed_host_and_scheme(message.url, allowed_hosts={request.get_host()}):
        return redirect(message.url)
    return redirect("messages:inbox")


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark chosen messages, those of a topic, or all as read."""
    ids = [int(pk) for pk in request.POST.getlist("id") if pk.isdecimal()]
    actions.mark_read(
        request.user, ids=ids or None, topic=request.POST.get("topic", ""), now=timezone.now()  # type: ignore[arg-type]
    )
    return redirect("messages:inbox")


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Topics by channels, quiet hours, digest."""
    row = QuietHours(employee=request.user)
    row = getattr(request.user, "quiet_hours", row)
    form = HoursForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_hours(request.user, **form.cleaned_data)  # type: ignore[arg-type]
            _choose(request)
            toasts.success(request, _("Saved."))
            return redirect("messages:preferences")
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "lines": _lines(request.user), "channels": _channels()}
    return render(request, "inbox/preferences.html", context, status=422 if form.errors else 200)


def _channels() -> list[Channel]:
    """The channels that lead anywhere in this installation."""
    active = {robot.channel for robot in queries.active_robots()}
    return [c for c in Channel if c in active or _is_set_up(c)]


def _is_set_up(channel: Channel) -> bool:
    if channel == Channel.SMS:
        return queries.sms_is_set_up()
    return channel == Channel.EMAIL and queries.mail_is_set_up()


def _choose(request: HttpRequest) -> None:
    for topic in declarations.topics():
        chosen = request.POST.getlist(f"topic-{topic.key}")
        actions.choose_channels(request.user, topic=topic.key, channels=chosen)  # type: ignore[arg-type]


def _lines(user: Any) -> list[dict[str, Any]]:
    return [
        {"topic": topic, "channels": queries.channels_wanted([user], topic=topic.key)[user.pk]}
        for topic in declarations.topics()
    ]
