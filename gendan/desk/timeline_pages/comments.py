"""Write, change and delete comments."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gendan.desk.timeline_pages.drawing import (
    back,
    draw_timeline,
    is_fragment,
    messages_of,
    record_or_404,
    with_record_or_404,
)
from gendan.spine.timeline import actions
from gendan.spine.timeline.models import Comment


@login_required
@require_POST
def add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A new comment; what was wrong with it is said above the field."""
    record, text = record_or_404(request, kind, pk), request.POST.get("text", "")
    errors = messages_of(
        lambda: actions.add_comment(record, text=text, actor=request.user, now=timezone.now())
    )
    if errors:
        return draw_timeline(request, record, status=422, comment_errors=errors["text"], comment_text=text)
    return draw_timeline(request, record) if is_fragment(request) else back(request, record, to="timeline")


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own comment only (PM-01)."""
    comment, record = with_record_or_404(request, Comment, pk)
    text, errors = request.POST.get("text", comment.text), {}
    if request.method == "POST":
        errors = messages_of(
            lambda: actions.edit_comment(comment, subject=record, text=text, actor=request.user, now=timezone.now())
        )
        if not errors:
            return draw_timeline(request, record) if is_fragment(request) else back(request, record, to="timeline")
    template = "timeline/comment_form.html" if is_fragment(request) else "timeline/comment_page.html"
    context = {"comment": comment, "text": text, "errors": errors.get("text", ())}
    return render(request, template, context, status=422 if errors else 200)


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own, or any on a record that one is responsible for (PM-03)."""
    comment, record = with_record_or_404(request, Comment, pk)
    actions.delete_comment(comment, subject=record, actor=request.user)
    return draw_timeline(request, record) if is_fragment(request) else back(request, record, to="timeline")
