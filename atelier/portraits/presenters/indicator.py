"""One indicator of a portrait, as it is printed: short in a list, full on its theme's page."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe

from atelier.portraits.places import Place
from maillage.base.cells import cell_text
from maillage.base.french import UNIT_DECIMALS, number, plural, with_unit
from maillage.base.statuses import HIDDEN, RELIABILITY_LABELS, STATUS_LABELS
from maillage.reports.reading import strip_of


Indicator = Mapping[str, Any]

WIDE = 340
REFERENCE_LEVELS = ("metropole", "france")


def short(indicator: Indicator, place: Place) -> dict[str, Any]:
    """A row: label, value, one comparison, position."""
    return {
        "id": indicator["id"],
        "label": indicator["label"],
        "url": url_of(indicator, place),
        "value": value_text(indicator),
        "is_missing": is_missing(indicator),
        "is_secret": indicator["status"] == "secret",
        "note": note(indicator),
        "caution": caution(indicator),
        "sentence": indicator["sentence"] or indicator["reason"],
        "median": median_text(indicator),
        # Drawn only where it is printed: a page shows one of the two, or none.
        "strip": SimpleLazyObject(partial(strip, indicator)),
        "wide_strip": SimpleLazyObject(partial(strip, indicator, width=WIDE)),
        "position_sentence": indicator["position_sentence"],
        "against": against(indicator),
    }


def url_of(indicator: Indicator, place: Place) -> str:
    """Where everything is said of it: how it is calculated, its source, its comparisons."""
    return place.url("figure", indicator_id=indicator["id"])


def full(indicator: Indicator, place: Place) -> dict[str, Any]:
    """Everything said of one indicator."""
    return {
        **short(indicator, place),
        "question": indicator["question"],
        "scale": scale(indicator),
        "comparisons": comparisons(indicator, place),
        "identity": identity(indicator),
        "cautions": indicator["cautions"],
        "trend_note": indicator["trend_note"],
        "card_url": reverse("indicator", args=[indicator["id"]]),
    }


def is_missing(indicator: Indicator) -> bool:
    """Whether there is no number to show."""
    return indicator["status"] in HIDDEN or indicator["value"] is None


def value_text(cell: Mapping[str, Any], unit: str = "") -> str:
    """A number with its unit, or the word of its status."""
    return cell_text(cell["value"], cell["status"], unit or cell["unit"])


def bar_width(value: float | None, widest: float) -> str:
    """Width of a bar, as an SVG percentage; empty without value."""
    if value is None or widest == 0:
        return ""
    return f"{max(value, 0) / widest * 100:.1f}%"


def note(indicator: Indicator) -> str:
    """Year and caution, in a few words: « 2021 · à lire avec prudence »."""
    words = [str(indicator["year"] or ""), caution(indicator).lower()]
    return " · ".join(word for word in words if word)


def caution(indicator: Indicator) -> str:
    """« Estimé, à lire avec prudence »; empty for a value that needs none."""
    if is_missing(indicator):
        return ""
    words = [STATUS_LABELS["estimated"]] if indicator["status"] == "estimated" else []
    if indicator["reliability"] in {"caution", "medium"}:
        words.append(RELIABILITY_LABELS[indicator["reliability"]])
    return ", ".join(words).capitalize()


def against(indicator: Indicator) -> dict[str, str]:
    """The nearest territory with a value, for when there are no peers to stand among."""
    for row in indicator["comparisons"]:
        if row["value"] is not None and not is_missing(indicator):
            value = value_text(row, indicator["unit"])
            return {"name": row["territory"], "value": value}
    return {"name": "", "value": "—"}


def median_text(indicator: Indicator) -> str:
    """The median of the peers, or a dash."""
    position = indicator["position"]
    if not position or position.get("median") is None:
        return "—"
    return with_unit(position["median"], indicator["unit"])


def strip(indicator: Indicator, *, width: int = 160) -> SafeString:
    """The position strip drawn by the library, as everywhere else; empty without position."""
    drawing, _ = strip_of(indicator.get("strip"), width=width)
    return mark_safe(drawing)  # noqa: S308 — numbers and the library's own words


def scale(indicator: Indicator) -> str:
    """What the strip spans, in words: nine peers in ten lie there."""
    position = indicator["position"]
    if not position or position.get("p5") is None:
        return ""
    low, high = (with_unit(position[name], indicator["unit"]) for name in ("p5", "p95"))
    peers = f"{position['of']} {position['peers']}" if position.get("peers") else "ses pairs"
    return f"Neuf territoires sur dix vont de {low} à {high}, parmi {peers}."


def comparisons(indicator: Indicator, place: Place) -> list[dict[str, Any]]:
    """The territory first, then those it is compared with; the same year, or a word."""
    return [
        {
            "name": row["territory"],
            "url": _url_of(row, indicator, place),
            "value": value_text(row, indicator["unit"]),
            "is_missing": row["value"] is None,
            "gap": _gap(indicator, row),
        }
        for row in indicator["comparisons"]
    ]


def _url_of(row: Mapping[str, Any], indicator: Indicator, place: Place) -> str:
    """The same indicator in a compared territory, when it is one of the same store."""
    if not row.get("code") or place.is_fictitious or row["level"] not in _BROWSABLE:
        return ""
    return place.other(row["level"], row["code"]).url("figure", indicator_id=indicator["id"])


_BROWSABLE = {"commune", "epci", "departement", "region", "metropole", "france"}


def _gap(indicator: Indicator, row: Mapping[str, Any]) -> str:
    """« + 3,2 points », « − 1 760 € »: nothing when one of the two is missing, or for counts."""
    if is_missing(indicator) or row["value"] is None or indicator["unit"] == "count":
        return ""
    gap = indicator["value"] - row["value"]
    decimals = UNIT_DECIMALS[indicator["unit"]]
    if round(gap, decimals) == 0:
        return "pareil"
    sign = "+" if gap > 0 else "−"
    if indicator["unit"] in {"percent", "per_1000"}:
        size = number(abs(gap), decimals=decimals)
        return f"{sign}\u00a0{size}\u00a0{'point' if round(abs(gap), decimals) < 2 else 'points'}"
    return f"{sign}\u00a0{with_unit(abs(gap), indicator['unit'])}"


def identity(indicator: Indicator) -> list[tuple[str, str]]:
    """Year, source, geography, status, reliability, parts: what a citation needs."""
    rows = [
        ("Année", str(indicator["year"] or "")),
        ("Source", indicator["source"]),
        ("Découpage", communes_of(indicator)),
        ("Statut", STATUS_LABELS[indicator["status"]]),
        ("Fiabilité", RELIABILITY_LABELS[indicator["reliability"]]),
        ("Calcul", _parts(indicator)),
        ("Couverture", _coverage(indicator["coverage"])),
    ]
    return [(term, words) for term, words in rows if words]


def communes_of(indicator: Indicator) -> str:
    """« communes de 2023 »: those the figure was published for; empty when nobody published it."""
    year = indicator["geography_year"]
    return f"communes de\u00a0{year}" if year else ""


def source_line(indicator: Indicator) -> str:
    """« Insee, dossier complet, 2021 ; communes de 2024. »"""
    cited = f"{indicator['source']}, {indicator['year']}"
    return "\u00a0; ".join(filter(None, [cited, communes_of(indicator)])) + "."


def _parts(indicator: Indicator) -> str:
    """Numerator over denominator, when both are shown."""
    if indicator["numerator"] is None or indicator["denominator"] is None:
        return ""
    return f"{number(indicator['numerator'])} sur {number(indicator['denominator'])}"


def _coverage(coverage: Mapping[str, int] | None) -> str:
    """« 14 communes sur 14 »."""
    if not coverage:
        return ""
    return f"{plural(coverage['present'], 'commune')} sur {number(coverage['expected'])}"


def reference(indicator: Indicator) -> str:
    """« France métropolitaine : 20,5 % », for a key figure; empty when not published."""
    for row in indicator["comparisons"]:
        if row["level"] in REFERENCE_LEVELS and row["value"] is not None:
            name = "France" if row["level"] == "france" else "France métrop."
            return f"{name}\u00a0: {with_unit(row['value'], indicator['unit'])}"
    return ""
