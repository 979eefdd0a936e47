"""A mailbox of Zhou's on real servers, and a customer who writes."""

import shutil
from datetime import timedelta

import pytest

from gendan.modules.customers.actions import add_contact, register_customer
from gendan.modules.mails.models import Mailbox
from gendan.modules.mails.tests import servers
from gendan.modules.mails.tests.letters import letter
from gendan.spine import vault
from tests.processes import free_port


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(scope="session")
def dovecot():
    if not servers.DOVECOT:
        pytest.skip("dovecot is not installed")
    server = servers.Dovecot()
    yield server
    server.stop()


@pytest.fixture
def imap(dovecot):
    """Dovecot with empty mailboxes."""
    yield dovecot
    for folder in (dovecot.home / "mail").iterdir():
        shutil.rmtree(folder)


@pytest.fixture
def post():
    box = servers.Post(port=free_port())
    server = servers.Smtp(box, hostname="127.0.0.1", port=box.port)
    server.start()
    yield box
    server.stop()


def mailbox_of(person, now, *, imap_port=1, smtp_port=1, **fields):
    values = {
        "name": person.name, "address": f"{person.username}@lichuan.example", "username": person.username,
        "imap_host": "127.0.0.1", "imap_port": imap_port, "imap_security": "none", "smtp_host": "127.0.0.1",
        "smtp_port": smtp_port, "smtp_security": "none", "since": (now - timedelta(days=30)).date(),
        "connected_at": now - timedelta(days=20), "next_fetch_at": now, "secret": vault.seal(servers.PASSWORD), "owner": person,
    }
    return Mailbox.objects.create(**(values | fields))


@pytest.fixture
def box(cast, now, settings):
    """Zhou's mailbox, on servers that nobody needs to reach."""
    settings.MAIL_HOSTS = ["127.0.0.1:1"]
    return mailbox_of(cast.zhou, now, signature="周砚\n砺川传动")


@pytest.fixture
def live_box(cast, now, settings, imap, post):
    """Zhou's mailbox on the real servers."""
    settings.MAIL_HOSTS = [f"127.0.0.1:{imap.port}", f"127.0.0.1:{post.port}"]
    return mailbox_of(cast.zhou, now, imap_port=imap.port, smtp_port=post.port)


@pytest.fixture
def customer(cast, now):
    return register_customer({"name": "曜川压缩机有限公司"}, actor=cast.zhou, now=now - timedelta(days=10))


@pytest.fixture
def gao_peng(customer, cast, now):
    values = {"name": "高鹏", "email": "gao.peng@yaochuan.example", "mobile": "13812345678"}
    return add_contact(customer, values=values, actor=cast.zhou, now=now - timedelta(days=10))


@pytest.fixture
def their_letter(now):
    """What Gao Peng writes to Zhou."""
    def make(**values):
        return letter(**({"sender": "高鹏 <gao.peng@yaochuan.example>", "to": "zhou@lichuan.example", "date": now} | values))
    return make
