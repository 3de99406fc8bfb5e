"""Downloading official files: resumed, retried, only when they changed, at the pace asked for.

Each address comes from a source card. The bytes are recognised like any file somebody deposits, so
an error page or a truncated archive never enters the store. Proxy settings are those of the
environment.
"""

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import httpx

from maillage.base.errors import MaillageError, NoData, WrongCall
from maillage.sources.intake import Outcome, Progress, take
from maillage.sources.registry import readers, source_cards
from maillage.store.location import Store


TRIES = 4
FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 90.0
# Two different hosts out of reach: it is the network, not them.
HOSTS_BEFORE_GIVING_UP = 2
TIMEOUT = httpx.Timeout(60, connect=15)
BLOCK = 1024 * 256
# Requests a minute an address accepts; Melodi answers 429 beyond 30.
PACES = {"api.insee.fr": 30}
MEMORY = "raw/.downloads.json"
RETRIED = {408, 425, 429, 500, 502, 503, 504}

Bytes = Callable[[str, int, int | None], None]


class Unreachable(MaillageError):
    """An address did not answer, or refused."""

    exit_code = 3


class NoConnection(Unreachable):
    """The host itself cannot be reached: no network, or a proxy to declare."""


@dataclass(frozen=True)
class Address:
    """One file to download: its source, its URL."""

    source: str
    url: str


def addresses(names: list[str]) -> list[Address]:
    """The addresses of some sources, of every source when none is named.

    Raises WrongCall for an unknown source, NoData for a source nobody publishes openly.
    """
    cards = source_cards()
    for name in names:
        if name not in cards:
            raise WrongCall(
                f"Aucune source ne s’appelle « {name} ».", todo="« maillage sources » les liste."
            )
        if name not in readers():
            ask = cards[name].get("ask", "")
            raise NoData(f"« {cards[name]['label']} » n’est pas une source ouverte.", todo=ask)
    return [
        Address(name, entry["url"])
        for name in (names or list(readers()))
        for entry in cards[name].get("downloads", ())
    ]


def download(
    names: list[str],
    store: Store,
    *,
    progress: Progress | None = None,
    received: Bytes | None = None,
    client: httpx.Client | None = None,
) -> list[Outcome]:
    """Download the files of some sources into the store.

    received  called with (url, bytes received, total bytes or None) as bytes arrive

    An address that fails is reported and the next one is tried. Raises NoData when none answered.
    """
    wanted = addresses(names)
    if not wanted:
        raise NoData(
            f"Aucune adresse de téléchargement n’est connue pour {', '.join(names)}.",
            todo="Prenez le fichier chez son producteur (« maillage sources » donne sa page), "
            "puis « maillage fetch --from FICHIER ».",
        )
    memory = _remembered(store)
    outcomes: list[Outcome] = []
    silent: set[str] = set()
    pace = Pace()
    with client or httpx.Client(follow_redirects=True, timeout=TIMEOUT) as web:
        for address in wanted:
            try:
                found = list(_one(address, store, web, memory, pace, received))
            except NoConnection as problem:
                silent.add(urlparse(address.url).hostname or "")
                if len(silent) >= HOSTS_BEFORE_GIVING_UP:
                    break
                found = [Outcome(Path(address.url), address.url, reason=str(problem))]
            for outcome in found:
                outcomes.append(outcome)
                if progress is not None:
                    progress(outcome)
            store.write_bytes(MEMORY, json.dumps(memory, indent=1, sort_keys=True).encode())
    if wanted and not any(outcome.taken for outcome in outcomes):
        raise NoData(
            "Aucun fichier n’a pu être téléchargé.",
            todo="Vérifiez la connexion (et HTTPS_PROXY), ou déposez les fichiers avec "
            "« maillage fetch --from DOSSIER ».",
        )
    return outcomes


class Pace:
    """Waits so that an address never receives more requests a minute than it accepts."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def wait(self, url: str, sleep: Callable[[float], None] = time.sleep) -> None:
        """Sleep until the next request to this host is welcome."""
        host = urlparse(url).hostname or ""
        limit = PACES.get(host)
        if limit is not None:
            remaining = self._last.get(host, 0.0) + 60 / limit - time.monotonic()
            if remaining > 0:
                sleep(remaining)
            self._last[host] = time.monotonic()


def _one(
    address: Address,
    store: Store,
    web: httpx.Client,
    memory: dict[str, Any],
    pace: Pace,
    received: Bytes | None,
) -> Iterator[Outcome]:
    name = Path(unquote(urlparse(address.url).path)).name or address.source
    folder = partial_folder(address.url)
    try:
        pace.wait(address.url)
        path = fetch_file(
            web, address.url, folder / name, known=memory.get(address.url), received=received
        )
    except NoConnection:
        raise
    except Unreachable as problem:
        yield Outcome(Path(name), name, reason=str(problem))
        return
    if path is None:
        label = f"{name} : inchangé depuis le dernier téléchargement"
        yield Outcome(Path(name), name, source=address.source, label=label)
        return
    outcomes = take(path, store, url=address.url)
    if any(outcome.taken for outcome in outcomes):
        memory[address.url] = json.loads(path.with_name(path.name + ".tag").read_text())
    for leftover in (path, path.with_name(path.name + ".tag")):
        leftover.unlink(missing_ok=True)
    yield from outcomes


def partial_folder(url: str) -> Path:
    """Where the bytes of an address wait until they are whole; kept when a download is cut."""
    base = Path(os.environ.get("MAILLAGE_CACHE") or tempfile.gettempdir()) / "maillage-fetch"
    folder = base / sha256(url.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fetch_file(
    web: httpx.Client,
    url: str,
    target: Path,
    *,
    known: dict[str, str] | None = None,
    received: Bytes | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Path | None:
    """Download one address into `target`, resuming what is already there.

    known  validators of the last complete download ({"etag", "modified"}): None is returned when
           the server says nothing changed

    Writes the new validators beside, in `<target>.tag`. Raises Unreachable after four tries.
    """
    draft = target.with_name(target.name + ".part")
    wait = FIRST_WAIT_SECONDS
    problem = ""
    for attempt in range(TRIES):
        try:
            return _attempt(web, url, target, draft, known, received)
        except _TryAgain as again:
            problem, wait = str(again), again.wait or wait
        except httpx.ConnectError as error:
            raise NoConnection(
                f"« {urlparse(url).hostname} » est injoignable.",
                todo="Vérifiez la connexion de cette machine (et HTTPS_PROXY).",
            ) from error
        except httpx.HTTPError as error:
            problem = f"{type(error).__name__}"
        if attempt < TRIES - 1:
            sleep(min(wait, LONGEST_WAIT_SECONDS))
            wait *= 2
    raise Unreachable(
        f"« {url} » ne répond pas ({problem}).",
        todo="Réessayez plus tard : ce qui est déjà reçu est gardé.",
    )


class _TryAgain(Exception):
    def __init__(self, reason: str, wait: float | None) -> None:
        super().__init__(reason)
        self.wait = wait


def _attempt(
    web: httpx.Client,
    url: str,
    target: Path,
    draft: Path,
    known: dict[str, str] | None,
    received: Bytes | None,
) -> Path | None:
    validators = draft.with_name(draft.name + ".tag")
    start = draft.stat().st_size if draft.exists() and validators.exists() else 0
    with web.stream("GET", url, headers=_headers(start, validators, known)) as answer:
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            return None
        _check(answer, url, draft, validators)
        resumed = answer.status_code == httpx.codes.PARTIAL_CONTENT
        tag = {
            "etag": answer.headers.get("etag", ""),
            "modified": answer.headers.get("last-modified", ""),
        }
        validators.write_text(json.dumps(tag))
        _receive(answer, draft, start if resumed else 0, received)
    draft.replace(target)
    validators.replace(target.with_name(target.name + ".tag"))
    return target


def _headers(start: int, validators: Path, known: dict[str, str] | None) -> dict[str, str]:
    """Ask for the rest of a cut download, or for news of a complete one."""
    headers = {
        "User-Agent": "maillage (logiciel libre pour les CCAS)",
        "Accept-Encoding": "identity",
    }
    if start:
        tag = json.loads(validators.read_text())
        unchanged = tag.get("etag") or tag.get("modified")
        if unchanged:
            headers |= {"Range": f"bytes={start}-", "If-Range": unchanged}
        return headers
    if known and known.get("etag"):
        headers["If-None-Match"] = known["etag"]
    if known and known.get("modified"):
        headers["If-Modified-Since"] = known["modified"]
    return headers


def _check(answer: httpx.Response, url: str, draft: Path, validators: Path) -> None:
    status = answer.status_code
    if status == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        for leftover in (draft, validators):
            leftover.unlink(missing_ok=True)
        raise _TryAgain("reprise impossible", 0.1)
    if status in RETRIED:
        asked = answer.headers.get("retry-after", "")
        raise _TryAgain(f"code {status}", float(asked) if asked.isdigit() else None)
    if not answer.is_success:
        raise Unreachable(
            f"« {url} » répond {status}.",
            todo="L’adresse a sans doute changé : cherchez le fichier sur le site du producteur, "
            "puis « maillage fetch --from FICHIER ».",
        )


def _receive(answer: httpx.Response, draft: Path, start: int, received: Bytes | None) -> None:
    """Write the bytes as they come. Raises _TryAgain when fewer came than announced."""
    announced = answer.headers.get("content-length", "")
    total = start + int(announced) if announced.isdigit() else None
    got = start
    with draft.open("ab" if start else "wb") as sink:
        for block in answer.iter_bytes(BLOCK):
            sink.write(block)
            got += len(block)
            if received is not None:
                received(str(answer.request.url), got, total)
    if total is not None and got < total:
        raise _TryAgain(f"{got} octets reçus sur {total}", None)


def _remembered(store: Store) -> dict[str, Any]:
    """The validators of past downloads, by address."""
    if not store.exists(MEMORY):
        return {}
    memory: dict[str, Any] = json.loads(store.read_bytes(MEMORY))
    return memory
