"""The addresses this computer has on the network of the hall, found without calling anyone.

A phone opens the site by one of them, when the site listens to that network. Only the private
addresses of this very computer are given: a request that names one can only have come to it.
"""

import socket
from collections.abc import Callable, Iterator
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host


# One address of each network a hall may have: by the box that leads outside, then private ones,
# then those that phones and computers sharing their connection give. None of them is called.
WAYS = (
    "198.51.100.1",
    "10.255.255.254",
    "172.31.255.254",
    "192.168.255.254",
    "192.168.0.254",
    "192.168.1.254",
    "192.168.43.1",
    "192.168.137.1",
    "172.20.10.1",
    "10.42.0.1",
)
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 — what a server that listens to every network says


def leaving_towards(way: str) -> str:
    """The address this computer would send from; empty when nothing leads there. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # A datagram socket only chooses its way: no packet leaves before something is written.
            probe.connect((way, 9))
            return probe.getsockname()[0]
        except OSError:
            return ""


def addresses(leaving: Callable[[str], str] = leaving_towards) -> list[str]:
    """The private addresses of this computer, the one that leads outside first."""
    found = dict.fromkeys(leaving(way) for way in WAYS)
    return [one for one in found if one and _is_of_a_hall(one)]


def listens(server_name: str, address: str) -> bool:
    """Whether a server bound to `server_name` answers at this address."""
    return server_name in EVERYWHERE or server_name == address


class Hosts(list[str]):
    """The names the site answers to: those it was given, then the addresses it has now.

    Read at each request, as a computer changes address with the hall.
    """

    def __iter__(self) -> Iterator[str]:
        yield from super().__iter__()
        yield from addresses()


def came_by_the_hall(request: HttpRequest) -> bool:
    """Whether the site was asked by an address it was not given: from the network of the hall."""
    host, _ = split_domain_port(request.get_host())
    return not validate_host(host, settings.ALLOWED_HOSTS[:])


def _is_of_a_hall(address: str) -> bool:
    found = ip_address(address)
    return found.is_private and not found.is_loopback and not found.is_link_local
