"""Running procedures: cases, their stays in states, to-dos, sign-offs and escalations."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Department, Employee
from gendan.spine.words import WordsField


class Case(models.Model):
    """One row per running procedure; the record has a one-to-one field down to it (`Followed.case`).

    `numbers` are the numbers that the case entered its state with, and `version` the procedure's then.
    `breached_at` is the first due time that the case missed; it is never taken back.
    """

    procedure = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=60)
    state_kind = models.CharField(max_length=10)
    since = models.DateTimeField()
    owner = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="cases")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    numbers = models.JSONField(default=dict)
    record_kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=200)
    main_kind = models.CharField(max_length=60, blank=True)
    main_id = models.BigIntegerField(null=True)
    main_title = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record_kind", "record_id"], name="procedures_case_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["procedure", "state", "since"], name="procedures_case_where"),
            models.Index(fields=["main_kind", "main_id"], name="procedures_case_main"),
            models.Index(
                fields=["due_at"], condition=Q(closed_at=None, breached_at=None), name="procedures_case_unbreached"
            ),
        ]


class Stay(models.Model):
    """One stay of a case in a state: how long (working seconds), against which due time, late or not.

    `via` is the transition that led here and `moved_by` who made it; `left_to` is the state that followed.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="stays")
    procedure = models.CharField(max_length=60)
    state = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    worked = models.BigIntegerField(null=True)
    breached = models.BooleanField(default=False)
    via = models.CharField(max_length=60, blank=True)
    left_to = models.CharField(max_length=60, blank=True)
    moved_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering: ClassVar = ["entered_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["procedure", "state", "left_at"], name="procedures_stay_dwell"),
            models.Index(fields=["due_at"], condition=Q(left_at=None, breached=False), name="procedures_stay_unbreached"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(left_at=None), name="procedures_stay_one_open")
        ]


class Todo(models.Model):
    """Something one person has to do by a time; in working time, on that person's calendar.

    `key` says what kind: "state.<state>" for the one a state makes, "sign.<party>" for a sign-off, else free
    ("next_step"). `due_rule` is {"unit", "value", "from"} where the time was computed, so that an edited calendar
    can recompute it; null where a person chose the time. A paused to-do has no running clock: its rule keeps "left",
    the seconds not yet used; `wakes_at` is when it comes back by itself. `breached_at` is never taken back.
    `instead_of` is the absent person for whom the assignee stands in. `main_*` is the record itself where it
    stands alone.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        PAUSED = "paused", _("paused")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="todos")
    key = models.CharField(max_length=60)
    title = WordsField(_("what to do"), max_length=200)
    way = models.CharField(max_length=20, blank=True)
    assignee = models.ForeignKey(Employee, models.PROTECT, related_name="todos", db_index=False)
    instead_of = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", db_index=False)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    due_at = models.DateTimeField(_("due"), null=True)
    due_rule = models.JSONField(null=True)
    wakes_at = models.DateTimeField(null=True)
    reason = WordsField(max_length=200, blank=True)
    breached_at = models.DateTimeField(null=True)
    record_kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    main_kind = models.CharField(max_length=60, blank=True)
    main_id = models.BigIntegerField(null=True)
    main_title = models.CharField(max_length=200, blank=True)
    context = WordsField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", db_index=False)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", db_index=False)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="open") | Q(due_at__isnull=False), name="procedures_open_todo_has_due"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["assignee", "due_at", "id"], condition=Q(status="open"), name="procedures_todo_mine"),
            models.Index(fields=["department", "due_at", "id"], condition=Q(status="open"), name="procedures_todo_dept"),
            models.Index(fields=["due_at", "id"], condition=Q(status="open"), name="procedures_todo_due"),
            models.Index(
                fields=["due_at"], condition=Q(status="open", breached_at=None), name="procedures_todo_unbreached"
            ),
            models.Index(
                fields=["created_by", "due_at", "id"], condition=Q(status="open"), name="procedures_todo_by_me"
            ),
            models.Index(
                fields=["main_kind", "main_id", "due_at"], condition=Q(status__in=["open", "paused"]),
                name="procedures_todo_main",
            ),
            models.Index(
                fields=["record_kind", "record_id", "due_at"], condition=Q(status__in=["open", "paused"]),
                name="procedures_todo_record",
            ),
            models.Index(fields=["wakes_at"], condition=Q(status="paused"), name="procedures_todo_wakes"),
            models.Index(fields=["assignee", "-done_at"], condition=Q(status="done"), name="procedures_todo_done"),
        ]


class SignOff(models.Model):
    """One party's opinion in one round."""

    class Verdict(models.TextChoices):
        PENDING = "pending", _("to be signed")
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("refused")
        VOID = "void", _("no longer needed")

    case = models.ForeignKey(Case, models.CASCADE, related_name="signoffs")
    state = models.CharField(max_length=60)
    round = models.PositiveIntegerField(default=1)
    party = models.CharField(max_length=60)
    todo = models.OneToOneField(Todo, models.CASCADE, related_name="signoff")
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.PENDING)
    opinion = models.TextField(blank=True)
    signed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "state", "round", "party"], name="procedures_signoff_once")
        ]


class Escalation(models.Model):
    """A declared step of one to-do; the clock takes due ones with SKIP LOCKED, each happens exactly once.

    Only the next step of a to-do is planned; when it has happened, the one after it is. `to` spells the `Who`.
    """

    todo = models.ForeignKey(Todo, models.CASCADE, related_name="escalations")
    step = models.CharField(max_length=60)
    action = models.CharField(max_length=10)
    to = models.CharField(max_length=80, default="owner")
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    told = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["todo", "step"], name="procedures_escalation_once")]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(done_at=None), name="procedures_escalation_due")
        ]


class Followed(models.Model):
    """A record that a procedure runs on. Only the engine writes these columns.

    `state` repeats the case's, and `next_*` the record's most urgent open to-do (for a main object: of all that
    stands under it), so that every list sorts by urgency from one index. `next_due_at` null = no next step; where
    `next_todo_id` is set all the same, the next step is paused and `next_title` says what waits.
    """

    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="+", editable=False)
    state = models.CharField(max_length=60, blank=True, editable=False)
    state_kind = models.CharField(max_length=10, blank=True, editable=False)
    state_since = models.DateTimeField(null=True, editable=False)
    next_todo_id = models.BigIntegerField(null=True, editable=False)
    next_due_at = models.DateTimeField(null=True, editable=False)
    next_title = WordsField(max_length=200, blank=True, editable=False)
    next_way = models.CharField(max_length=20, blank=True, editable=False)

    class Meta:
        abstract = True
