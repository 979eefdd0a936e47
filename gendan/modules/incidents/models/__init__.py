"""The incident, whom it concerns, and what was said to customers and carriers."""

from gendan.modules.incidents.models.incident import Enquiry, Incident
from gendan.modules.incidents.models.notice import Notice, Shipment, Word

__all__ = ["Enquiry", "Incident", "Notice", "Shipment", "Word"]
