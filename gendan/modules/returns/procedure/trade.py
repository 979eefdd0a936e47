"""A customer's return: isolated, inspected, judged, agreed upon, carried out (F56.5 … F56.8)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.returns import numbers, rules
from gendan.modules.returns.effects import trade as effects
from gendan.modules.returns.forms import trade as forms
from gendan.spine.procedures.declare import (
    Head,
    Kind,
    OnDate,
    Owner,
    Procedure,
    RecordField,
    RoleHolder,
    State,
    Transition,
    Within,
)

WHO = (Owner(), Head())
WAREHOUSE, QUALITY, DOER = RoleHolder("warehouse"), RoleHolder("quality"), RecordField("doer")

RETURN = Procedure(
    key=numbers.KEY,
    title=_("Return of goods"),
    record="returns.Return",
    purpose=_("Nothing that came back mixes with good goods; none is settled without inspection and verdict; each ends with a document."),
    flows=("F56",),
    start="announced",
    states=(
        State("announced", pgettext_lazy("return", "awaited"), who=WAREHOUSE, due=Within(numbers.ARRIVE_DAYS), escalate=numbers.LATE,
              todo=_("Take in the returned goods: %(title)s"), lane=_("warehouse")),
        State("received", pgettext_lazy("return", "received"), who=WAREHOUSE, due=Within(numbers.ISOLATE_HOURS), escalate=numbers.LATE,
              todo=_("Isolate and label: %(title)s"), lane=_("warehouse"),
              checklist=(_("apart from good goods"), _("isolation label printed and fixed"), _("copies of the return papers to quality"))),
        State("isolated", pgettext_lazy("return", "isolated"), who=QUALITY, due=Within(numbers.INSPECT_DAYS), escalate=numbers.LATE,
              todo=_("Inspect the returned goods: %(title)s"), lane=_("quality"),
              checklist=(_("a batch is sampled, a small lot inspected whole"), _("each finding a line of the report"))),
        State("inspected", pgettext_lazy("return", "inspected"), who=QUALITY, due=Within(numbers.VERDICT_DAYS), escalate=numbers.LATE,
              todo=_("Whose fault is it? %(title)s"), lane=_("quality")),
        State("contacting", pgettext_lazy("return", "not ours: with the customer"), due=Within(numbers.CONTACT_DAYS), way="call", escalate=numbers.LATE,
              todo=_("Explain the verdict and settle: %(title)s")),
        State("asking", pgettext_lazy("return", "ours: what does he want"), due=Within(numbers.CONTACT_DAYS), way="call", escalate=numbers.LATE,
              todo=_("Ask: replenish, or another way? %(title)s")),
        State("carrying", pgettext_lazy("return", "being carried out"), who=DOER, due=OnDate("promised_on"), escalate=numbers.LATE,
              todo=_("Carry out what was agreed: %(title)s")),
        State("done", pgettext_lazy("return", "finished"), Kind.DONE),
        State("withdrawn", pgettext_lazy("return", "did not come"), Kind.LOST),
    ),
    transitions=(
        Transition("receive", _("Goods received"), ("announced",), "received", (WAREHOUSE, Owner()), form=forms.ReceiveForm, effects=(effects.receive,)),
        Transition("isolate", _("Isolated and labelled"), ("received",), "isolated", (WAREHOUSE,), form=forms.IsolateForm, effects=(effects.isolate,)),
        Transition("inspected", _("Inspection complete"), ("isolated",), "inspected", (QUALITY,), form=forms.InspectedForm,
                   guards=(rules.is_inspected,), effects=(effects.inspected,)),
        Transition("ours", _("Our fault"), ("inspected",), "asking", (QUALITY,), form=forms.VerdictForm, guards=(rules.judged_by_quality,),
                   effects=(effects.ours,)),
        Transition("not_ours", _("Not our fault"), ("inspected",), "contacting", (QUALITY,), form=forms.RefusedForm,
                   guards=(rules.judged_by_quality,), effects=(effects.not_ours,)),
        Transition("settle", _("Settled with the customer"), ("contacting",), "carrying", WHO, form=forms.SettledForm, effects=(effects.settled,)),
        Transition("object", _("Customer objects: inspect again"), ("contacting",), "isolated", WHO, reason_required=True,
                   effects=(effects.inspect_again, effects.complained)),
        Transition("wish", _("What the customer wants"), ("asking",), "carrying", WHO, form=forms.WishForm, effects=(effects.wished,)),
        Transition("carry_out", _("Carried out"), ("carrying",), "done", (DOER, Head()), form=forms.DoneForm, effects=(effects.finish,)),
        Transition("withdraw", _("Did not come"), ("announced",), "withdrawn", WHO, reason_required=True),
    ),
    numbers=(numbers.BATCH_FROM, numbers.SAMPLE_SHARE, numbers.KEEP_YEARS),
)
