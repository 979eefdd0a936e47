"""Complaints, other calls, summaries and public forms over REST."""

from gendan.modules.complaints.api.complaints import router
from gendan.modules.complaints.api.digests import router as digest_router
from gendan.modules.complaints.api.enquiries import router as enquiry_router
from gendan.modules.complaints.api.forms import router as form_router

__all__ = ["digest_router", "enquiry_router", "form_router", "router"]
