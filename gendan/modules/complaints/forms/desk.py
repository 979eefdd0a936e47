"""Small forms around a complaint, and those of its settings."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.complaints.models import Cause, Route
from gendan.modules.complaints.words import Unit
from gendan.modules.customers.models import Customer
from gendan.modules.knowledge.queries import role_choices
from gendan.spine.org.models import Department
from gendan.ui.form.fields import PersonField, Unwritten


class AssignForm(forms.Form):
    """Who handles it from now on."""

    owner = PersonField(label=_("handler"))
    reason = forms.CharField(label=_("reason"), max_length=200, required=False)


class CustomerForm(forms.Form):
    """Whose complaint it is, by the full name."""

    customer_name = forms.CharField(label=_("customer"), max_length=160, help_text=_("The full name."))

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._viewer = viewer

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        found = list(Customer.objects.visible_to(self._viewer).filter(name=(data.get("customer_name") or "").strip())[:2])
        if len(found) != 1:
            self.add_error("customer_name", _("No customer whom you may see has exactly this name."))
        else:
            data["customer"] = found[0]
        return data


class RouteForm(Unwritten):
    """A row of the routing table."""

    class Meta:
        model = Route
        fields: ClassVar = [
            "klass", "grade", "location", "department", "role", "respond", "respond_unit", "visit_days", "improve_days", "authority",
        ]

    def __init__(self, *args: Any, profile: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._profile = profile
        self.fields["department"].queryset = Department.objects.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", "—"), *role_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("respond_unit") != Unit.SAME_DAY and not data.get("respond"):
            self.add_error("respond", _("How many?"))
        same = Route.objects.filter(
            profile=self._profile, klass=data.get("klass") or "", grade=data.get("grade"), location=data.get("location") or ""
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("klass", _("There is a row for this class, grade and place already."))
        return data


class CauseForm(Unwritten):
    """A cause by which complaints are counted."""

    class Meta:
        model = Cause
        fields: ClassVar = ["klass", "name", "position", "is_active"]
        labels: ClassVar = {"position": pgettext_lazy("order", "position")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if Cause.objects.filter(klass=data.get("klass") or "", name=data.get("name") or "").exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("There is a cause of this name already."))
        return data
