"""Input of the pools: what administrators settle, and what is asked when a customer comes or goes."""

from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.pools.models import Pool, Rule
from gendan.spine.org.models import Department, Employee
from gendan.spine.org.queries import at_work
from gendan.ui.form.fields import Unwritten

CLASSES = (("A", "A"), ("B", "B"), ("C", "C"), ("-", _("no class")))


class PoolForm(Unwritten):
    """A pool with its reach, its keepers and its limits."""

    provinces = SimpleArrayField(
        forms.CharField(max_length=40), label=_("only customers from these provinces"), required=False,
        help_text=_("Separated by commas; empty means all."),
    )

    class Meta:
        model = Pool
        fields = ("name", "departments", "provinces", "keepers", "claims_per_day", "held_limit", "cool_down_days",
                  "position", "is_active")
        labels: ClassVar = {"position": pgettext_lazy("order", "position")}
        help_texts: ClassVar = {
            "departments": _("With all below them; none means the whole company."),
            "keepers": _("They assign what lies in the pool and take over what is open."),
            "claims_per_day": _("Empty: no limit."), "held_limit": _("Empty: no limit."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departments"].queryset = Department.objects.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["keepers"].queryset = at_work()  # type: ignore[attr-defined]

    def clean_provinces(self) -> list[str]:
        return [one.strip() for one in self.cleaned_data["provinces"] or [] if one.strip()]

    def _post_clean(self) -> None:
        """Only the name is looked up here."""
        super()._post_clean()
        name = self.cleaned_data.get("name")
        if name and Pool.objects.exclude(pk=self.instance.pk).filter(name=name).exists():
            self.add_error("name", _("There is a pool of this name already."))


class RuleForm(Unwritten):
    """By when which customers come back."""

    classes = forms.MultipleChoiceField(
        label=_("classes"), choices=CLASSES, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all."),
    )
    days = forms.IntegerField(label=_("days"), min_value=1, max_value=3650)
    warn_days = forms.IntegerField(label=_("warn the owner so many days before"), min_value=0, max_value=60)

    class Meta:
        model = Rule
        fields = ("clock", "days", "classes", "warn_days", "spare_open", "spare_traded", "spare_waiting", "is_active")


class CapacityForm(forms.Form):
    """A limit for a person or for each person of a department."""

    employee = forms.ModelChoiceField(label=_("person"), queryset=Employee.objects.none(), required=False)
    department = forms.ModelChoiceField(label=_("or each person of"), queryset=Department.objects.none(), required=False)
    most = forms.IntegerField(label=_("customers at most"), min_value=1, required=False, help_text=_("Empty lifts the limit."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employee"].queryset = at_work()  # type: ignore[attr-defined]
        self.fields["department"].queryset = Department.objects.filter(is_active=True)  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """Who gets it, and why."""

    owner = forms.ModelChoiceField(label=_("new owner"), queryset=Employee.objects.none())
    reason = forms.CharField(label=_("reason"), max_length=200)

    def __init__(self, *args: Any, actor: Employee | None = None, **kwargs: Any) -> None:  # noqa: ARG002
        super().__init__(*args, **kwargs)
        people = Employee.objects.filter(status=Employee.Status.ACTIVE).select_related("department")
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class GiveBackForm(forms.Form):
    """To which pool, why, and what becomes of what is open."""

    pool = forms.ModelChoiceField(label=_("public pool"), queryset=Pool.objects.none(), empty_label=None)
    reason = forms.CharField(label=_("reason"), max_length=200)
    include_open = forms.BooleanField(label=_("the keepers take over what is open under it"), required=False)

    def __init__(self, *args: Any, pools: list[Pool] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = Pool.objects.filter(is_active=True)
        if pools is not None:
            chosen = chosen.filter(pk__in=[pool.pk for pool in pools])
        self.fields["pool"].queryset = chosen  # type: ignore[attr-defined]


class NothingForm(forms.Form):
    """Nothing to say but yes."""
