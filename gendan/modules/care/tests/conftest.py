"""A mailbox, a folder for short messages, and people at customers who agreed to be written to."""

import pytest

from gendan.modules.care import actions
from gendan.modules.customers import actions as customers
from gendan.modules.customers.tests.factories import customer
from gendan.modules.mails.tests.conftest import mailbox_of


@pytest.fixture
def sms(settings, tmp_path):
    settings.SMS = {"provider": "file", "folder": str(tmp_path / "sms")}
    return tmp_path / "sms"


@pytest.fixture
def box(cast, now, sms):
    """The shared mailbox of the letters."""
    made = mailbox_of(cast.bai, now, shared=True, address="care@lichuan.example")
    actions.set_sender(mailbox=made, is_on=True, actor=cast.bai, now=now)
    return made


@pytest.fixture
def reader(cast, now, box):
    """Makes a person at a customer of He's who agreed to these channels."""
    def make(name="高鹏", firm="青屿重工（苏州）有限公司", *, channels=("email",), reads=True, **values):
        at = customer(cast.he, now, firm, **({"state": "maintain"} | values))
        number = f"138{abs(hash(name)) % 10**8:08}"
        person = customers.add_contact(
            at, values={"name": name, "email": f"n{at.pk}@kehu.example", "mobile": number}, actor=cast.he, now=now)
        for channel in channels:
            customers.record_consent(person, channel=channel, given=True, how="展会", actor=cast.he, now=now)
        if reads:
            actions.add_reader(person, actor=cast.he, now=now)
        return person
    return make
