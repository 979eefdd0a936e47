"""Real mail servers for the tests: Dovecot for IMAP, aiosmtpd for SMTP, both on this machine alone."""

import getpass
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from ipaddress import IPv4Address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient

from tests.processes import free_port

DOVECOT = shutil.which("dovecot") or ("/usr/sbin/dovecot" if Path("/usr/sbin/dovecot").exists() else "")
PASSWORD = "mail-secret"
CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
# A wrong password is told at once, and the next one is not made to wait.
auth_failure_delay = 0
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{home}/mail/%u
first_valid_uid = 1
mail_max_userip_connections = 100
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


class Dovecot:
    """A Dovecot of our own, without rights, in a folder that is thrown away; every login has the same password."""

    def __init__(self) -> None:
        self.home, self.port = Path(tempfile.mkdtemp(prefix="gendan-imap-")), free_port()
        as_root = os.getuid() == 0
        user = "nobody" if as_root else getpass.getuser()
        group = "nogroup" if as_root else subprocess.check_output(["/usr/bin/id", "-gn"], text=True).strip()
        config = self.home / "dovecot.conf"
        config.write_text(CONFIG.format(home=self.home, user=user, group=group, password=PASSWORD, port=self.port))
        for folder in ("run", "state", "mail"):
            (self.home / folder).mkdir()
        if as_root:
            for path in [self.home, *self.home.iterdir()]:
                shutil.chown(path, user, group)
        self.process = subprocess.Popen(
            [DOVECOT, "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            **({"user": user, "group": group, "extra_groups": []} if as_root else {}),
        )
        self._await()

    def _await(self) -> None:
        """Until it answers: each connection waits for the server itself."""
        for _turn in range(20_000):
            if self.process.poll() is not None:
                break
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as one:
                    if one.recv(64).startswith(b"* OK"):
                        return
            except OSError:
                os.sched_yield()
        raise RuntimeError((self.home / "log").read_text() if (self.home / "log").exists() else "no dovecot")

    def client(self, login: str) -> IMAPClient:
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=20)
        client.login(login, PASSWORD)
        return client

    def put(self, login: str, content: bytes, *, folder: str = "INBOX") -> None:
        """A mail that has come in."""
        client = self.client(login)
        client.append(folder, content)
        client.logout()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.home, ignore_errors=True)


@dataclass
class Post:
    """What the SMTP server took, and whom it refuses."""

    port: int = 0
    mails: list = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802, ARG002
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, ARG002
        content = envelope.content
        self.mails.append((envelope.rcpt_tos, message_from_bytes(content, policy=policy.default), content))
        return "250 OK"


class Smtp(Controller):
    """An SMTP server that wants a password."""

    def factory(self):
        def check(server, session, envelope, mechanism, data):  # noqa: ARG001
            return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that passwords go unencrypted, here from this machine to itself
            return SMTP(
                self.handler, hostname="localhost", auth_require_tls=False, auth_required=True, authenticator=check,
            )


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate for this machine, and the file by which clients may trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    days = datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(IPv4Address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(days[0]).not_valid_after(days[1]).add_extension(names, critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(key, hashes.SHA256())
    public, private = folder / "cert.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)
    return context, public
