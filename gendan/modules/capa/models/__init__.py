"""The tables of corrective actions."""

from gendan.modules.capa.models.capa import Capa, Source
from gendan.modules.capa.models.work import Action, Answer, Bone, Round, Why

__all__ = ["Action", "Answer", "Bone", "Capa", "Round", "Source", "Why"]
