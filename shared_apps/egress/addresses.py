"""Which network addresses a provider may answer at: public ones only, so that nobody makes us call ourselves (SSRF)."""

from __future__ import annotations

import ipaddress
import socket

from django.conf import settings

from shared_apps.egress.gate import EgressRefused

# Public by their numbers, yet they stand for an IPv4 address inside: NAT64 and its local form.
TRANSLATED = tuple(ipaddress.ip_network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"))


class AddressRefused(EgressRefused):
    message = "The address of this provider lies in a network that is not public."


class AddressUnknown(EgressRefused):
    message = "The address of this provider can't be found right now."
    permanent = False


def public_addresses(host: str, port: int) -> list[str]:
    """Return the addresses of a host, every one of them public; raises AddressRefused, AddressUnknown.

    One that is not public refuses them all: a name that points inside is an attack or a mistake.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressUnknown from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not addresses or not all(is_allowed(address) for address in addresses):
        raise AddressRefused
    return addresses


def is_allowed(address: str) -> bool:
    """Whether we may connect to an address: a public one, or in the demo and the tests this machine."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in TRANSLATED):
            return False
        ip = ip.ipv4_mapped or ip
    if ip.is_loopback:
        return bool(settings.DEMO)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
