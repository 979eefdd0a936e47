"""The address book (B1), and what each person changes about himself."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.forms import ContactForm, PasswordForm
from gendan.desk.settings.gate import PageRequest
from gendan.spine.doors import visits
from gendan.spine.org import actions, tables

SHOWN = 200


@login_required
def people(request: PageRequest) -> HttpResponse:
    """Everybody at work by department; found by name, pinyin, initials, phone or title."""
    query = request.GET.get("q", "").strip()
    here = tables.open_departments().filter(pk=request.GET["department"]).first() if _asked(request) else None
    found = list(tables.find_people(query, department=here)[: SHOWN + 1])
    context = {
        "departments": tables.department_tree(), "people": found[:SHOWN], "more": len(found) > SHOWN, "q": query,
        "here": here, "away": tables.absent_ids(on=timezone.localdate()),
    }
    return render(request, "settings/people.html", context)


def _asked(request: PageRequest) -> bool:
    return request.GET.get("department", "").isdecimal()


@login_required
def contact(request: PageRequest) -> HttpResponse:
    """One's own phone and e-mail."""
    user = request.user
    form = ContactForm(request.POST or None, initial={"phone": user.phone, "email": user.email})
    if request.method == "POST" and carried_out(
        form, lambda data: actions.edit_employee(user, **data, actor=user, now=timezone.now())
    ):
        messages.success(request, _("Saved."))
        return redirect("ui:me")
    return render(request, "settings/my_form.html", {"title": _("My contact data"), "form": form}, status=422 if form.errors else 200)


@login_required
def password(request: PageRequest) -> HttpResponse:
    """One's own password; this session goes on, all others end."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and carried_out(
        form,
        lambda data: actions.change_password(
            request.user, old=data["old"], new=data["new"], now=timezone.now()
        ),
    ):
        update_session_auth_hash(request, request.user)
        visits.note(request=request, user=request.user)
        visits.end_others(request.user, but=request.session.session_key)
        messages.success(request, _("Your password is changed."))
        return redirect("ui:me")
    return render(request, "settings/my_form.html", {"title": _("My password"), "form": form}, status=422 if form.errors else 200)
