"""The month of a customer manager with its actions, the visits, and what is reported of them."""

from gendan.modules.plans.models.plan import Action, Plan, Result
from gendan.modules.plans.models.report import Meeting, ReportKind, VisitReport
from gendan.modules.plans.models.visit import Urgency, Visit

__all__ = ["Action", "Meeting", "Plan", "ReportKind", "Result", "Urgency", "Visit", "VisitReport"]
