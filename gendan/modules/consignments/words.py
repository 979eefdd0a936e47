"""The words of export consignments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Freight(models.TextChoices):
    """Who pays the ocean freight (F68.1)."""

    PREPAID = "prepaid", _("freight prepaid")
    COLLECT = "collect", _("freight collect")


#: States in which packing list and consignment note are still written.
WRITTEN = ("producing", "packing", "noting")
#: States in which the goods are on their way to the customer or before it.
UNDER_WAY = (*WRITTEN, "booking", "booked", "loaded", "told")
