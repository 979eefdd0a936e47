"""The request of a person: checked, answered in time, an erasure approved by a second person (U12)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.privacy.effects import (
    carry_out,
    copy_was_made,
    keep_end,
    keep_handed_over,
    keep_prepared,
    not_by_oneself,
    somebody_else_is_there,
)
from gendan.modules.privacy.forms import HandOverForm, PrepareForm
from gendan.spine.procedures.declare import (
    Escalate,
    Kind,
    Number,
    OnDate,
    Owner,
    Procedure,
    RecordField,
    RoleHolder,
    State,
    Step,
    Transition,
    Unit,
)

REMIND = Number("remind", _("remind before the answer is due"), 2, Unit.WORKING_DAYS, 0, 10)
TO_MANAGER = Number("to_manager", _("tell the general manager when late by"), 0, Unit.WORKING_HOURS, 0, 40)
LATE = (
    Step("remind", REMIND, Escalate.REMIND, before=True),
    Step("manager", TO_MANAGER, Escalate.TELL, RoleHolder("general_manager")),
)
OFFICER = RoleHolder("data_officer")
WHO = (Owner(), OFFICER, RoleHolder("crm_supervisor"))
APPROVE = (RecordField("approver"), OFFICER, RoleHolder("general_manager"), RoleHolder("director"))
OPEN = ("copy", "erasure", "approval")
BY = OnDate("answer_by")

REQUEST = Procedure(
    key="privacy_request",
    title=_("Request about personal data"),
    record="privacy.Request",
    purpose=_("Whoever asks what is held on him, or wants it gone, is answered in time; what has to stay is said with its reason."),
    flows=("U12",),
    start="copy",
    states=(
        State("copy", pgettext_lazy("request", "copy asked for"), due=BY, todo=_("Hand over a copy: %(title)s"), escalate=LATE,
              checklist=(_("checked who asks"), _("exported on the page of the person"), _("handed over to nobody else"))),
        State("erasure", pgettext_lazy("request", "erasure asked for"), due=BY, todo=_("Prepare the erasure: %(title)s"), escalate=LATE,
              checklist=(_("checked who asks"), _("read what goes and what stays"), _("told the person what stays, and why"))),
        State("approval", pgettext_lazy("request", "erasure to be approved"), who=RecordField("approver"), due=BY,
              todo=_("Approve the erasure: %(title)s"), escalate=LATE),
        State("answered", pgettext_lazy("request", "answered"), kind=Kind.DONE),
        State("refused", pgettext_lazy("request", "refused"), kind=Kind.LOST),
        State("withdrawn", pgettext_lazy("request", "taken back"), kind=Kind.LOST),
    ),
    transitions=(
        Transition("is_erasure", _("It is about erasure"), ("copy",), "erasure", automatic=True),
        Transition("hand_over", _("Copy handed over"), ("copy",), "answered", WHO, form=HandOverForm, guards=(copy_was_made,),
                   effects=(keep_handed_over,)),
        Transition("prepare", _("Ready to be approved"), ("erasure",), "approval", WHO, form=PrepareForm,
                   guards=(somebody_else_is_there,), effects=(keep_prepared,)),
        Transition("approve", _("Erase for good"), ("approval",), "answered", APPROVE, guards=(not_by_oneself,), effects=(carry_out,)),
        Transition("send_back", _("Send back"), ("approval",), "erasure", APPROVE, reason_required=True),
        Transition("refuse", pgettext_lazy("request", "Refuse"), OPEN, "refused", WHO, effects=(keep_end,), reason_required=True),
        Transition("take_back", _("Taken back by the person"), OPEN, "withdrawn", WHO, effects=(keep_end,), reason_required=True),
    ),
    numbers=(REMIND, TO_MANAGER),
)
