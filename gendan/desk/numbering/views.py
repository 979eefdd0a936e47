"""Numbering rules: how papers are numbered, changed by administrators, with a preview."""

from typing import Any

from django import forms
from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.spine.documents import actions, declarations, patterns, queries
from gendan.spine.documents.models import NumberRule
from gendan.spine.messages.actions import require_administrator

SAMPLE = {"customer": "Lichuan", "product": "DN50", "person": "Lin"}


class RuleForm(forms.Form):
    """The pattern, and when its counter starts anew."""

    pattern = forms.CharField(
        label=gettext_lazy("Pattern"), max_length=120,
        help_text=gettext_lazy("{yyyy} {yy} {mm} {dd} the date · {seq:03} a number · {letter} a, b, c … · {customer} {product} {person}"),
    )
    period = forms.ChoiceField(label=gettext_lazy("Starts anew"), choices=NumberRule.Period.choices)


@login_required
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """All rules with their next number."""
    require_administrator(request.user)  # type: ignore[arg-type]
    now = timezone.now()
    listed = [{"rule": rule, "next": queries.preview(rule, at=now, parts=SAMPLE)} for rule in queries.rules()]
    return render(request, "numbering/rules.html", {"rules": listed})


@login_required
@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """Change one rule; "preview" shows three numbers and saves nothing."""
    require_administrator(request.user)  # type: ignore[arg-type]
    found = next((one for one in queries.rules() if one.key == key), None)
    if found is None:
        raise Http404
    form = RuleForm(request.POST or None, initial={"pattern": found.pattern, "period": found.period})
    if request.method == "POST" and form.is_valid() and _accept(request, found, form):
        return redirect("numbering:list")
    context = {"form": form, "rule": found, "label": declarations.declared(key).name, "preview": _preview(form, found)}
    return render(request, "numbering/rule.html", context, status=422 if form.errors else 200)


def _accept(request: HttpRequest, found: NumberRule, form: RuleForm) -> bool:
    """Save, unless it was only to be shown or would repeat numbers."""
    given = form.cleaned_data
    try:
        patterns.check(given["pattern"], period=given["period"])
        if "preview" in request.POST:
            return False
        actions.change_rule(found.key, pattern=given["pattern"], period=given["period"])
    except ValidationError as error:
        form.add_error(None, error)
        return False
    toasts.success(request, _("Saved."))
    return True


def _preview(form: RuleForm, found: NumberRule) -> list[str]:
    given: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    trial = NumberRule(pk=found.pk, pattern=given.get("pattern") or found.pattern, period=given.get("period") or found.period)
    return queries.preview_many(trial, at=timezone.now(), parts=SAMPLE, count=3)
