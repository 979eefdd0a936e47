"""Hosts that people enter: only public ones are connected to, so that nobody asks gendan to knock inside the company."""

import ipaddress
import socket

from django.utils.translation import gettext as _

from gendan.spine.refusal import Refusal

NAT64 = ipaddress.ip_network("64:ff9b::/96")


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
