"""Tags every template may use: built files, signs, forms, tables, pages. Computes no figure."""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from atelier.ui import dates, icons


register = template.Library()
DIST = Path(__file__).resolve().parent.parent / "static" / "ui" / "dist"
FIGURE = ":figure"
# Words that are no part of a name: « Centre communal d’action sociale de Val » gives CV.
SMALL_WORDS = {"de", "du", "des", "la", "le", "les", "et", "d", "l"}


@register.simple_tag
def built(kind: str) -> str:
    """Address of the built « style » or « script »; empty before `make setup` has built them."""
    entry = _manifest(_stamp()).get("src/atelier.js", {})
    name = entry.get("file") if kind == "script" else next(iter(entry.get("css", ())), None)
    return static(f"ui/dist/{name}") if name else ""


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A sign, decorative unless it has a label."""
    return icons.drawn(name, label)


@register.simple_tag
def avatar(name: str) -> SafeString:
    """Initials in a circle, beside a name that is written."""
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', initials(name))


@register.filter
def jour(at: date | datetime) -> str:
    """« 1er mars 2027 », here."""
    return dates.day(_here(at))


@register.filter
def jour_semaine(at: date | datetime) -> str:
    """« lundi 1er mars 2027 », here."""
    return dates.weekday(_here(at))


@register.filter
def horaire(start: datetime, end: datetime | None = None) -> str:
    """« lundi 1er mars 2027, de 9 h à 12 h 30 »."""
    return dates.moment(start, end)


@register.filter
def jour_heure(at: datetime) -> str:
    """« 1er mars 2027 à 9 h 05 », here."""
    return dates.stamp(at)


def _here(at: date | datetime) -> date:
    return timezone.localdate(at) if isinstance(at, datetime) else at


@register.filter
def mixes_optional(form: forms.BaseForm) -> bool:
    """Whether some fields must be filled and others not: then the page says which."""
    return len({field.field.required for field in form.visible_fields()}) > 1


@register.inclusion_tag("ui/components/form.html", takes_context=True)
def form(context: template.Context, form: forms.BaseForm, **options: Any) -> dict[str, Any]:
    """A whole form. Options: submit, back, action, danger, autosave."""
    return {**options, "form": form, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("ui/components/table.html")
def table(
    *, caption: str, headings: Sequence[str], rows: Sequence[Sequence[Any]], empty: str = ""
) -> dict[str, Any]:
    """A table that stacks on a phone. A heading ending in « :figure » sets its column right."""
    heads = [
        {"label": text.removesuffix(FIGURE), "is_figure": text.endswith(FIGURE)}
        for text in headings
    ]
    lines = [[_cell(cell, head) for cell, head in zip(row, heads, strict=True)] for row in rows]
    return {"caption": caption, "headings": heads, "rows": lines, "empty": empty}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page) -> dict[str, Any]:
    """Links to the other pages of a list, keeping what the address already asks."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "is_needed": page.has_other_pages(),
        "number": page.number,
        "total": page.paginator.num_pages,
        "links": [_link(context, number, page.number) for number in numbers],
        "previous": _address(context, page.number - 1) if page.has_previous() else "",
        "next": _address(context, page.number + 1) if page.has_next() else "",
    }


def initials(name: str) -> str:
    """Two letters at most."""
    words = [word for word in re.split(r"[\s’'-]+", name) if word.lower() not in SMALL_WORDS]
    kept = [word[0].upper() for word in words if word[:1].isalnum()]
    return "".join(kept[:1] + kept[-1:] if len(kept) > 1 else kept)


def _cell(cell: Any, head: dict[str, Any]) -> dict[str, Any]:
    """A cell is a text, or a dict with text, url, tone, note."""
    given = cell if isinstance(cell, dict) else {"text": cell}
    return {"url": "", "tone": "", "note": "", **given, **head}


def _link(context: template.Context, number: int | str, current: int) -> dict[str, Any]:
    """A page number, or the ellipsis between two."""
    is_page = isinstance(number, int)
    return {
        "label": number,
        "url": _address(context, number) if is_page else "",
        "current": number == current,
    }


def _address(context: template.Context, number: int) -> str:
    kept = context["request"].GET.copy()
    kept["page"] = str(number)
    return f"?{kept.urlencode()}"


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
