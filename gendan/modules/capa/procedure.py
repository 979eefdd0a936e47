"""The procedure of a corrective action: eight disciplines, the check of the effect, and again where it did not work."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.capa import effects, forms, numbers, rules
from gendan.spine.procedures.declare import (
    Escalate,
    Head,
    Kind,
    OnDate,
    Owner,
    Procedure,
    RecordField,
    RoleHolder,
    State,
    Step,
    Transition,
)

QUALITY, REPRESENTATIVE, MANAGER = RoleHolder("quality"), RoleHolder("management_representative"), RoleHolder("general_manager")
CHECKER = RecordField("checker")
WHO = (Owner(), Head(), QUALITY)
ABOVE = (QUALITY, REPRESENTATIVE, MANAGER, RoleHolder("director"))
LATE = (
    Step("remind", numbers.REMIND, Escalate.REMIND, before=True),
    Step("head", numbers.TO_HEAD, Escalate.TELL, Head()),
    Step("representative", numbers.TO_REPRESENTATIVE, Escalate.TELL, REPRESENTATIVE),
    Step("manager", numbers.TO_MANAGER, Escalate.TELL, MANAGER),
)
ENDS = OnDate("step_due_at")
TITLES = {
    "team": pgettext_lazy("capa", "D1 team"),
    "problem": pgettext_lazy("capa", "D2 problem"),
    "containment": pgettext_lazy("capa", "D3 containment"),
    "cause": pgettext_lazy("capa", "D4 cause"),
    "plan": pgettext_lazy("capa", "D5 actions chosen"),
    "carry": pgettext_lazy("capa", "D6 carried out"),
    "prevent": pgettext_lazy("capa", "D7 made the rule"),
    "check": pgettext_lazy("capa", "check of the effect"),
    "thanks": pgettext_lazy("capa", "D8 thanks and close"),
}
STEPS = ("team", "problem", "containment", "cause", "plan", "carry", "prevent")
RUNNING = tuple(TITLES)


def _step(key: str, todo: object, *, checklist: tuple[object, ...] = (), lane: object = "") -> State:
    who = CHECKER if key == "check" else Owner()
    return State(key, TITLES[key], who=who, due=ENDS, todo=todo, checklist=checklist, escalate=LATE, lane=lane)


CAPA = Procedure(
    key=numbers.KEY,
    title=_("Corrective and preventive action (8D)"),
    record="capa.Capa",
    purpose=_("Each fault has a cause that was asked for, actions with an owner and a day, and a proof by somebody else that they worked."),
    flows=("F04", "F56", "F59", "F71", "F75", "F103"),
    start="team",
    states=(
        _step("team", _("D1: gather the team for %(title)s")),
        _step("problem", _("D2: describe the problem: %(title)s"),
              checklist=(_("what, and how it differs from what was asked for"), _("where, when, by whom found"), _("how many, which batches"))),
        _step("containment", _("D3: contain it: %(title)s"),
              checklist=(_("stock"), _("work in progress"), _("goods on their way"), _("goods with the customer"))),
        _step("cause", _("D4: find the cause: %(title)s"),
              checklist=(_("why it came about"), _("why it was not found before"))),
        _step("plan", _("D5: choose corrective actions: %(title)s")),
        _step("carry", _("D6: see that all is carried out: %(title)s")),
        _step("prevent", _("D7: make it the rule: %(title)s"),
              checklist=(_("documents and drawings"), _("training"), _("like products and lines"))),
        _step("check", _("Check whether it worked: %(title)s"), lane=_("quality")),
        _step("thanks", _("D8: thank the team, answer, close: %(title)s")),
        State("closed", pgettext_lazy("capa", "closed, effective"), Kind.DONE),
        State("withdrawn", pgettext_lazy("capa", "withdrawn"), Kind.LOST),
        State("joined", pgettext_lazy("capa", "joined to another"), Kind.LOST),
    ),
    transitions=(
        Transition("gather", _("Team gathered"), ("team",), "problem", WHO, form=forms.TeamForm,
                   effects=(effects.gather_team, effects.next_ends("problem"))),
        Transition("describe", _("Problem described"), ("problem",), "containment", WHO, form=forms.ProblemForm,
                   effects=(effects.describe, effects.next_ends("containment"))),
        Transition("contain", pgettext_lazy("capa", "Contained"), ("containment",), "cause", WHO, form=forms.ContainedForm,
                   guards=(rules.contained,), effects=(effects.contain, effects.next_ends("cause"))),
        Transition("find_cause", _("Cause found"), ("cause",), "plan", WHO, form=forms.CauseForm, guards=(rules.cause_is_asked_for,),
                   effects=(effects.find_cause, effects.next_ends("plan"))),
        Transition("choose", _("Actions chosen"), ("plan",), "carry", WHO, guards=(rules.planned,), effects=(effects.next_ends("carry"),)),
        Transition("carry_out", pgettext_lazy("capa", "Carried out"), ("carry",), "prevent", WHO, guards=(rules.carried_out,),
                   effects=(effects.next_ends("prevent"),)),
        Transition("make_rule", _("Made the rule"), ("prevent",), "check", WHO, form=forms.StandardForm,
                   guards=(rules.carried_out, rules.prevented), effects=(effects.make_the_rule,)),
        Transition("prove", pgettext_lazy("capa", "Effective"), ("check",), "thanks", (CHECKER, *ABOVE), form=forms.EffectForm,
                   guards=(rules.by_another, rules.effect_has_shown), effects=(effects.prove,)),
        Transition("again", pgettext_lazy("capa", "Not effective"), ("check",), "cause", (CHECKER, *ABOVE), form=forms.AgainForm,
                   guards=(rules.by_another,), effects=(effects.begin_again,)),
        Transition("close", pgettext_lazy("capa", "Thank and close"), ("thanks",), "closed", WHO, form=forms.ThanksForm,
                   guards=(rules.proven, rules.customer_has_it), effects=(effects.close,)),
        Transition("back_to_cause", _("Back to the cause"), ("plan", "carry", "prevent"), "cause", WHO, reason_required=True,
                   effects=(effects.next_ends("cause"),)),
        Transition("back_to_actions", _("Back to the actions"), ("carry", "prevent"), "plan", WHO, reason_required=True,
                   effects=(effects.next_ends("plan"),)),
        Transition("reopen", pgettext_lazy("capa", "It came back"), ("closed",), "cause", ABOVE, reason_required=True,
                   effects=(effects.reopen,)),
        Transition("withdraw", pgettext_lazy("capa", "Withdraw"), RUNNING, "withdrawn", ABOVE, reason_required=True,
                   guards=(rules.not_by_the_owner,), effects=(effects.withdraw,)),
        Transition("join", _("Join to another"), RUNNING, "joined", automatic=True, effects=(effects.withdraw,)),
    ),
    numbers=numbers.ALL,
)
#: The move by which the to-do of a step is done, where it asks for something.
ONWARD = {
    one.source[0]: one.key for one in CAPA.transitions
    if one.key in ("gather", "describe", "contain", "find_cause", "make_rule", "prove", "close")
}
