"""Why can I see this, why not, and who can change it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from gendan.spine.access.actions import may_grant, may_set_rules
from gendan.spine.access.declarations import actions_of
from gendan.spine.access.queries import action_label, allows, explain, explain_unseen
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import at_work
from gendan.spine.timeline.queries import record_of
from gendan.ui.records import record_url


def _person(request: HttpRequest) -> Employee:
    """Oneself; who assigns permissions may ask for anybody."""
    asked = request.GET.get("employee", "")
    if asked.isdecimal() and may_set_rules(request.user):
        return get_object_or_404(Employee, pk=int(asked))
    return request.user


def _answers(person: Employee, record: Any, kind: str) -> list[dict[str, Any]]:
    return [
        {
            "action": action, "label": action_label(action), "allowed": allows(person, action, record),
            "sentence": explain(person, record, action),
        }
        for action in actions_of(kind)
        if action not in ("create", "import")
    ]


@login_required
@require_GET
def explanation(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One sentence for each action; of a record that cannot be seen nothing is told but the own rights."""
    person = _person(request)
    fragment = bool(getattr(request, "htmx", False))
    template = "permissions/explain_dialog.html" if fragment else "permissions/explain.html"
    context: dict[str, Any] = {"person": person, "kind": kind}
    try:
        record = record_of(request.user, kind, pk)
    except LookupError:
        if not actions_of(kind):
            raise Http404 from None
        return render(request, template, context | {"unseen": explain_unseen(person, kind)}, status=200)
    context |= {
        "record": record, "answers": _answers(person, record, kind), "record_url": record_url(kind, pk),
        "may_grant": may_grant(record, actor=request.user),
        "people": at_work().order_by("pinyin", "pk") if may_set_rules(request.user) else (),
    }
    return render(request, template, context)
