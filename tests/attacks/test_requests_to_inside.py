"""Nobody makes gendan knock at doors inside the company: addresses of robots and of mail servers."""

import pytest

from gendan.modules.mails.models import Mailbox
from gendan.modules.mails.post.servers import Trouble, require_allowed
from gendan.spine.messages.robots import check_address
from gendan.spine.refusal import Refusal

INSIDE = [
    "127.0.0.1", "localhost", "0.0.0.0", "169.254.169.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "[::1]", "[::]",  # noqa: S104
    "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[fe80::1]", "[fc00::1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "2130706433", "0x7f.1", "0177.0.0.1",
    "127.1", "224.0.0.1", "255.255.255.255",
]


@pytest.mark.parametrize("host", INSIDE)
def test_a_robot_is_never_inside(host, settings):
    settings.ROBOT_HOSTS = []
    with pytest.raises(Refusal):
        check_address(f"https://{host}/hook")
    with pytest.raises(Refusal):
        check_address(f"https://{host}:8443/hook")


@pytest.mark.parametrize("url", [
    "http://93.184.216.34/", "ftp://93.184.216.34/", "file:///etc/passwd", "gopher://93.184.216.34/", "https://user@93.184.216.34/", "https:///x", "javascript:1",
    "https://93.184.216.34@127.0.0.1/", "", "//93.184.216.34/",
])
def test_a_robot_is_asked_by_https_alone(url, settings):
    settings.ROBOT_HOSTS = []
    with pytest.raises(Refusal):
        check_address(url)


def test_a_public_address_is_fine():
    check_address("https://93.184.216.34/cgi-bin/webhook/send?key=1")


@pytest.mark.parametrize("host", [host.strip("[]") for host in INSIDE])
@pytest.mark.parametrize(("kind", "port"), [("imap", 993), ("smtp", 465)])
def test_a_mail_server_is_never_inside(host, kind, port, settings):
    settings.MAIL_HOSTS = []
    box = Mailbox(**{f"{kind}_host": host, f"{kind}_port": port, f"{kind}_security": "tls"})
    with pytest.raises(Trouble):
        require_allowed(box, kind=kind)


def test_a_mail_server_answers_at_ports_of_mail_alone(settings):
    settings.MAIL_HOSTS = []
    for port in (22, 80, 443, 5432, 6379):
        with pytest.raises(Trouble):
            require_allowed(Mailbox(imap_host="93.184.216.34", imap_port=port, imap_security="tls"), kind="imap")
