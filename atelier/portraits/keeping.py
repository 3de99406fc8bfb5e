"""Pages kept from one visitor to the next, until the next build: same address, same page.

Only for visitors who are not signed in and have nothing of their own on the page. A browser that
still holds the page is told so (304) and receives nothing. Nothing is kept without a build.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from atelier.portraits import queries
from atelier.portraits.places import FICTITIOUS, REAL
from atelier.ui.templatetags.ui import built


View = Callable[..., HttpResponse]

MOST_PAGES = 1000
FAST = 5
PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Page:
    """A page as it is sent."""

    packed: bytes
    content_type: str
    disposition: str = ""


class Shelf:
    """The last pages asked for."""

    def __init__(self, most: int = MOST_PAGES) -> None:
        self._most = most
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, mark: str) -> Page | None:
        """The page of a mark; it becomes the last to be forgotten."""
        with self._lock:
            if mark in self._pages:
                self._pages.move_to_end(mark)
            return self._pages.get(mark)

    def put(self, mark: str, page: Page) -> None:
        """Keep a page, and forget the one asked for longest ago."""
        with self._lock:
            self._pages[mark] = page
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)


PAGES = Shelf()


def kept(view: View) -> View:
    """Answer with the page kept, when nothing in it is the visitor's own."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mark = _mark(request)
        if not mark:
            return view(request, *args, **kwargs)
        tag = f'"{mark}"'
        if tag in request.headers.get("If-None-Match", ""):
            return _labelled(HttpResponseNotModified(), tag)
        page = PAGES.get(mark)
        if page is None:
            response = view(request, *args, **kwargs)
            # A page with a form holds the visitor's own token, and the cookie that goes with it.
            if response.status_code != 200 or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
                return response
            page = Page(
                gzip.compress(response.content, FAST),
                response["Content-Type"],
                response.get("Content-Disposition", ""),
            )
            PAGES.put(mark, page)
        return _labelled(_sent(request, page), tag)

    return answered


def _sent(request: HttpRequest, page: Page) -> HttpResponse:
    """Packed for browsers that unpack, which are all of them but scripts."""
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    body = page.packed if is_packed else gzip.decompress(page.packed)
    response = HttpResponse(body, content_type=page.content_type)
    if is_packed:
        response["Content-Encoding"] = "gzip"
    if page.disposition:
        response["Content-Disposition"] = page.disposition
    return response


def _labelled(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept-Encoding, Cookie, HX-Target"
    return response


def _mark(request: HttpRequest) -> str:
    """What makes this page itself; empty when it may not be kept."""
    if (
        settings.DEBUG
        or settings.SESSION_COOKIE_NAME in request.COOKIES
        or "messages" in request.COOKIES
    ):
        return ""
    builds = [queries.build_of(shelf) for shelf in (REAL, FICTITIOUS)]
    if not any(builds):
        return ""
    parts = [
        *builds,
        date.today().isoformat(),
        _code(),
        built("style"),
        request.get_host(),
        request.get_full_path(),
        request.headers.get("HX-Target", ""),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


@cache
def _code() -> str:
    """The age of the pages' own code: a new version makes new pages."""
    files = [*PACKAGE.glob("*/templates/**/*.html"), *PACKAGE.glob("portraits/**/*.py")]
    return str(max((one.stat().st_mtime_ns for one in files), default=0))
