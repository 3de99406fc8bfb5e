"""A real browser on the site, which reads the hand-made fictitious portrait.

Nothing leaves this machine. Skipped, with the reason, without Chromium or without the built pages.
"""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from atelier.ui.templatetags.ui import DIST
from tests.atelier import fiction


CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class ThreadedServer(ThreadingMixIn, WSGIServer):
    """A browser asks for several files at once."""

    daemon_threads = True


class SilentHandler(WSGIRequestHandler):
    """Tests print their own failures."""

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the site, reading the fictitious store."""
    if not (DIST / "manifest.json").exists():
        pytest.skip("pages non construites : lancer « make setup »")
    with pytest.MonkeyPatch.context() as patch:
        fiction.lend_fictitious_store(patch)
        server = make_server(
            "127.0.0.1",
            0,
            get_wsgi_application(),
            server_class=ThreadedServer,
            handler_class=SilentHandler,
        )
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the system's packages."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium est absent : apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Any]:
    """`open_page(path, width=…, scheme=…, script=…)`: a page whose console must stay clean."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(
        path: str, *, width: int = 1280, scheme: str = "light", script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=script,
            base_url=site,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: _note(complaints, said.type, said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not complaints


def _note(complaints: list[str], kind: str, text: str) -> None:
    """Keep errors, except that of a page meant to be absent."""
    if kind == "error" and "404" not in text:
        complaints.append(text)
