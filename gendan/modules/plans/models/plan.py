"""A customer manager's month: which action with which customer on which day, and what became of it (F85)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity, Way
from gendan.spine.access.models import Scoped
from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.procedures.models import Followed


class Plan(Scoped, Followed):
    """One month of one customer manager, its `owner`. `results_due_on` is the last working day of the month.

    `left_out` counts the contacts that were due by class but found no free place when the plan was generated;
    `carried_at` is when the month before was carried over, which waits for that month to be over.
    """

    month = models.DateField(_("month"))
    results_due_on = models.DateField(_("results due"))
    analysis = models.TextField(_("market, brand and customers"), blank=True)
    left_out = models.PositiveIntegerField(default=0, editable=False)
    carried_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("monthly plan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "month"], name="plans_one_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="plans_month_from_the_first"),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            models.Index(fields=["month", "owner"], name="plans_of_month"),
            models.Index(fields=["department", "month"], name="plans_dept_month"),
            models.Index(fields=["owner", "next_due_at", "id"], name="plans_own_next"),
            models.Index(fields=["department", "next_due_at", "id"], name="plans_dept_next"),
            models.Index(fields=["next_due_at", "id"], name="plans_all_next"),
        ]

    def __str__(self) -> str:
        return _("%(name)s, %(month)s") % {"name": self.owner.name if self.owner else "—", "month": f"{self.month:%Y-%m}"}


class Kind(models.TextChoices):
    """Whether an action was in the plan, or came in between (A6)."""

    PLANNED = "planned", pgettext_lazy("action", "planned")
    TEMPORARY = "temporary", _("temporary")


class Result(models.TextChoices):
    """What became of an action (A6). CARRIED and PASSED_ON go on in exactly one other action."""

    OPEN = "open", pgettext_lazy("action", "open")
    DONE = "done", pgettext_lazy("action", "done")
    NOT_DONE = "not_done", _("not done")
    CARRIED = "carried", _("carried over")
    PASSED_ON = "passed_on", _("gone with the customer")
    DROPPED = "dropped", _("dropped")


GOES_ON = (Result.CARRIED, Result.PASSED_ON)
PLANNED_SIGN, OTHER_SIGN, DONE_SIGN = "☆", "●", "★"


class Action(models.Model):
    """One action with one customer on one day. `carried_from` is the action that goes on in this one.

    `note` is what came of it, or why nothing did; `todo_id` the to-do of its day, `activity` the record of the contact.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions", verbose_name=_("monthly plan"))
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="planned_actions", verbose_name=_("customer"))
    day = models.DateField(_("day"))
    way = models.CharField(_("way"), max_length=14, choices=Way, default=Way.VISIT)
    title = models.CharField(_("action"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PLANNED)
    result = models.CharField(_("result"), max_length=10, choices=Result, default=Result.OPEN)
    note = models.CharField(_("what came of it, or why not"), max_length=300, blank=True)
    by_system = models.BooleanField(default=False)
    carried_from = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="goes_on")
    done_at = models.DateTimeField(null=True, blank=True)
    todo_id = models.BigIntegerField(null=True, editable=False)
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()
    main_field = "plan"

    class Meta:
        verbose_name = _("planned action")
        verbose_name_plural = _("planned actions")
        ordering: ClassVar = ["day", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(result="done", done_at__isnull=False) | (~Q(result="done") & Q(done_at=None)),
                name="plans_done_has_a_time",
            ),
            models.CheckConstraint(condition=~Q(carried_from=F("id")), name="plans_not_from_itself"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["customer", "day"], condition=Q(result="open"), name="plans_open_of_customer"),
            models.Index(fields=["day"], condition=Q(result="open", todo_id=None), name="plans_without_todo"),
            models.Index(fields=["plan"], condition=Q(result__in=["open", "not_done"]), name="plans_unfinished"),
        ]

    def __str__(self) -> str:
        return self.title or self.get_way_display()

    @property
    def sign(self) -> str:
        """☆ planned, ● temporary or not completed, ★ completed (F85.1); nothing for what is no longer in the plan."""
        if self.result in (Result.DROPPED, Result.PASSED_ON):
            return ""
        if self.result == Result.DONE:
            return DONE_SIGN
        return PLANNED_SIGN if self.result == Result.OPEN and self.kind == Kind.PLANNED else OTHER_SIGN
