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
    CapaForm,
    DropForm,
    EvidenceForm,
    JoinForm,
    NothingForm,
    SendForm,
)

__all__ = [
    "ActionForm", "AgainForm", "AnalysisForm", "AnswerForm", "NothingForm", "CapaForm", "CauseForm", "ContainedForm", "DropForm", "EffectForm",
    "EvidenceForm", "JoinForm", "ProblemForm", "SendForm", "StandardForm", "TeamForm", "ThanksForm",
]
