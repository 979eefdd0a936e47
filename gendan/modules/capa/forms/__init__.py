"""Input of corrective actions."""

from gendan.modules.capa.forms.moves import (
    AgainForm,
    CauseForm,
    ContainedForm,
    EffectForm,
    ProblemForm,
    StandardForm,
    TeamForm,
    ThanksForm,
)
from gendan.modules.capa.forms.records import (
    ActionForm,
    AnalysisForm,
    AnswerForm,
    AssignForm,
    CapaForm,
    DropForm,
    EvidenceForm,
    JoinForm,
    MoveForm,
    NothingForm,
    SendForm,
)

__all__ = [
    "ActionForm", "AgainForm", "AnalysisForm", "AnswerForm", "AssignForm", "NothingForm", "CapaForm", "CauseForm", "ContainedForm", "DropForm", "EffectForm",
    "EvidenceForm", "JoinForm", "MoveForm", "ProblemForm", "SendForm", "StandardForm", "TeamForm", "ThanksForm",
]
