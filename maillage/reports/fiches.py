"""The fiche communale: two pages for one commune, or for every commune of a territory in one PDF.

What is printed is chosen in `definitions/reports/fiche_communale.yaml`.
"""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from maillage.base.errors import NoData
from maillage.base.statuses import Status
from maillage.portraits import Portrait
from maillage.reports.document import Cell, Findings, KeyFigures, Table
from maillage.reports.figures import Contours
from maillage.reports.pdf import compile_pdf
from maillage.reports.plans import FichePlan, PortraitPlan, SectionPlan, fiche_plan
from maillage.reports.portrait_document import cover
from maillage.reports.reading import (
    Indicator,
    Reading,
    finding,
    has_value,
    missing_groups,
    years_text,
)
from maillage.reports.sections.brief import key_figure
from maillage.reports.sections.context import Context
from maillage.reports.sections.themes import comparison_table


MOST_FIGURES = 6
NAMES_PER_LINE = 4
TABLE_CAPTION = "Les indicateurs, à côté des repères"


def render_fiche(portrait: Portrait, *, contours: Contours | None = None) -> bytes:
    """The two pages of one commune, as PDF."""
    return render_fiches([portrait], contours=contours)


def render_fiches(portraits: Iterable[Portrait], *, contours: Contours | None = None) -> bytes:
    """One PDF, two pages per portrait, in the order given.

    portraits  that of each commune
    contours   code → shape of all these communes: each fiche shows its own among the others

    Raises NoData when there is no portrait.
    """
    readings = [Reading.of(one) for one in portraits]
    if not readings:
        raise NoData(
            "Aucune commune : pas de fiche à écrire.",
            todo="Choisissez un territoire qui compte au moins une commune.",
        )
    fiches = [_fiche(reading, contours or {}) for reading in readings]
    data = {"publisher": "Maillage", "fiches": fiches}
    return compile_pdf(data, template="fiche", made_on=max(one.made_on for one in readings))


def _fiche(reading: Reading, contours: Contours) -> dict[str, Any]:
    """Everything two pages need, printed."""
    plan = fiche_plan()
    figures = KeyFigures(
        tuple(
            key_figure(one, plan.references) for one in reading.chosen(plan.figures)[:MOST_FIGURES]
        )
    )
    return {
        "cover": asdict(cover(reading, plan.kind, contours)),
        "notice": reading.notice,
        "figures": figures.data(),
        "findings": _findings(reading, plan).data(),
        "table": _table(reading, plan).data(),
        "unknowns": _unknowns(reading, plan),
        "sources": _sources(reading, plan),
        "peers": reading.peers_sentence(),
    }


def _findings(reading: Reading, plan: FichePlan) -> Findings:
    """The most distinctive sentences."""
    highlights = reading.content.get("highlights") or []
    return Findings(
        tuple(
            finding(indicator, one["sentence"], one.get("detail") or "", position=place)
            for one in highlights[: plan.highlights]
            if (indicator := reading.indicators.get(one["indicator"]))
            for place in [reading.position(indicator)]
        )
    )


def _table(reading: Reading, plan: FichePlan) -> Table:
    """One table for the page, a line for each theme above its own; a secret keeps its line."""
    labels = {theme["id"]: theme["label"] for theme in reading.content["themes"]}
    groups = {
        labels.get(theme, theme): [
            reading.indicators[name] for name in names if _belongs(reading.indicators.get(name))
        ]
        for theme, names in plan.indicators.items()
    }
    everything = [one for group in groups.values() for one in group]
    table = comparison_table(_context(reading, plan), everything, TABLE_CAPTION, compact=True)
    rows = iter(table.rows)
    empty = (Cell(),) * (len(table.columns) - 1)
    lines: list[tuple[Cell, ...]] = []
    for label, group in groups.items():
        lines += [(Cell(label, strong=True), *empty)] if group else []
        lines += [next(rows) for _ in group]
    return replace(table, rows=tuple(lines))


def _belongs(indicator: Indicator | None) -> bool:
    """An indicator of the fiche has a value, or a secret that must be shown as such."""
    return indicator is not None and (has_value(indicator) or indicator["status"] == Status.SECRET)


def _context(reading: Reading, plan: FichePlan) -> Context:
    """The tables of a fiche are those of the portrait, with the references of the fiche."""
    borrowed = PortraitPlan(
        kind=plan.kind, references=plan.references, map=(), communes=(), sections=()
    )
    return Context(reading=reading, plan=borrowed, section=SectionPlan(section="fiche"))


def _unknowns(reading: Reading, plan: FichePlan) -> list[str]:
    """« Taux de natalité et 12 autres : non disponible. Comment le savoir. »"""
    groups = missing_groups(reading.content.get("unknowns") or [])
    return [
        f"{one.named(NAMES_PER_LINE)} : {one.state}. {one.ask}".strip()
        for one in groups[: plan.unknowns]
    ]


def _sources(reading: Reading, plan: FichePlan) -> str:
    """« Sources : Insee, recensement (2021). »: those of the figures that are on the fiche."""
    names = {*plan.figures, *(name for group in plan.indicators.values() for name in group)}
    used = {reading.indicators[name]["source_id"] for name in names if name in reading.indicators}
    parts = [
        f"{one['label'].split(' — ')[0]} ({years_text(one.get('years') or [])})"
        for one in reading.content.get("sources") or []
        if one["id"] in used
    ]
    return f"Sources : {' ; '.join(parts)}." if parts else ""
