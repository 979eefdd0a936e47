"""What each move of a corrective action asks for."""

from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.modules.capa import queries
from gendan.modules.capa.models import Capa
from gendan.modules.capa.words import Factor, Measure
from gendan.ui.form.fields import DAY, PeopleField, PersonField


def text(**options: Any) -> forms.CharField:
    """Several lines."""
    rows = options.pop("rows", 2)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **options)


class OfCapa(forms.Form):
    """A form that knows its record, and begins with what stands there."""

    known: ClassVar[tuple[str, ...]] = ()

    def __init__(self, record: Capa, data: Any = None, *, initial: Any = None) -> None:
        self.record = record
        super().__init__(data, initial={name: getattr(record, name) for name in self.known} | (initial or {}))

    @classmethod
    def for_record(cls, record: Capa, *, actor: Any, data: Any) -> Self:  # noqa: ARG003
        return cls(record, data)


class TeamForm(OfCapa):
    """D1: who works on it, and who judges the effect."""

    known = ("checker",)
    team = PeopleField(label=pgettext_lazy("capa", "team"), help_text=gettext_lazy("Who knows the process and may change it."))
    checker = PersonField(label=gettext_lazy("checks the effect"), help_text=gettext_lazy("Neither the owner nor in the team."))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        checker = data.get("checker")
        if checker is not None and (checker.pk == self.record.owner_id or checker in (data.get("team") or ())):
            self.add_error("checker", _("Somebody else judges the effect: not the owner, nor one of the team."))
        return data


class ProblemForm(OfCapa):
    """D2: what, where, when, how much."""

    known = ("problem", "defect", "found_on", "found_where", "extent", "clause")
    problem = text(label=gettext_lazy("description of the problem"), rows=3)
    defect = forms.CharField(label=gettext_lazy("defect"), max_length=120, help_text=gettext_lazy("In a few words: faults are compared by them."))
    found_on = forms.DateField(label=gettext_lazy("found on"), required=False, widget=DAY)
    found_where = forms.CharField(label=gettext_lazy("found where"), max_length=120, required=False)
    extent = forms.CharField(label=gettext_lazy("how much is affected"), max_length=120, required=False)
    clause = forms.CharField(label=gettext_lazy("requirement not met"), max_length=200, required=False)


class ContainedForm(OfCapa):
    """D3: without an action, the reason why nothing had to be contained."""

    contained = text(label=gettext_lazy("why nothing had to be contained"), required=False)

    def clean_contained(self) -> str:
        said: str = self.cleaned_data["contained"].strip()
        if not said and not queries.agreed_on(self.record, Measure.CONTAINMENT):
            raise forms.ValidationError(_("Nothing was done to contain it: say why nothing had to be."))
        return said


class CauseForm(OfCapa):
    """D4: the root cause, on which bone, and why it got away."""

    factor = forms.ChoiceField(label=pgettext_lazy("capa", "cause lies in"), choices=Factor)
    cause = text(label=gettext_lazy("root cause"))
    escaped = text(label=gettext_lazy("why it was not found before"), required=False)

    def __init__(self, record: Capa, data: Any = None, *, initial: Any = None) -> None:
        found = queries.round_of(record)
        root, last = found.bones.filter(is_root=True).first(), found.whys.last()
        first = {"factor": found.factor or (root.factor if root else ""), "cause": found.cause or (last.text if last else "")}
        super().__init__(record, data, initial=first | {"escaped": found.escaped} | (initial or {}))


class StandardForm(OfCapa):
    """D7: which document, drawing, instruction or training keeps it so; without a preventive action, why none is needed."""

    standard = text(label=gettext_lazy("what became the rule"), help_text=gettext_lazy("Document and version, drawing, instruction, training."))


class EffectForm(OfCapa):
    """Whether it worked, with evidence."""

    evidence = text(label=gettext_lazy("evidence of the effect"), rows=3, help_text=gettext_lazy("What was looked at, how many, since when."))


class AgainForm(EffectForm):
    """It did not work: what still happens."""

    why_again = text(label=gettext_lazy("why again"))


class ThanksForm(OfCapa):
    """D8: a word to the team."""

    thanks = text(label=gettext_lazy("thanks to the team"))
