"""Monthly customer data of each store: collected, checked, submitted by the 25th, accepted, spot-checked, filed (F92)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.classes.effects import (
    FindingForm,
    check,
    enter,
    file,
    freeze,
    numbers_are_right,
    take_back,
    write_finding,
)
from gendan.spine.procedures.declare import (
    Escalate,
    Head,
    Kind,
    Number,
    OnDate,
    Owner,
    Procedure,
    RoleHolder,
    State,
    Step,
    Transition,
    Unit,
    Within,
)

DAY = Number("day", _("day of the month by which the data are submitted"), 25, Unit.COUNT, 1, 28)
REMIND = Number("remind", _("remind before the day"), 2, Unit.DAYS, 0, 20)
TO_HEAD = Number("to_head", _("tell the head after the day"), 0, Unit.WORKING_HOURS, 0, 40)
TO_SUPERVISOR = Number("to_supervisor", _("tell the CRM supervisor after the day"), 1, Unit.WORKING_DAYS, 0, 20)
ENTER_DAYS = Number("enter_days", _("to accept what was submitted"), 3, Unit.WORKING_DAYS, 0.5, 30)
SPOT_DAYS = Number("spot_days", _("to check the truth on tour"), 20, Unit.WORKING_DAYS, 1, 90)
FILE_DAYS = Number("file_days", _("to file"), 3, Unit.WORKING_DAYS, 0.5, 30)

LATE = (
    Step("remind", REMIND, Escalate.REMIND, before=True),
    Step("head", TO_HEAD, Escalate.TELL, Head()),
    Step("supervisor", TO_SUPERVISOR, Escalate.TELL, RoleHolder("crm_supervisor")),
)
STORE, SERVICE, REGION = _("Store"), _("Customer service"), _("Region")
OWN = (Owner(), Head())
CLERKS = (RoleHolder("customer_data_clerk"), RoleHolder("crm_supervisor"))

SUBMISSION = Procedure(
    key="customer_data",
    title=_("Monthly customer data"),
    record="classes.Submission",
    purpose=_("Each store collects its customers' data while they stand before it, and sends them on the same day of each month."),
    flows=("F92",),
    start="draft",
    states=(
        State(
            "draft", pgettext_lazy("submission", "Being collected"), due=OnDate("due_on"), lane=STORE, escalate=LATE,
            todo=_("Check and submit the customer data: %(title)s"),
            checklist=(_("name, phone, detailed address, birthday asked"), _("mobile numbers have 11 digits"), _("names written as on the licence")),
        ),
        State("checked", pgettext_lazy("submission", "Checked"), due=OnDate("due_on"), lane=STORE, escalate=LATE,
              todo=_("Submit the customer data: %(title)s")),
        State("submitted", pgettext_lazy("submission", "Submitted"), who=RoleHolder("crm_supervisor"), due=Within(ENTER_DAYS), lane=SERVICE,
              todo=_("Look through and accept: %(title)s")),
        State("entered", pgettext_lazy("submission", "Accepted"), who=Head(), due=Within(SPOT_DAYS), lane=REGION,
              todo=_("Check the truth on tour: %(title)s"), way="visit"),
        State("spot_checked", pgettext_lazy("submission", "Spot-checked"), who=RoleHolder("crm_supervisor"), due=Within(FILE_DAYS), lane=SERVICE,
              todo=_("File: %(title)s")),
        State("filed", pgettext_lazy("submission", "Filed"), Kind.DONE, lane=SERVICE),
        State("waived", pgettext_lazy("submission", "Waived"), Kind.LOST, lane=SERVICE),
    ),
    transitions=(
        Transition("check", _("Checked"), ("draft",), "checked", OWN, guards=(numbers_are_right,), effects=(check,)),
        Transition("submit", _("Submit"), ("draft", "checked"), "submitted", OWN, guards=(numbers_are_right,), effects=(check, freeze)),
        Transition("return", _("Return"), ("submitted", "entered"), "draft", CLERKS, effects=(take_back,), reason_required=True),
        Transition("enter", _("Accept"), ("submitted",), "entered", CLERKS, effects=(enter,)),
        Transition("spot_check", _("Spot check"), ("entered",), "spot_checked", (Head(), RoleHolder("director"), *CLERKS),
                   form=FindingForm, effects=(write_finding,)),
        Transition("file", pgettext_lazy("submission", "File"), ("entered", "spot_checked"), "filed", CLERKS, effects=(file,)),
        Transition("waive", _("Waive"), ("draft", "checked"), "waived", CLERKS, reason_required=True),
    ),
    numbers=(DAY, REMIND, TO_HEAD, TO_SUPERVISOR, ENTER_DAYS, SPOT_DAYS, FILE_DAYS),
)
