"""Input of the record itself, its analysis, its actions and its answers."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.modules.capa.forms.moves import text
from gendan.modules.capa.models import Bone, Capa, Round, Why
from gendan.modules.capa.words import AGREED_IN, Factor, Measure, Way
from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Department
from gendan.ui.form.fields import DAY, PersonField, Unwritten, moment_field

#: So many whys, and so many possible causes of each factor, fit on the page.
WHYS, BONES = 7, 4


class CapaForm(Unwritten):
    """A corrective action asked for by somebody."""

    responsible = forms.ModelChoiceField(label=gettext_lazy("responsible department"), queryset=Department.objects.all())
    owner = PersonField(
        label=gettext_lazy("owner"), required=False, help_text=gettext_lazy("Without one, the head of the responsible department.")
    )

    class Meta:
        model = Capa
        fields = ("title", "origin", "customer", "product", "batch", "defect", "grade", "responsible", "owner", "problem", "found_on",
                  "found_where", "extent", "clause", "wants_answer")
        widgets: ClassVar = {
            "problem": forms.Textarea(attrs={"rows": 3}),
            "found_on": DAY,
        }

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["customer"].queryset = Customer.objects.visible_to(viewer)
        fields["product"].queryset = Product.objects.visible_to(viewer)


def _line(**options: Any) -> forms.CharField:
    return forms.CharField(required=False, widget=forms.TextInput(attrs={"class": "input"}), **options)


class AnalysisForm(forms.Form):
    """The chain of whys and the fishbone on one page; `revision` tells whether somebody else wrote meanwhile."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, round: Round) -> None:  # noqa: A002  it is the round
        super().__init__(data, initial={"revision": round.revision})
        whys = {row.position: row.text for row in round.whys.all()}
        for place in range(1, WHYS + 1):
            label = _("Why %(place)d") % {"place": place}
            self.fields[f"why_{place}"] = _line(label=label, max_length=200, initial=whys.get(place, ""))
        bones = {(row.factor, row.position): row for row in round.bones.all()}
        for factor in Factor:
            for place in range(1, BONES + 1):
                self._add_bone(factor, place, bones.get((factor.value, place)))

    def _add_bone(self, factor: Factor, place: int, bone: Bone | None) -> None:
        facts = {"factor": factor.label, "place": place}
        self.fields[f"bone_{factor}_{place}"] = _line(label=_("%(factor)s %(place)d") % facts, max_length=100, initial=bone.text if bone else "")
        self.fields[f"root_{factor}_{place}"] = forms.BooleanField(
            label=_("%(factor)s %(place)d is confirmed") % facts, required=False, initial=bone is not None and bone.is_root,
        )

    def chain(self) -> list[Why]:
        """The whys in their order, without gaps."""
        given = (str(self.cleaned_data[f"why_{place}"]).strip() for place in range(1, WHYS + 1))
        return [Why(position=place, text=said) for place, said in enumerate((said for said in given if said), start=1)]

    def bones(self) -> list[Bone]:
        """Possible causes by factor, with those that were confirmed."""
        found = []
        for factor in Factor:
            places = range(1, BONES + 1)
            given = [(str(self.cleaned_data[f"bone_{factor}_{one}"]).strip(), self.cleaned_data[f"root_{factor}_{one}"]) for one in places]
            written = [(said, root) for said, root in given if said]
            found += [Bone(factor=factor, position=place, text=said, is_root=root) for place, (said, root) in enumerate(written, start=1)]
        return found

    def why_fields(self) -> list[Any]:
        return [self[f"why_{place}"] for place in range(1, WHYS + 1)]

    def bone_fields(self) -> list[tuple[Any, list[tuple[Any, Any]]]]:
        """For the page: each factor with its lines."""
        return [
            (factor.label, [(self[f"bone_{factor}_{place}"], self[f"root_{factor}_{place}"]) for place in range(1, BONES + 1)])
            for factor in Factor
        ]


class ActionForm(forms.Form):
    """Somebody does something by a time."""

    kind = forms.ChoiceField(label=pgettext_lazy("capa", "kind"), choices=Measure)
    text = forms.CharField(label=gettext_lazy("what is done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    owner = PersonField(label=gettext_lazy("by whom"))
    due_at = moment_field(label=gettext_lazy("by when"))


    def __init__(self, *args: Any, state: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(kind.value, kind.label) for kind in Measure if not state or state in AGREED_IN[kind]]


class JoinForm(forms.Form):
    """Which other one works on the same fault."""

    into = forms.ModelChoiceField(label=gettext_lazy("corrective action"), queryset=Capa.objects.none())

    def __init__(self, *args: Any, capa: Capa, viewer: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        rows = Capa.objects.visible_to(viewer, "edit").filter(state_kind__in=("open", "waiting")).exclude(pk=capa.pk)
        fields["into"].queryset = rows.order_by("-created_at")
        fields["into"].label_from_instance = lambda one: f"{one.number} {one.title}"


class EvidenceForm(forms.Form):
    """It is done: what shows it."""

    evidence = text(label=gettext_lazy("evidence"))
    file = forms.FileField(label=gettext_lazy("picture or document"), required=False)


class MoveForm(forms.Form):
    """Another day."""

    due_at = moment_field(label=gettext_lazy("by when"))
    reason = text(label=gettext_lazy("reason"))


class AssignForm(forms.Form):
    """Somebody else is responsible."""

    owner = PersonField(label=gettext_lazy("owner"))
    reason = text(label=gettext_lazy("reason"))


class DropForm(forms.Form):
    """It is not done after all."""

    reason = text(label=gettext_lazy("reason"))


class AnswerForm(forms.Form):
    """The letter that goes with the 8D report."""

    text = text(label=pgettext_lazy("capa", "letter"), rows=6)


class NothingForm(forms.Form):
    """Nothing is asked; it is frozen."""


class SendForm(forms.Form):
    """How the approved version goes out."""

    way = forms.ChoiceField(label=pgettext_lazy("capa", "way"), choices=Way)
    sent_to = forms.CharField(label=gettext_lazy("to whom"), max_length=160)
