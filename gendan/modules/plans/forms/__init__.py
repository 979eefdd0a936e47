"""Input of months and visits."""

from gendan.modules.plans.forms.month import ActionForm, AnalysisForm, BeginForm, DropForm, MoveForm, TickForm
from gendan.modules.plans.forms.report import MeetingForm, PeriodicForm, SummaryForm
from gendan.modules.plans.forms.visit import ArriveForm, PutOffForm, ReportForm, VisitForm

__all__ = [
    "ActionForm", "AnalysisForm", "ArriveForm", "BeginForm", "DropForm", "MeetingForm", "MoveForm", "PeriodicForm", "PutOffForm",
    "ReportForm", "SummaryForm", "TickForm", "VisitForm",
]
