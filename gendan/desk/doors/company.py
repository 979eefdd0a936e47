"""Setting up single sign-on, and loosening a person from an account there."""

from typing import Any

from django import forms
from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.gate import PageRequest, for_administrators
from gendan.spine.doors import sign_on
from gendan.spine.doors.models import SignOn
from gendan.spine.org import tables
from gendan.ui.views.sign_on import back_of


class CompanyForm(forms.ModelForm):
    """The provider; an empty secret keeps the old one."""

    client_secret = forms.CharField(
        label=gettext_lazy("client secret"), required=False, max_length=400, strip=True,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}), help_text=gettext_lazy("Empty keeps what is stored."),
    )

    class Meta:
        model = SignOn
        fields = ("issuer", "client_id", "client_secret", "claim", "column", "label", "is_on", "is_only", "is_strong", "inside")
        labels = {"column": pgettext_lazy("single sign-on", "it is the employee's")}
        help_texts = {
            "issuer": gettext_lazy("As https://login.example.com/realms/company; what it says of itself is read from there."),
            "claim": gettext_lazy("As email, preferred_username, or what the provider calls the staff number."),
            "label": gettext_lazy("As: Log in with WeCom. Empty: Log in with the company's account."),
            "is_only": gettext_lazy("Administrators may still log in by password, for the day the provider does not answer."),
            "is_strong": gettext_lazy("Else gendan asks for its own second factor where one is set up or needed."),
            "inside": gettext_lazy("Allows an address inside the company's network, by https; else only public ones are asked."),
        }

    def clean_client_secret(self) -> Any:
        """A secret of a former provider is told to no other."""
        given, same = self.cleaned_data["client_secret"], self.cleaned_data.get("issuer") == self.initial.get("issuer")
        return given or (self.initial["client_secret"] if same else "")


@for_administrators
@sensitive_post_parameters("client_secret")
@require_http_methods(["GET", "POST"])
def company(request: PageRequest) -> HttpResponse:
    """The provider through which people log in."""
    form = CompanyForm(request.POST or None, instance=sign_on.settings_of())
    if request.method == "POST" and carried_out(
        form, lambda _data: sign_on.settle(form.instance, actor=request.user, now=timezone.now())
    ):
        toasts.success(request, _("Saved. It counts from now on."))
        return redirect("doors:company")
    return render(request, "doors/company.html", {"form": form, "back_to": back_of(request)}, status=422 if form.errors else 200)


@for_administrators
@require_POST
def loosen(request: PageRequest, pk: int) -> HttpResponse:
    """The person has another account there now."""
    employee = get_object_or_404(tables.everybody(), pk=pk)
    sign_on.loosen(employee, actor=request.user, now=timezone.now())
    toasts.success(request, _("The company's account of %s is loosened.") % employee.name)
    return redirect("settings:employee", pk)
