"""The month of a customer manager with its actions, and the visits."""

from gendan.modules.plans.models.plan import Action, Plan, Result
from gendan.modules.plans.models.visit import Urgency, Visit

__all__ = ["Action", "Plan", "Result", "Urgency", "Visit"]
