"""Which hosts and addresses may be asked: public ones, unless the user allows others.

The networks are those that the IANA special-purpose address registries (RFC 6890) hold as not
globally reachable, written out because :mod:`ipaddress` differs between patch releases. An IPv6
address that embeds an IPv4 address (mapped, RFC 4291; NAT64, RFC 6052; 6to4, RFC 3056) is as
public as the one it embeds.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence

from rashomon.errors import AddressRefused, HostUnreachable, UnknownHost

__all__ = ["Resolver", "checked_addresses", "not_public", "odd_spelling", "system_resolver"]

Resolver = Callable[[str, int], Sequence[str]]
"""From a host name and a port to the addresses, written out, in the order to try them."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_V4 = tuple(
    (ipaddress.IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "an unspecified address"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "an address inside a provider's network"),
        ("127.0.0.0/8", "a loopback address"),
        ("168.63.129.16/32", "the address of a cloud's host agent"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "a reserved address"),
        ("192.0.2.0/24", "a documentation address"),
        ("192.88.99.0/24", "a reserved address"),
        ("192.168.0.0/16", "a private address"),
        ("198.18.0.0/15", "a private address"),
        ("198.51.100.0/24", "a documentation address"),
        ("203.0.113.0/24", "a documentation address"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
)
_V6 = tuple(
    (ipaddress.IPv6Network(network), what)
    for network, what in (
        ("::/128", "an unspecified address"),
        ("::1/128", "a loopback address"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a private address"),
        ("ff00::/8", "a multicast address"),
        ("2001::/23", "a reserved address"),
        ("2001:db8::/32", "a documentation address"),
        ("3fff::/20", "a documentation address"),
    )
)
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z", re.ASCII | re.IGNORECASE)


def odd_spelling(host: str) -> bool:
    """Whether a host is an IPv4 address in another spelling than four decimal numbers.

    Such hosts (``2130706433``, ``0x7f.1``, ``0177.0.0.1``) are those whose last label is a
    number (URL Standard, "ends in a number checker").
    """
    labels = host.rstrip(".").split(".")
    if not _NUMBER.match(labels[-1]):
        return False
    try:
        return str(ipaddress.IPv4Address(host)) != host
    except ValueError:
        return True


def not_public(address: str) -> str | None:
    """What an address is if it is not public ("a loopback address"), none if it is.

    :param address: IPv4 or IPv6, written out; anything else is "no address".
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = _embedded(parsed)
        return _named(parsed) if inner is None else _named(inner)
    return _named(parsed)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _named(address: _Address) -> str | None:
    if isinstance(address, ipaddress.IPv4Address):
        return next((what for network, what in _V4 if address in network), None)
    known = next((what for network, what in _V6 if address in network), None)
    return known if known or address in _GLOBAL else "a reserved address"


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them, each once, in its order.

    :raises OSError: the name is not known or the name server does not answer.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(
    url: str, host: str, port: int, resolver: Resolver, allow_private: bool, seconds: float
) -> Sequence[str]:
    """Resolve a host once and check each address of it.

    :param url: what the error names.
    :param seconds: time for the answer of the resolver.
    :raises AddressRefused: one of the addresses is not public.
    :raises UnknownHost: the name has no address.
    :raises HostUnreachable: none came in time, or the name server failed.
    """
    addresses = _resolved(url, host, port, resolver, seconds)
    for address in () if allow_private else addresses:
        what = not_public(address)
        if what:
            reason = (
                f"the host {host} has {what} ({address}); --allow-private fetches it all the same"
            )
            raise AddressRefused(url, reason)
    return addresses


def _resolved(url: str, host: str, port: int, resolver: Resolver, seconds: float) -> Sequence[str]:
    """What the resolver says. It runs beside, since the system's has no time limit of its own."""
    answers: list[Sequence[str]] = []
    problems: list[Exception] = []

    def ask() -> None:
        try:
            answers.append(resolver(host, port))
        except (OSError, UnicodeError) as problem:
            problems.append(problem)

    thread = threading.Thread(target=ask, name="resolve", daemon=True)
    thread.start()
    thread.join(max(seconds, 0))
    if answers and answers[0]:
        return answers[0]
    if answers or any(_no_such_name(problem) for problem in problems):
        raise UnknownHost(url, f"the host {host} does not exist; check how the URL is written")
    raise HostUnreachable(url, f"no address of the host {host} was found; check the connection")


def _no_such_name(problem: Exception) -> bool:
    return isinstance(problem, UnicodeError) or (
        isinstance(problem, socket.gaierror) and problem.errno == socket.EAI_NONAME
    )
