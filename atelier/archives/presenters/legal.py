"""Legal pages as they are printed: headings, paragraphs, and what is still to fill."""

import re
from typing import Any

from django.urls import reverse

from atelier.archives import conformity, library
from atelier.archives.models import LegalKind, LegalPage


TO_FILL = re.compile(r"(\[à compléter[^\]]*\])")


def page(kind: LegalKind) -> dict[str, Any]:
    """One page: as written by the site, or its model."""
    written = LegalPage.objects.filter(kind=kind).first()
    model = library.page_model(kind)
    body = written.body if written else model.body
    if kind == LegalKind.ACCESSIBILITY:
        conformity.remember(body)
    return {
        "title": kind.label,
        "lead": model.lead,
        "blocks": blocks(body),
        "to_fill": missing(body),
        "written_at": written.written_at if written else None,
    }


def listed() -> list[dict[str, Any]]:
    """Every page, with how much is still to fill."""
    written = {one.kind: one.body for one in LegalPage.objects.order_by("kind")}
    return [_line(kind, written.get(kind)) for kind in LegalKind]


def blocks(body: str) -> list[dict[str, Any]]:
    """Headings and paragraphs; each paragraph in pieces, those to fill apart."""
    found = []
    for part in re.split(r"\n\s*\n|\n(?=## )|(?<=\n)(?=## )", body.strip()):
        heading, _, rest = (
            part.strip().partition("\n") if part.startswith("## ") else ("", "", part)
        )
        if heading:
            found.append({"heading": heading.removeprefix("## "), "pieces": []})
        if rest.strip():
            found.append({"heading": "", "pieces": _pieces(rest.strip())})
    return found


def missing(body: str) -> int:
    """How many places are still to fill."""
    return len(TO_FILL.findall(body))


def _pieces(text: str) -> list[dict[str, Any]]:
    return [
        {"text": piece, "is_to_fill": bool(TO_FILL.fullmatch(piece))}
        for piece in TO_FILL.split(text)
        if piece
    ]


def _line(kind: LegalKind, body: str | None) -> dict[str, Any]:
    left = missing(body if body is not None else library.page_model(kind).body)
    words = f"{left} endroits à compléter" if left > 1 else "1 endroit à compléter"
    return {
        "url": reverse(f"archives:legal_{kind.name.lower()}"),
        "write_url": reverse(f"archives:write_{kind.name.lower()}"),
        "label": kind.label,
        "state": words if left else "Complète",
        "tone": "warning" if left else "good",
    }
