"""Tags every template may use: addresses of the built files. Computes nothing."""

import json
from functools import lru_cache
from pathlib import Path

from django import template
from django.templatetags.static import static


register = template.Library()
DIST = Path(__file__).resolve().parent.parent / "static" / "ui" / "dist"


@register.simple_tag
def built(kind: str) -> str:
    """Address of the built « style » or « script »; empty before `make setup` has built them."""
    entry = _manifest(_stamp()).get("src/atelier.js", {})
    name = entry.get("file") if kind == "script" else next(iter(entry.get("css", ())), None)
    return static(f"ui/dist/{name}") if name else ""


def _stamp() -> float:
    """When the front end was last built; 0 when it was not."""
    manifest = DIST / "manifest.json"
    return manifest.stat().st_mtime if manifest.exists() else 0.0


@lru_cache(maxsize=2)
def _manifest(stamp: float) -> dict[str, dict[str, object]]:
    """Vite's manifest, read once per build."""
    if not stamp:
        return {}
    return json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
