"""Open a record to somebody: who, for how long, whether for writing too."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Employee
from gendan.spine.org.queries import at_work


class GrantForm(forms.Form):
    """Parses the choice; whether it is allowed is the action's matter."""

    employee = forms.ModelChoiceField(label=_("Employee"), queryset=Employee.objects.none())
    can_edit = forms.BooleanField(label=_("may also edit"), required=False)
    expires_at = forms.DateTimeField(
        label=_("until"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("empty: until it is taken back"),
    )
    reason = forms.CharField(label=_("reason"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employee"].queryset = at_work().order_by("pinyin", "pk")  # type: ignore[attr-defined]
