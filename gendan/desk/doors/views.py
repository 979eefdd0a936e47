"""Who must have a second factor, who has none yet, and taking a lost one away."""

from django import forms
from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.gate import PageRequest, for_administrators
from gendan.spine.doors import second, sign_on
from gendan.spine.org import tables
from gendan.spine.org.queries import number

SHOWN = 50


class RequiredForm(forms.Form):
    """Roles, administrators, or everybody."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("A second factor is needed by"), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "check-list"}),
    )

    def __init__(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*args, **kwargs)
        english = (get_language() or "").startswith("en")
        named = [(role.key, role.name_en if english and role.name_en else role.name) for role in (line.role for line in tables.role_table())]
        field: forms.MultipleChoiceField = self.fields["roles"]  # type: ignore[assignment]
        field.choices = [(second.EVERYBODY, _("everybody")), (second.ADMINISTRATORS, _("administrators")), *named]


@for_administrators
@require_http_methods(["GET", "POST"])
def settings(request: PageRequest) -> HttpResponse:
    """Which roles need a second factor; who of them has none."""
    now = timezone.now()
    form = RequiredForm(request.POST or None, initial={"roles": number(second.REQUIRED, [], at=now)})
    ended = list[int]()
    if request.method == "POST" and carried_out(
        form, lambda data: ended.append(second.require(data["roles"], actor=request.user, now=now))
    ):
        toasts.success(request, _("Saved. %d sessions of people without a second factor have ended.") % ended[0])
        return redirect("doors:settings")
    missing = second.people_without(now=now)
    facts = {"form": form, "missing": missing[:SHOWN], "more": max(0, len(missing) - SHOWN), "place": sign_on.current()}
    return render(request, "doors/settings.html", facts, status=422 if form.errors else 200)


@for_administrators
@require_POST
def take(request: PageRequest, pk: int) -> HttpResponse:
    """Take a lost second factor away; the person is logged out everywhere."""
    employee = get_object_or_404(tables.everybody(), pk=pk)
    second.take(employee, actor=request.user, now=timezone.now())
    toasts.success(request, _("The second factor of %s is taken away.") % employee.name)
    return redirect("settings:employee", pk)
