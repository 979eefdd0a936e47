"""Input of orders; parses and validates, never writes."""

from gendan.modules.orders.forms.moves import (
    AnswerConfirmationForm,
    AskConfirmationForm,
    ConfirmForm,
    DecideForm,
    JudgeForm,
    PlanForm,
    PublicAnswerForm,
    ReturnForm,
    SignForm,
    TalkForm,
    TrialForm,
)
from gendan.modules.orders.forms.records import (
    AssignForm,
    ChangeForm,
    FormulaForm,
    LinesForm,
    OrderForm,
    ProgressForm,
    PromiseForm,
    RushForm,
    ToldForm,
)
from gendan.modules.orders.forms.settings import ChangeTableForm, MaterialForm, WeekForm, WorkshopForm

__all__ = [
    "AnswerConfirmationForm", "AskConfirmationForm", "AssignForm", "ChangeForm", "ChangeTableForm", "ConfirmForm", "DecideForm", "FormulaForm", "JudgeForm", "LinesForm", "MaterialForm",
    "OrderForm", "PlanForm", "ProgressForm", "PromiseForm", "PublicAnswerForm", "ReturnForm", "RushForm", "SignForm", "TalkForm", "ToldForm", "TrialForm",
    "WeekForm", "WorkshopForm",
]
