"""The Content-Security-Policy of every page: our own files only, nothing inline.

`request.csp_nonce` is drawn for each response, for the rare script that must be written in a page.
"""

import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse


PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class ContentSecurityPolicy:
    """Middleware: puts the policy on every response that has not set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.csp_nonce = secrets.token_urlsafe(16)
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy(request.csp_nonce))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


def policy(nonce: str) -> str:
    """The header's value. Images may be data: URIs, since a chart can be one; nothing else may.

    The tiles of a chosen base map are the only thing that may come from elsewhere.
    """
    tiles = _tiles()
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self'",
            f"img-src 'self' data:{tiles}",
            "font-src 'self'",
            f"connect-src 'self'{tiles}",
            "worker-src 'self'",
            "manifest-src 'self'",
            # Chromium also holds the address a form redirects to against this list.
            " ".join(["form-action 'self'", *_identity_server()]),
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def _identity_server() -> list[str]:
    """The origin of the OpenID Connect server, to which the button « S’identifier » leads."""
    if not settings.OPENID:
        return []
    address = urlsplit(settings.OPENID["settings"]["server_url"])
    return [f"{address.scheme}://{address.netloc}"]


def _tiles() -> str:
    """The site of the base map, as the policy writes it; empty without one."""
    address = urlsplit(settings.BASEMAP)
    return f" {address.scheme}://{address.netloc}" if address.netloc else ""
