"""(d) A whole build, and a build after one card has changed."""

import shutil
import tempfile
import time
from pathlib import Path

from maillage.base import definitions


CARD = "indicators/logement/taux_logements_vacants.yaml"


def whole(store: str) -> float:
    """Every stage redone, on a copy of the raw files."""
    from maillage.building import build
    from maillage.store import Store

    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(Path(store) / "raw", Path(folder) / "raw")
        start = time.perf_counter()
        build(Store(folder))
        return time.perf_counter() - start


def one_card(store: str) -> float:
    """A card whose formula changed, in a copy of the definitions."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "definitions"
        shutil.copytree(definitions.definitions_root(), copy)
        card = copy / CARD
        changed = card.read_text(encoding="utf-8").replace("numerator: ", "numerator: 2 * ", 1)
        card.write_text(changed, encoding="utf-8")
        definitions.definitions_root = lambda: copy  # before any card is read
        from maillage.building import build
        from maillage.store import Store

        linked = Path(folder) / "store"
        shutil.copytree(store, linked)
        start = time.perf_counter()
        build(Store(str(linked)))
        return time.perf_counter() - start
