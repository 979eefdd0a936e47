"""What a person wants to hear how, and the settings of a robot."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.spine.messages.models import Channel, QuietHours, Robot
from gendan.spine.messages.queries import CHATS


class HoursForm(forms.ModelForm):
    """Quiet hours and the digest."""

    class Meta:
        model = QuietHours
        fields = ("starts", "ends", "digest_at")
        labels = {"starts": _("Quiet from"), "ends": _("until"), "digest_at": _("One e-mail a day, at")}
        widgets = {name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M") for name in fields}


class RobotForm(forms.ModelForm):
    """A robot's webhook; an empty secret keeps the old one."""

    channel = forms.ChoiceField(label=_("Kind"), choices=[(c.value, c.label) for c in Channel if c in CHATS])
    webhook = forms.CharField(label=_("Address (webhook)"), max_length=500)
    secret = forms.CharField(
        label=_("Signing secret"), required=False, max_length=200, widget=forms.PasswordInput(render_value=False),
        help_text=_("Empty keeps what is stored."),
    )

    class Meta:
        model = Robot
        fields = ("channel", "name", "webhook", "secret", "department", "is_active")
        labels = {"is_active": _("in use"), "department": _("Department (empty: the whole company)")}

    def clean_secret(self) -> Any:
        return self.cleaned_data["secret"] or self.instance.secret
