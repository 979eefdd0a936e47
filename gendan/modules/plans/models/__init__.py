"""The month of a customer manager with its actions."""

from gendan.modules.plans.models.plan import Action, Plan, Result

__all__ = ["Action", "Plan", "Result"]
