"""How to join: the address, its drawing, the code to type."""

from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from atelier.workshops.models import Workshop


# Names that mean « this very machine » : a phone that photographs them goes nowhere.
HERE = {"localhost", "127.0.0.1", "::1"}


def joining(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    """Address, drawing and code; `is_local` when phones cannot reach the address."""
    base = _base(request)
    url = f"{base}{reverse('workshops:join', kwargs={'code': workshop.code})}"
    return {
        "svg": drawing(url),
        "url": f"{base}{reverse('workshops:enter')}".split("://", 1)[1],
        "code": workshop.code,
        "address": url,
        "is_local": urlsplit(base).hostname in HERE,
    }


def drawing(url: str) -> SafeString:
    """The QR code as an inline SVG, black on white in both themes."""
    code = segno.make(url, error="m", micro=False)
    # Made of the modules of the code alone: the address itself is not written in it.
    return mark_safe(code.svg_inline(omitsize=True, border=2, dark="#000"))  # noqa: S308


def _base(request: HttpRequest) -> str:
    """The address people open; the one in the settings when this page is read on the machine."""
    asked = request.build_absolute_uri("/").rstrip("/")
    if urlsplit(asked).hostname in HERE:
        return str(settings.ADDRESS).rstrip("/")
    return asked
