"""What this module tells the spine at start."""

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import access
from gendan.spine.documents import declarations as documents_declarations
from gendan.spine.messages import declarations as messages_declarations


def declare() -> None:
    """Register kinds, numbers and topics."""
    access.declare()
    documents_declarations.register("customers.customer", _("customer numbers"), "KH{yy}{mm}-{seq:04}", "month")
    messages_declarations.register("customers.collaboration", _("requests for collaboration"))
    messages_declarations.register("customers.handed_over", _("customers handed over"))
