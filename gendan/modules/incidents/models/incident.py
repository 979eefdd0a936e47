"""What happened to a vessel or vehicle, and the log of what the carrier was asked (F34.1, F34.3, F34.4)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.followups.models import Channel
from gendan.modules.incidents.words import Damage, Event, Mode, Way
from gendan.spine.access.models import Scoped
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed


class Incident(Scoped, Followed):
    """Something happened to the goods of several customers at once; `owner` coordinates with the carrier.

    `insured` is what we know of the cargo when the notice comes; what each customer says of his own stands at his notice.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    mode = models.CharField(_("travels on"), max_length=4, choices=Mode, default=Mode.SEA)
    conveyance = models.CharField(_("name of the vessel, or plate"), max_length=80)
    voyage = models.CharField(_("voyage or waybill"), max_length=80, blank=True)
    carrier = models.CharField(_("carrier"), max_length=120)
    place = models.CharField(_("port or place"), max_length=120)
    event = models.CharField(_("what happened to it"), max_length=10, choices=Event)
    occurred_at = models.DateTimeField(_("happened at"))
    noticed_at = models.DateTimeField(_("notice received at"))
    notice = models.TextField(_("what the carrier wrote"), blank=True)
    insured = models.BooleanField(_("cargo insured"))
    policy = models.CharField(_("policy"), max_length=120, blank=True)
    damage = models.CharField(_("state of the goods"), max_length=8, choices=Damage, default=Damage.UNKNOWN)
    damage_text = models.TextField(_("what is damaged"), blank=True, editable=False)
    damage_at = models.DateTimeField(_("known since"), null=True, editable=False)
    result = models.TextField(_("how it was solved"), blank=True, editable=False)
    closed_at = models.DateTimeField(pgettext_lazy("incident", "closed at"), null=True, editable=False)
    created_at = models.DateTimeField(_("registered at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("transport incident")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            models.Index(fields=["-created_at", "-id"], name="incidents_new"),
            models.Index(fields=["next_due_at", "id"], name="incidents_next"),
            models.Index(fields=["owner", "next_due_at", "id"], name="incidents_own_next"),
            models.Index(fields=["id"], condition=Q(state_kind="open"), name="incidents_open"),
        ]

    def __str__(self) -> str:
        return f"{self.conveyance} {self.get_event_display()}"


class Enquiry(models.Model):
    """One line of the log with the carrier: what we asked, what he answered (F34.4)."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="enquiries")
    way = models.CharField(_("direction"), max_length=8, choices=Way)
    at = models.DateTimeField(_("when"))
    channel = models.CharField(_("channel"), max_length=8, choices=Channel)
    with_whom = models.CharField(_("with whom"), max_length=80)
    text = models.TextField(_("what was said"))
    noted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
