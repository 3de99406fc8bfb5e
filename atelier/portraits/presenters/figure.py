"""One indicator in one territory: the page people cite, its files, its address."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from atelier.portraits.places import PERIMETER, Place
from atelier.portraits.presenters import indicator as indicators
from atelier.portraits.presenters.catalogue import AGGREGATIONS, POLARITIES
from maillage.base.statuses import RELIABILITY_LABELS, STATUS_LABELS
from maillage.reports.safe_text import safe_text


MAP, TREND, DATA = "carte", "evolution", "donnees"
COLUMNS = (
    "Territoire", "Code", "Niveau", "Indicateur", "Année", "Valeur", "Unité", "Statut",
    "Fiabilité", "Source",
)  # fmt: skip
UNITS = {
    "percent": "%",
    "per_1000": "‰",
    "euros": "euros",
    "count": "nombre",
}
PART_WORDS = {
    "iris": ("Quartier (IRIS)", "Quartier par quartier"),
    "arrondissement_municipal": ("Arrondissement", "Arrondissement par arrondissement"),
    "commune": ("Commune", "Commune par commune"),
}


def definition(card: Any) -> list[tuple[str, str]]:
    """What it measures, in plain words."""
    rows = [
        ("Ce qu’il mesure", card.question),
        ("Pour plusieurs communes", AGGREGATIONS[card.aggregation]),
        ("Comment le lire", POLARITIES[card.higher_is]),
    ]
    return [(term, words) for term, words in rows if words]


def parts(portrait: Mapping[str, Any]) -> dict[str, str]:
    """What the members are called: a column, a title."""
    members = portrait["territory"]["members"]
    level = members[0]["level"] if members else "commune"
    column, title = PART_WORDS.get(level, PART_WORDS["commune"])
    return {"column": column, "title": title}


def downloads(indicator: Mapping[str, Any], place: Place, drawings: Sequence[str]) -> list[Any]:
    """The files of the page: values, then each drawing as SVG and PNG."""
    names = {MAP: "Carte", TREND: "Évolution"}
    given = [("Valeurs", "CSV, pour un tableur", DATA, "csv")]
    for drawing in drawings:
        given.append((names[drawing], "SVG, à retoucher", drawing, "svg"))
        given.append((names[drawing], "PNG, à coller dans un document", drawing, "png"))
    return [
        {"name": name, "what": what, "url": file_url(indicator["id"], place, drawing, fmt)}
        for name, what, drawing, fmt in given
    ]


def file_url(indicator_id: str, place: Place, drawing: str, fmt: str) -> str:
    """Address of a file of the page."""
    return place.url("figure_file", indicator_id=indicator_id, name=f"{drawing}.{fmt}")


def citation(indicator: Mapping[str, Any], territory: str, build: str, address: str) -> str:
    """« Part des logements vacants, Valmeyrac : 12,4 %. Insee, 2021. Maillage, … »."""
    value = indicators.value_text(indicator)
    source = indicators.source_line(indicator).rstrip(".") if indicator["year"] else "sans source"
    made = f", données construites le {_day(build)}" if _day(build) else ""
    return f"{indicator['label']}, {territory}\u00a0: {value} ({source}). Maillage{made}. {address}"


def _day(build: str) -> str:
    """« 20261122-153036-4fa3c0 » → « 22/11/2026 »."""
    day = build[:8]
    return f"{day[6:8]}/{day[4:6]}/{day[:4]}" if len(day) == 8 and day.isdigit() else ""


def pin(indicator: Mapping[str, Any], place: Place, boards: Sequence[Any]) -> dict[str, Any] | None:
    """The fields that name this figure, and where it may be pinned; None when nowhere.

    A figure without a value proves nothing: it is pinned nowhere.
    """
    if not boards or indicators.is_missing(indicator):
        return None
    return {
        "boards": boards,
        "fields": [
            ("territoires", place.shelf),
            ("niveau", PERIMETER if place.communes else place.level),
            ("code", place.code),
            ("communes", ",".join(place.communes)),
            ("indicateur", indicator["id"]),
            ("next", indicators.url_of(indicator, place)),
        ],
    }


def values_file(portrait: Mapping[str, Any], indicator: Mapping[str, Any]) -> bytes:
    """Every value of the page: the territory over the years, those beside, its parts."""
    territory = portrait["territory"]
    here = {"code": territory["code"], "name": territory["name"], "level": territory["level"]}
    known = {row["year"] for row in indicator["trend"]}
    years = [*indicator["trend"]]
    if indicator["year"] and indicator["year"] not in known:
        years.append(indicator)
    lines = [_line(here, row, indicator) for row in years]
    lines += [
        _line({**row, "name": row["territory"]}, row, indicator) for row in indicator["comparisons"]
    ]
    levels = {row["code"]: row["level"] for row in territory["members"]}
    lines += [
        _line({**row, "level": levels.get(row["code"], "")}, row, indicator)
        for row in portrait["members_values"].get(indicator["id"], [])
    ]
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    if territory["fictitious"]:
        writer.writerow(["Territoire fictif\u00a0: aucun chiffre n’est réel"])
    writer.writerow(COLUMNS)
    writer.writerows(lines)
    return target.getvalue().encode("utf-8-sig")


def _line(
    where: Mapping[str, Any], row: Mapping[str, Any], indicator: Mapping[str, Any]
) -> list[str]:
    """One value; a hidden one is empty and its status is in words."""
    value = row["value"]
    return [
        safe_text(where["name"]),
        where["code"],
        where["level"],
        safe_text(indicator["label"]),
        str(row["year"] or ""),
        "" if value is None else str(value).replace(".", ","),
        UNITS.get(indicator["unit"], indicator["unit"]),
        STATUS_LABELS[row["status"]],
        RELIABILITY_LABELS[row["reliability"]] if row.get("reliability") else "",
        safe_text(f"{indicator['source']}, {row['year']}" if row["year"] else ""),
    ]
