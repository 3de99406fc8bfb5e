"""How to join: the address, its drawing, the code to type; and what lets phones come in."""

from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from atelier.workshops import network
from atelier.workshops.models import Workshop


# Names that mean « this very machine » : a phone that photographs them goes nowhere.
HERE = {"localhost", "127.0.0.1", "::1"}
# Where the session keeps the address chosen among those of this computer.
CHOSEN = "workshops.address"
USUAL_PORT = "8000"


def joining(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    """Address, drawing and code.

    is_local   phones cannot reach the address
    is_passing the address is that of this computer in this hall: another hall gives it another one
    """
    base = _base(request)
    host = urlsplit(base).hostname
    url = f"{base}{reverse('workshops:join', kwargs={'code': workshop.code})}"
    return {
        "svg": drawing(url),
        "url": f"{base}{reverse('workshops:enter')}".split("://", 1)[1],
        "code": workshop.code,
        "address": url,
        "is_local": host in HERE,
        "is_passing": _is_here(request)
        and host not in {*HERE, urlsplit(settings.ADDRESS).hostname},
    }


def hall(request: HttpRequest) -> dict[str, Any]:
    """What phones need: which address of this computer, and how to open the site to them.

    is_public   the site has an address of its own: there is nothing to choose
    """
    is_public = not _is_here(request) or urlsplit(settings.ADDRESS).hostname not in HERE
    found = [] if is_public else network.addresses()
    chosen = _chosen(request, found)
    return {
        "is_public": is_public,
        "addresses": found,
        "listens": bool(chosen) and _listens(request, chosen),
        "chosen": chosen,
        "may_choose": len(found) > 1,
        "command": _command(request),
    }


def drawing(url: str) -> SafeString:
    """The QR code as an inline SVG, black on white in both themes."""
    code = segno.make(url, error="m", micro=False)
    # Made of the modules of the code alone: the address itself is not written in it.
    return mark_safe(code.svg_inline(omitsize=True, border=2, dark="#000"))  # noqa: S308


def _base(request: HttpRequest) -> str:
    """The address people open. When this page is read on the machine itself: the one in the
    settings, else the one it has in the hall if the site listens there.
    """
    asked = request.build_absolute_uri("/").rstrip("/")
    if not _is_here(request):
        return asked
    given = str(settings.ADDRESS).rstrip("/")
    if urlsplit(given).hostname not in HERE:
        return given
    chosen = _chosen(request, network.addresses())
    if chosen and _listens(request, chosen):
        return f"{request.scheme}://{chosen}:{request.get_port()}"
    return asked


def _is_here(request: HttpRequest) -> bool:
    return urlsplit(request.build_absolute_uri("/")).hostname in HERE


def _chosen(request: HttpRequest, found: list[str]) -> str:
    """The address kept in the session while the computer still has it, else the first."""
    session = getattr(request, "session", {})
    kept = session.get(CHOSEN, "")
    return kept if kept in found else next(iter(found), "")


def _listens(request: HttpRequest, address: str) -> bool:
    return network.listens(request.META.get("SERVER_NAME", ""), address)


def _command(request: HttpRequest) -> str:
    """What starts the site again, open to the network of the hall."""
    port = request.get_port()
    doors = "ATELIER_DEMONSTRATION=oui " if settings.DEMONSTRATION else ""
    ending = "" if port == USUAL_PORT else f" --port {port}"
    return f"{doors}.venv/bin/atelier serve --host 0.0.0.0{ending}"
