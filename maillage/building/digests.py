"""Digests that decide what must be redone: of bytes, of cards, of the code that reads them."""

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any


def digest_of(*parts: Any) -> str:
    """SHA-256 of some JSON-able parts, key order ignored."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()


@cache
def code_digest(*rooms: str) -> str:
    """Digest of the Python code of some rooms of the package (`"sources/insee_neet"`, …).

    A name ending in `.py` is one module; otherwise every module below the folder counts.
    """
    root = Path(str(files("maillage")))
    found: list[Path] = []
    for room in rooms:
        place = root / room
        found += [place] if place.suffix == ".py" else sorted(place.rglob("*.py"))
    total = sha256()
    for path in found:
        total.update(path.read_bytes())
    return total.hexdigest()
