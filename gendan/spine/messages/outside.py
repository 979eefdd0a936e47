"""Hosts that people enter: only public ones are connected to, so that nobody asks gendan to knock inside the company."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from gendan.spine.refusal import Refusal

NAT64 = ipaddress.ip_network("64:ff9b::/96")
TIMEOUT = 10
LONGEST = 1 << 20  # bytes of an answer that are read


@dataclass(frozen=True, slots=True)
class Gate:
    """What is let through besides public hosts by https: `named` as host:port by any scheme, and `inside` any host by https."""

    named: Collection[str] = ()
    inside: bool = False

    def check(self, url: str) -> None:
        """Refuse an address that is not let through."""
        self._address(_parts(url))

    def ask(
        self, url: str, *, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Status and answer of the very address that was checked; redirects are not followed."""
        parts = _parts(url)
        connection = self._connection(parts)
        try:
            path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
            connection.request(method, path, body, {"Host": parts.netloc, **(headers or {})})
            response = connection.getresponse()
            return response.status, response.read(LONGEST)
        finally:
            connection.close()

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        address = self._address(parts)
        if parts.scheme == "http":
            return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT)
        return _Pinned(parts.hostname or "", address, parts.port or 443)

    def _address(self, parts: SplitResult) -> str:
        """What to connect to; Refusal when it is not let through."""
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if f"{host}:{port}" in self.named and parts.scheme in ("http", "https"):
            return host
        if parts.scheme != "https" or not host or parts.username:
            raise Refusal(_("The address has to begin with https://."), code="not_https")
        return host if self.inside else public_address(host, port)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError as error:
        raise Refusal(_("This is no address."), code="not_https") from error
    return parts


class _Pinned(http.client.HTTPSConnection):
    """An https connection to a fixed address, with the certificate checked against the name."""

    def __init__(self, name: str, address: str, port: int) -> None:
        super().__init__(name, port, timeout=TIMEOUT, context=ssl.create_default_context())
        self.address = address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), TIMEOUT)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def public_address(host: str, port: int) -> str:
    """The first address of the host; Refusal when it is unknown, or when any of its addresses is not public."""
    try:
        found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Refusal(_("The host %s is not known.") % host, code="unreachable") from error
    if not found or not all(_is_public(address) for address in found):
        raise Refusal(_("The host %s is not a public one.") % host, code="not_public")
    return found[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or _translated(ip)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def _translated(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The old address that a network without old addresses leads to (NAT64)."""
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip.version == 6 and ip in NAT64 else None
