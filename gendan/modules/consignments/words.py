"""The words of export consignments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Freight(models.TextChoices):
    """Who pays the ocean freight (F68.1)."""

    PREPAID = "prepaid", _("freight prepaid")
    COLLECT = "collect", _("freight collect")


#: What the consignment note says, after the factory and what it works by.
NOTED = (
    "factory", "sample", "expected_on", "contact", "part", "goods", "consignee", "notify", "from_port", "to_port", "incoterm", "freight", "latest_on",
    "marks", "remarks",
)
#: States in which packing list and consignment note are still written.
WRITTEN = ("producing", "packing", "noting")
#: The papers that the customer reads too.
GOING_ALONG = ("packing_list", "shipping_advice")
#: States in which the customer may know how his goods travel.
TRAVELLING = ("booked", "loaded", "told", "received")
#: States in which the goods are on their way to the customer or before it.
UNDER_WAY = (*WRITTEN, "booking", "booked", "loaded", "told")
