"""What complaints keep."""

from gendan.modules.complaints.models.answers import Meeting, Reply
from gendan.modules.complaints.models.complaint import Complaint, Finding
from gendan.modules.complaints.models.enquiry import Enquiry
from gendan.modules.complaints.models.outside import Digest, MailRule, Promise
from gendan.modules.complaints.models.routes import Cause, Profile, Route

__all__ = ["Cause", "Complaint", "Enquiry", "Finding", "MailRule", "Meeting", "Profile", "Promise", "Reply", "Route", "Digest"]
