"""The satisfaction survey: its questions, and each time that a customer is asked (F43.6, F58.6, F60.3, F60.6, F82)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care.words import Level
from gendan.modules.customers.models import Contact, Customer
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Question(models.Model):
    """What customers are asked to rate, 1 to 5; `level` is the level of service value that it is about (F82)."""

    text = models.CharField(_("question"), max_length=200)
    level = models.CharField(_("level of service"), max_length=8, choices=Level, default=Level.EXPECTED)
    position = models.PositiveSmallIntegerField(_("position"), default=10)
    is_active = models.BooleanField(_("is asked"), default=True)

    class Meta:
        verbose_name = _("question")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Survey(Scoped, UnderCustomer, Followed):
    """One customer is asked how satisfied he is, by telephone, in person or over a link; `owner` asks. `score` is the mean of the answers.

    `opted_out`: he asked not to be asked again, so that no other survey of him is begun.
    """

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="surveys", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who answered"))
    ask_by = models.DateField(_("ask by"))
    score = models.DecimalField(_("how satisfied, 1 to 5"), max_digits=2, decimal_places=1, null=True, editable=False)
    wishes = models.TextField(_("what should be better"), blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    online = models.BooleanField(_("answered over the link"), default=False, db_default=False, editable=False)
    opted_out = models.BooleanField(_("does not want to be asked again"), default=False, db_default=False, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("satisfaction survey")
        verbose_name_plural = _("satisfaction surveys")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer"], condition=Q(state_kind="open"), name="care_one_survey_at_a_time"),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["customer", "-created_at"], name="care_surveys_customer"),
            models.Index(fields=["owner", "next_due_at", "id"], name="care_surveys_own"),
            models.Index(fields=["department", "next_due_at", "id"], name="care_surveys_dept"),
            models.Index(fields=["next_due_at", "id"], name="care_surveys_all"),
        ]

    def __str__(self) -> str:
        return str(self.customer)

    @property
    def main_object(self) -> Main:
        """The customer."""
        return Main("customers.customer", self.customer_id, str(self.customer))


class Answer(models.Model):
    """What one question was given."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", verbose_name=_("question"))
    score = models.PositiveSmallIntegerField(pgettext_lazy("survey", "score"))

    class Meta:
        verbose_name = _("answer")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "question"], name="care_answered_once"),
            models.CheckConstraint(condition=Q(score__range=(1, 5)), name="care_answer_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.score}"
