"""U11: one limit over all channels, decent hours however late the post is, and a no that is heeded at once."""

from datetime import timedelta

import pytest

from gendan.modules.customers.actions import record_consent
from gendan.modules.mails import actions, queries
from gendan.modules.mails.models import Approach, Mail
from gendan.spine.messages import delivery
from gendan.spine.messages.models import Message
from gendan.spine.refusal import Refusal


@pytest.fixture
def agreed(gao_peng, cast, now, settings, tmp_path):
    settings.SMS = {"provider": "file", "folder": str(tmp_path / "sms")}
    for channel in ("email", "sms"):
        record_consent(gao_peng, channel=channel, given=True, how="展会", actor=cast.zhou, now=now)
    return gao_peng


def news(contact, box, now):
    return actions.send_news(contact, box=box, subject="秋分问候", text="{contact}您好", topic="care.letter", actor=None, now=now)


def text(contact, now):
    return actions.text_news(contact, text="{contact}，节日好", topic="care.letter", now=now)


def test_u11_the_limit_of_a_month_counts_all_channels_together(agreed, box, now):
    found = [news(agreed, box, now), text(agreed, now), news(agreed, box, now), text(agreed, now), news(agreed, box, now)]
    assert [one.ok for one in found] == [True, True, True, True, False]
    assert not text(agreed, now).ok
    assert Approach.objects.count() == 4
    assert text(agreed, now + timedelta(days=31)).ok


def test_u11_what_was_written_by_day_does_not_leave_by_night(agreed, box, now):
    news(agreed, box, now)
    text(agreed, now)
    night = now.replace(hour=23)
    assert not queries.due_mails(night).exists()
    assert delivery.deliver(night) == 0
    assert queries.due_mails(night + timedelta(hours=10)).count() == 1
    assert delivery.deliver(night + timedelta(hours=10)) == 1


def test_u11_a_no_takes_back_what_still_waits(agreed, box, cast, now):
    evening = now.replace(hour=21)
    news(agreed, box, evening)
    text(agreed, evening)
    for channel in ("email", "sms"):
        record_consent(agreed, channel=channel, given=False, how="", actor=cast.zhou, now=evening)
    mail = Mail.objects.get()
    assert (mail.state, Message.objects.filter(address__gt="").count()) == ("failed", 0)
    with pytest.raises(Refusal):
        actions.send_again(mail, actor=cast.zhou, now=evening)
