"""What is done in a corrective action: rounds with their analysis, actions, and answers to the customer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.capa.models.capa import Capa
from gendan.modules.capa.words import Factor, Measure, Way
from gendan.spine.documents.models import MadePaper
from gendan.spine.org.models import Employee
from gendan.spine.timeline.models import Attachment


class Round(models.Model):
    """One attempt: its cause, and whether it worked. What did not work stays as it was; `revision` counts its changes."""

    capa = models.ForeignKey(Capa, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"))
    begun_at = models.DateTimeField()
    why_again = models.TextField(_("why again"), blank=True)
    factor = models.CharField(pgettext_lazy("capa", "cause lies in"), max_length=12, choices=Factor, blank=True)
    cause = models.TextField(_("root cause"), blank=True)
    escaped = models.TextField(_("why it was not found before"), blank=True)
    standard = models.TextField(_("what became the rule"), blank=True)
    effective = models.BooleanField(_("effective"), null=True)
    evidence = models.TextField(_("evidence of the effect"), blank=True)
    file = models.ForeignKey(Attachment, models.SET_NULL, null=True, related_name="+")
    checked_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    main_field: ClassVar[str] = "capa"

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["capa", "number"], name="capa_round_once"),
            models.CheckConstraint(
                condition=Q(effective=None) | (Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(evidence="")),
                name="capa_judged_with_evidence",
            ),
        ]


class Why(models.Model):
    """One link of the chain of whys."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="whys")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("because"), max_length=200)

    main_field: ClassVar[str] = "round"

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "position"], name="capa_why_once")]


class Bone(models.Model):
    """A possible cause on one of the six bones; `is_root` marks those that were confirmed."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="bones")
    factor = models.CharField(max_length=12, choices=Factor)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("possible cause"), max_length=100)
    is_root = models.BooleanField(_("confirmed"), default=False)

    main_field: ClassVar[str] = "round"

    class Meta:
        ordering: ClassVar = ["factor", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "factor", "position"], name="capa_bone_once")]


class Action(models.Model):
    """Something that somebody does by a time, as his own to-do; it ends with evidence, or is dropped with a reason."""

    capa = models.ForeignKey(Capa, models.CASCADE, related_name="actions")
    round = models.ForeignKey(Round, models.CASCADE, related_name="actions")
    kind = models.CharField(pgettext_lazy("capa", "kind"), max_length=12, choices=Measure)
    text = models.CharField(_("what is done"), max_length=300)
    owner = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("by whom"))
    due_at = models.DateTimeField(_("by when"))
    todo_id = models.BigIntegerField(null=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    evidence = models.TextField(_("evidence"), blank=True)
    file = models.ForeignKey(Attachment, models.SET_NULL, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, editable=False)
    dropped_reason = models.CharField(_("reason"), max_length=200, blank=True)

    main_field: ClassVar[str] = "capa"

    class Meta:
        ordering: ClassVar = ["round", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_at=None) | (Q(done_by__isnull=False) & ~Q(evidence="")), name="capa_done_with_evidence"
            ),
            models.CheckConstraint(condition=Q(done_at=None) | Q(dropped_at=None), name="capa_done_or_dropped"),
        ]
        indexes: ClassVar = [models.Index(fields=["owner"], condition=Q(done_at=None, dropped_at=None), name="capa_action_open")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None


class Answer(models.Model):
    """The 8D report as the customer gets it: drafted, approved by somebody else and frozen then, sent; a change is a new version."""

    capa = models.ForeignKey(Capa, models.CASCADE, related_name="answers")
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(pgettext_lazy("capa", "letter"))
    drafted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    paper = models.ForeignKey(MadePaper, models.PROTECT, null=True, related_name="+")
    sent_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    way = models.CharField(pgettext_lazy("capa", "way"), max_length=4, choices=Way, blank=True)
    sent_to = models.CharField(_("to whom"), max_length=160, blank=True)

    main_field: ClassVar[str] = "capa"

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["capa", "version"], name="capa_answer_once"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(approved_at__isnull=False), name="capa_sent_when_approved"),
        ]
