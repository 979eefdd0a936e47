"""The settings of what comes by itself."""

from typing import ClassVar

from gendan.modules.complaints.models import MailRule
from gendan.ui.form.fields import Unwritten


class MailRuleForm(Unwritten):
    """A mailbox, and the words in the subject that make a mail a complaint."""

    class Meta:
        model = MailRule
        fields: ClassVar = ["mailbox", "words", "is_active"]
