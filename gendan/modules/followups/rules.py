"""The business rules of follow-ups, in plain functions."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Channel, Way
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal

LONG_CALL_SECONDS = 5 * 60

CHANNEL_OF_WAY = {
    Way.CALL: Channel.PHONE,
    Way.CHAT: Channel.WECHAT,
    Way.VISIT: Channel.FACE,
    Way.MAIL: Channel.EMAIL,
    Way.SMS: Channel.SMS,
    Way.MEETING: Channel.FACE,
    Way.LETTER: Channel.LETTER,
    Way.DEMONSTRATION: Channel.FACE,
    Way.GIFT: Channel.FACE,
}


def require_next_step_or_reason(
    *, next_title: str, next_due_at: datetime | None, no_next_reason: str, now: datetime
) -> None:
    """Nothing open is left without a next step, unless somebody says why; errors stand at their fields."""
    errors: dict[str, str] = {}
    if no_next_reason:
        if next_title or next_due_at:
            errors["no_next_reason"] = _("Either a next step or the reason why there is none, not both.")
    else:
        if not next_title:
            errors["next_title"] = _("What is the next step? If there is none, write why.")
        if next_due_at is None:
            errors["next_due_at"] = _("By when?")
        elif next_due_at <= now:
            errors["next_due_at"] = _("This time has already passed.")
    if errors:
        raise ValidationError(errors)


def require_technical_material_allowed(customer: Customer, *, technical: bool, helper: Employee | None) -> None:
    """First contact gets brochures only; technical papers after the competitor check and the papers (F02.5)."""
    if not technical or (customer.not_competitor and customer.qualification_received):
        return
    missing = []
    if not customer.not_competitor:
        missing.append(_("the check that the customer is not a competitor"))
    if not customer.qualification_received:
        missing.append(_("the customer's qualification papers"))
    raise Refusal(
        _("Technical documents may not be sent yet; missing: %(missing)s.") % {"missing": "、".join(missing)},
        who=helper.name if helper else "",
        field="technical",
    )


def require_time_order(*, at: datetime, now: datetime) -> None:
    """What is logged has happened."""
    if at > now:
        raise ValidationError({"at": _("This time is still to come; write it as the next step.")})
