"""Downloads started from the page « Données »: one at a time, in the background, told in a file.

The state is a small JSON file of the site's folder, so that every process of the server reads the
same. A state nobody has refreshed for two minutes belongs to a server that was stopped.
"""

import json
import os
import threading
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings

from atelier.portraits.printing import without_commands
from maillage.base.errors import MaillageError, NoData
from maillage.building import build
from maillage.sources.fetching import download
from maillage.sources.intake import Outcome, embedded_places, take
from maillage.store import default_store


FILE = "downloads.json"
# What Maillage's own dependencies carry: taken from this machine, without network.
EMBEDDED = "embarquees"
ABANDONED_AFTER_SECONDS = 120.0
REFRESH_SECONDS = 0.5


@dataclass(frozen=True)
class Progress:
    """Where a download stands.

    state     idle, running, done or failed
    step      what is being done, in French
    received  bytes of the file being received; total is None when the server does not say
    """

    state: str = "idle"
    step: str = ""
    received: int = 0
    total: int | None = None
    message: str = ""
    todo: str = ""
    refreshed: float = 0.0


def current() -> Progress:
    """The state as any process may read it."""
    try:
        state = Progress(**json.loads(_path().read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return Progress()
    if state.state == "running" and time.time() - state.refreshed > ABANDONED_AFTER_SECONDS:
        return replace(
            state,
            state="failed",
            message="Le téléchargement s’est interrompu avec le serveur.",
            todo="Relancez-le\u00a0: ce qui est déjà reçu est gardé.",
        )
    return state


def start(names: list[str]) -> bool:
    """Start in the background; False when a download is already under way."""
    if current().state == "running":
        return False
    step = "Lecture des données fournies" if names == [EMBEDDED] else "Connexion aux producteurs"
    _write(Progress(state="running", step=step))
    threading.Thread(target=run, args=(names,), daemon=True, name="maillage-fetch").start()
    return True


def run(names: list[str]) -> None:
    """Download, then build; whatever happens is written for the page to tell."""
    teller = _Teller()
    try:
        outcomes = _taken(names, teller)
        teller.say("Construction des indicateurs")
        build(
            default_store(), progress=lambda stage, *_: teller.say(f"Construction\u00a0: {stage}")
        )
    except MaillageError as problem:
        _write(
            Progress(state="failed", message=problem.message, todo=without_commands(problem.todo))
        )
    except Exception:
        _write(Progress(state="failed", message="Le téléchargement a échoué.", todo=LOOK_AT_LOG))
        raise
    else:
        refused = [] if names == [EMBEDDED] else [one.reason for one in outcomes if not one.taken]
        told = without_commands(" ".join(dict.fromkeys(refused)))
        _write(Progress(state="done", message=told))


def _taken(names: list[str], teller: "_Teller") -> list[Outcome]:
    """The files, from the producers or from this machine."""
    if names == [EMBEDDED]:
        return [outcome for place in embedded_places() for outcome in take(place, default_store())]
    try:
        return download(names, default_store(), received=teller.received)
    except NoData as problem:
        raise NoData(problem.message, todo=OFFLINE) from problem


OFFLINE = (
    "Vérifiez que cet ordinateur est relié à internet, puis recommencez. Rien de ce qui était là "
    "n’a changé\u00a0; sans internet, un fichier déjà reçu se dépose sur cette page."
)
LOOK_AT_LOG = (
    "Le journal du serveur dit pourquoi\u00a0; rien de ce qui était construit n’a été touché."
)


class _Teller:
    """Writes the state at most twice a second."""

    def __init__(self) -> None:
        self._last = 0.0

    def received(self, url: str, received: int, total: int | None) -> None:
        """Bytes arrive."""
        name = url.rsplit("/", 1)[-1].split("?")[0]
        self._tell(Progress("running", f"Réception de {name}", received, total))

    def say(self, step: str) -> None:
        """Another step."""
        self._tell(Progress("running", step))

    def _tell(self, state: Progress) -> None:
        if time.monotonic() - self._last >= REFRESH_SECONDS:
            self._last = time.monotonic()
            _write(state)


def _write(state: Progress) -> None:
    """Replace the file in one step."""
    content: dict[str, Any] = {**asdict(state), "refreshed": time.time()}
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


def _path() -> Path:
    """The file of the state."""
    return Path(settings.FOLDER) / FILE
