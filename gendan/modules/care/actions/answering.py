"""A customer answers the satisfaction survey himself, over a link that he was sent or a code that he scans (F60.6, F43)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.care.models import Survey
from gendan.modules.care.numbers import SURVEY_LINK_DAYS
from gendan.modules.customers.models import Contact
from gendan.modules.mails import actions as mails
from gendan.modules.mails.actions import approaching
from gendan.modules.mails.models import Draft
from gendan.spine.access.queries import require
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.messages.actions import tell_outside
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

PURPOSE = "survey"
TOPIC = "care.survey"


def open_until(*, now: datetime) -> datetime:
    """How long a link that is issued now stays open."""
    return now + timedelta(days=SURVEY_LINK_DAYS.whole_at(now))


@whole
def send_survey(survey: Survey, *, contact: Contact, channel: str, site: str, actor: Employee, now: datetime) -> Draft | None:
    """Send one person the link: a short message leaves by itself, an e-mail becomes a draft, which is returned.

    Nobody asked for it, so it goes only to who agreed to be written to, and not too often (U11).
    """
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    require(actor, "edit", survey)
    if survey.state_kind != "open":
        raise Refusal(_("This survey is not open any more."), code="closed")
    if contact.customer_id != survey.customer_id:
        raise Refusal(_("The person belongs to another customer."), field="contact", code="other_customer")
    if reason := approaching.why_not(contact, channel=channel, now=now):
        raise Refusal(_("%(name)s: %(reason)s.") % {"name": contact.name, "reason": reason}, field="contact", code="not_written_to")
    address = site + links.issue(survey, purpose=PURPOSE, expires_at=open_until(now=now), actor=actor, now=now)
    survey.contact = contact
    survey.save(update_fields=["contact"])
    approaching.note(contact, channel=channel, topic=TOPIC, now=now)
    timeline.record("care.survey_sent", survey, actor=actor, at=now, main=survey.main_object, data={"name": contact.name})
    if channel == approaching.SMS:
        text = _("How satisfied are you with us? A minute is enough: %(url)s") % {"url": address}
        tell_outside(approaching.number_of(contact), topic=TOPIC, text=text, now=now)
        return None
    return mails.begin(
        actor=actor, now=now, customer=survey.customer, contact=contact, subject=_("How satisfied are you with us?"), about=survey,
        text="\n\n".join([
            _("%(name)s, would you tell us what we do well and what we should do better? A minute is enough:") % {"name": contact.name},
            address, _("On the same page you can tell us not to ask again."),
        ]),
    )


@whole
def answer_online(survey: Survey, *, link: Link, values: Mapping[str, Any], now: datetime) -> None:
    """The answers of the customer, or his word that he does not want to be asked; once, however often the form is sent."""
    if not links.first_sent(link, token=str(values.get("once", "")), now=now):
        return
    survey.refresh_from_db()
    if survey.state_kind != "open":
        raise Refusal(_("Thank you: we have your answers already."), code="answered")
    if values.get("never"):
        reason = {"reason": _("said so over the link")}
        engine.perform(survey, "opt_out_online", actor=None, data=reason, now=now)
    else:
        given = {"scores": values["scores"], "wishes": values["wishes"], "contact": survey.contact, "online": True}
        engine.perform(survey, "answer_online", actor=None, data=given, now=now)
