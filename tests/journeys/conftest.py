"""A real browser on the site, which reads the hand-made fictitious portrait; or on a whole site of
its own, with its database, where the demonstration was played (`enter`).

Nothing leaves this machine. Skipped, with the reason, without Chromium or without the built pages.
"""

import os
import re
import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from atelier.ui.templatetags.ui import DIST
from tests.atelier import fiction
from tests.factories.site import Site, a_site, until
from tests.journeys.hall import hall


__all__ = ["hall"]

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
# A loaded machine answers late; what never comes is still refused.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
# A form sent back, a page refused or absent: the browser notes them, and they are meant.
REFUSALS = ("400", "403", "404", "410")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    # Maps are drawn by WebGL: here by the processor.
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey that fails is played once more, and the report says so (« rerun »).

    Two browsers, two processes and their network are not ours to order to the millisecond.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


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
        context.set_default_timeout(PATIENCE)
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


@dataclass
class Played:
    """A served site where the demonstration was played, on SQLite or PostgreSQL.

    cookies   of each role, once someone has come in by its door
    """

    site: Site
    base: str
    cookies: dict[str, Any] = field(default_factory=dict)

    def python(self, code: str) -> str:
        """What a few lines print, run inside the site."""
        return self.site.python(code)


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """The demonstration, played once for every journey of this process and served."""
    if not (DIST / "manifest.json").exists():
        pytest.skip("pages non construites : lancer « make setup »")
    with a_site(tmp_path_factory.mktemp("demonstration")) as site:
        port = _free_port()
        site.environment |= {
            "ATELIER_DEMONSTRATION": "oui",
            "ATELIER_HOSTS": "127.0.0.1",
            "PORT": str(port),
        }
        done = site.atelier("demonstration")
        if "territoire fictif n’est pas encore préparé" in done.stderr:
            pytest.skip("territoire fictif absent : lancer « make setup »")
        assert done.returncode == 0, done.stderr
        serving = site.start("serve", "--port", str(port), "--without-worker")
        # Letters are printed there: a pipe nobody reads would stop the site.
        threading.Thread(target=serving.stdout.read, daemon=True).start()
        base = f"http://127.0.0.1:{port}"
        until(lambda: _answers(f"{base}/healthz"))
        # The first page reads the stores; those that follow find them read.
        until(lambda: _answers(f"{base}/"))
        yield Played(site, base)


@pytest.fixture
def enter(browser: Browser, played: Played) -> Iterator[Callable[..., Page]]:
    """`enter(role, path, width=…, scheme=…)`: a page seen by whoever stands behind this door.

    Without role, a visitor. The console must stay clean, but for pages meant to be refused.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def enter_one(
        role: str = "", path: str = "/demarches", *, width: int = 1280, scheme: str = "light"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            base_url=played.base,
            locale="fr-FR",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: _note(complaints, said.type, said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if role in played.cookies:
            context.add_cookies(played.cookies[role])
        elif role:
            page.goto("/")
            page.locator(f"form[action$='/entrer/{role}'] button").click()
            page.wait_for_url(re.compile("/(demarches|organisations)"))
            played.cookies[role] = context.cookies()
        page.goto(path)
        return page

    yield enter_one
    for context in contexts:
        context.close()
    assert not complaints


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=30):  # noqa: S310 — our own site
            return True
    except OSError:
        return False


def _note(complaints: list[str], kind: str, text: str) -> None:
    """Keep errors, except those of a page meant to be refused or absent."""
    if kind == "error" and not any(status in text for status in REFUSALS):
        complaints.append(text)
