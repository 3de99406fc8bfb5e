"""A piece of evidence in words: what it says, of what year, from whom, and what changed since."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from atelier.demarches import library
from atelier.diagnosis.models import Evidence, EvidenceKind, Stance, Verdict
from atelier.diagnosis.rules import is_silent
from atelier.diagnosis.verdicts import common_reference_row, has_become_frail, redefinitions
from atelier.portraits.printing import cited
from atelier.portraits.queries import publisher
from atelier.ui.dates import day
from maillage.base.cells import cell_text
from maillage.base.french import number, plural


VERDICT_TONES = {
    Verdict.CONFIRMED: "good",
    Verdict.SHIFTED: "warning",
    Verdict.REVERSED: "bad",
    Verdict.REDEFINED: "warning",
    Verdict.LOST: "warning",
}
STANCE_TONES = {
    Stance.SUPPORTS: "good",
    Stance.QUALIFIES: "info",
    Stance.CONTRADICTS: "bad",
    Stance.CONTEXT: "neutral",
}


def line(one: Evidence, *, reads_words: bool = True) -> dict[str, Any]:
    """One piece of evidence in a list. Words of residents only for those who may read them."""
    return {
        "pk": one.pk,
        "kind": one.get_kind_display(),
        "is_said": one.kind == EvidenceKind.TESTIMONY,
        "title": title(one, reads_words=reads_words),
        "source": source(one),
        "note": one.note,
        "url": url(one),
        "verdict": one.get_verdict_display(),
        "verdict_tone": VERDICT_TONES.get(one.verdict, "neutral"),
        "change": change(one),
        "is_acknowledged": one.is_acknowledged,
        "is_silent": is_silent(one),
    }


KIND_TITLES = {
    EvidenceKind.INDICATOR: "Chiffres du portrait",
    EvidenceKind.PARTNER: "Chiffres de partenaires",
    EvidenceKind.STUDY: "Études antérieures",
    EvidenceKind.OFFER: "Faits d’offre",
    EvidenceKind.TESTIMONY: "Paroles recueillies",
}


def by_kind(found: Iterable[Evidence], *, reads_words: bool) -> list[dict[str, Any]]:
    """The evidence in its kinds, with what rests on each piece; kinds without any are left out."""
    rows = list(found)
    groups = []
    for kind, told in KIND_TITLES.items():
        lines = [
            {**line(one, reads_words=reads_words), "used": used(one)}
            for one in rows
            if one.kind == kind
        ]
        if lines:
            label = f"{told} ({len(lines)})"
            groups.append(
                {"id": kind.value, "url": f"#{kind.value}", "label": label, "lines": lines}
            )
    return groups


def used(one: Any) -> str:
    """« sert à 2 hypothèses et 1 constat »; what nothing rests on says so."""
    counted = ((one.hypotheses_count, "hypothèse"), (one.findings_count, "constat"))
    told = [plural(count, noun) for count, noun in counted if count]
    return f"sert à {' et '.join(told)}" if told else "rien ne s’y appuie encore"


def linked(link: Any, *, reads_words: bool = True) -> dict[str, Any]:
    """A piece of evidence with the way it goes."""
    return {
        **line(link.evidence, reads_words=reads_words),
        "stance": link.get_stance_display(),
        "tone": STANCE_TONES[Stance(link.stance)],
        "why": getattr(link, "note", ""),
    }


def url(one: Evidence) -> str:
    """Its page."""
    return reverse(
        "diagnosis:one_evidence",
        kwargs={"demarche_id": one.demarche_id, "evidence_id": one.pk},
    )


def title(one: Evidence, *, reads_words: bool) -> str:
    """What it says: the sentence of the figure, the words, the fact."""
    if one.kind == EvidenceKind.INDICATOR:
        return one.frozen.get("sentence") or one.title
    if one.testimony:
        shown = reads_words or one.testimony.may_quote
        return f"« {one.testimony.text} »" if shown else f"Paroles {one.testimony.code}"
    if one.study_finding:
        return one.study_finding.text
    if one.partner_figure:
        return _figure(one.partner_figure)
    return one.offer_fact.text if one.offer_fact else one.title


def source(one: Evidence) -> str:
    """Who says so, of what year, which page."""
    if one.kind == EvidenceKind.INDICATOR:
        frozen = one.frozen
        parts = (_cited(frozen), frozen.get("year"), frozen.get("territory"))
        return ", ".join(str(part) for part in parts if part)
    if one.study_finding:
        return f"{one.study_finding.study}, page {one.study_finding.page}"
    if one.testimony:
        told = one.testimony
        return " · ".join(part for part in (told.code, told.get_kind_display(), told.about) if part)
    if one.partner_figure:
        figure = one.partner_figure
        return f"{figure.organisation or figure.source}, {figure.year}, {figure.territory}"
    fact = one.offer_fact
    return (
        f"{fact.source}, {day(fact.as_of)}"
        if fact and fact.as_of
        else (fact.source if fact else "")
    )


def _cited(frozen: dict[str, Any]) -> str:
    """« Insee, dossier complet »: a figure is never without its producer."""
    told = frozen.get("source") or ""
    producer = publisher(frozen.get("source_id", "")).split(" (")[0]
    if not told or not producer:
        return told
    told = cited({"label": told, "publisher": producer})
    return told if producer in told else f"{producer}, {told}"


def value(figure: dict[str, Any]) -> str:
    """The number with its unit, or the word of its status."""
    if not figure:
        return ""
    return cell_text(
        figure.get("value"), figure.get("status", "unavailable"), figure.get("unit", "")
    )


def change(one: Evidence) -> str:
    """« 11,6 % en 2021, 12,4 % en 2022 »; empty when nothing is newer."""
    if not one.verdict:
        return ""
    before = dated(one.frozen)
    if one.verdict == Verdict.LOST:
        return f"{before} ; la valeur n’est plus publiée"
    told = f"{before}, {dated(one.latest)}"
    if one.verdict == Verdict.REVERSED:
        return f"{told} : {_crossing(one)}"
    if one.verdict == Verdict.REDEFINED:
        return f"{told} : {', '.join(redefinitions(one.frozen, one.latest))}"
    if has_become_frail(one.frozen, one.latest):
        return f"{told}, sur de petits effectifs"
    return told


def dated(figure: dict[str, Any]) -> str:
    """« 11,6 % en 2021 », without « en » for a figure of no year."""
    year = figure.get("year")
    return f"{value(figure)} en {year}" if year else value(figure)


def _crossing(one: Evidence) -> str:
    """Which side of its reference the figure went to."""
    reference = common_reference_row(one.frozen, one.latest)
    if reference is None or one.frozen["value"] * one.latest["value"] < 0:
        return "le sens de l’évolution a changé"
    side = "au-dessus" if one.latest["value"] > reference["value"] else "au-dessous"
    shown = value({**one.latest, "value": reference["value"]})
    return f"passé {side} de son repère ({reference['territory']}, {shown})"


def whole(one: Evidence, *, reads_words: bool) -> dict[str, Any]:
    """The page of one piece of evidence."""
    frozen = one.frozen
    comparisons = [
        {"territory": other["territory"], "value": value({**frozen, **other})}
        for other in frozen.get("comparisons", ())
    ]
    return {
        **line(one, reads_words=reads_words),
        "label": frozen.get("label") or one.title,
        "value": value(frozen),
        "year": frozen.get("year"),
        "geography_year": frozen.get("geography_year"),
        "cautions": frozen.get("cautions") or [],
        "reason": frozen.get("reason") or "",
        "comparisons": comparisons,
        "pinned": f"le {day(timezone.localdate(one.pinned_at))}"
        + (f" par {one.pinned_by}" if one.pinned_by else ""),
        "theme": library.themes().get(frozen.get("theme", ""), ""),
        "is_indicator": one.kind == EvidenceKind.INDICATOR,
        "card_url": reverse("indicator", args=[one.indicator]) if one.indicator else "",
        "study_document": one.study_finding.study.document_id if one.study_finding else None,
    }


def _figure(figure: Any) -> str:
    if figure.value is None:
        return f"{figure.label} : valeur non communiquée"
    decimals = 0 if figure.value == figure.value.to_integral_value() else 1
    shown = number(float(figure.value), decimals=decimals)
    return f"{figure.label} : {shown} {figure.unit}".strip()
