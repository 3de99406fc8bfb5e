"""Pages and tables of an archive that read without Maillage: decisions, constats, journal."""

import csv
import io
from typing import Any

from django.template.loader import render_to_string

from atelier.archives.presenters import journal
from atelier.archives.presenters.journal import plain
from atelier.archives.queries.journal import imports
from atelier.audit.queries import of_demarche
from atelier.demarches.models import Demarche
from atelier.diagnosis.models import Finding
from atelier.meetings.models import Decision
from atelier.ui.dates import day


DECISION_HEADS = (
    "N°",
    "Date",
    "Instance",
    "Nature",
    "Décision",
    "Adoptée",
    "Suite",
    "Ce qui a été fait",
)
FINDING_HEADS = (
    "N°",
    "Constat",
    "Précisions",
    "État",
    "Validé le",
    "Décision",
    "Qui est compétent",
    "Preuves",
)


def pages(demarche: Demarche) -> dict[str, str]:
    """Name of each readable file → its text."""
    decided = [_decision(one) for one in _decisions(demarche)]
    found = [_finding(one) for one in _findings(demarche)]
    documents = list(demarche.documents.select_related("added_by").order_by("added_at", "pk"))
    lines = of_demarche(demarche.pk).order_by("at", "pk")
    told = {
        "demarche": demarche,
        "decisions": [dict(zip(DECISION_HEADS, row, strict=True)) for row in decided],
        "findings": [dict(zip(FINDING_HEADS, row, strict=True)) for row in found],
        "documents": documents,
    }
    return {
        "lisez-moi.html": render_to_string("archives/pack/index.html", told),
        "decisions.html": _page("Décisions", DECISION_HEADS, decided),
        "decisions.csv": table(DECISION_HEADS, decided),
        "constats.html": _page("Constats", FINDING_HEADS, found),
        "constats.csv": table(FINDING_HEADS, found),
        "journal.csv": "\ufeff" + journal.table(lines, imports(demarche.pk)),
    }


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """CSV as French spreadsheets open it."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


def _page(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return render_to_string(
        "archives/pack/table.html", {"title": title, "heads": heads, "rows": rows}
    )


def _decisions(demarche: Demarche) -> Any:
    return demarche.decisions.select_related("instance").order_by("decided_on", "number")


def _findings(demarche: Demarche) -> Any:
    return (
        demarche.findings.select_related("validated_in__instance")
        .prefetch_related("links__evidence")
        .order_by("number")
    )


def _decision(one: Decision) -> tuple[str, ...]:
    return (
        f"D{one.number}",
        day(one.decided_on),
        str(one.instance),
        one.get_kind_display(),
        one.text,
        "oui" if one.is_approved else "non",
        one.get_status_display(),
        one.follow_up,
    )


def _finding(one: Finding) -> tuple[str, ...]:
    proofs = (f"{link.get_stance_display()} : {link.evidence.title}" for link in one.links.all())
    return (
        f"C{one.number}",
        one.statement,
        one.detail,
        one.get_status_display(),
        day(one.validated_on) if one.validated_on else "",
        f"D{one.validated_in.number} ({one.validated_in.instance})" if one.validated_in else "",
        ", ".join(map(str, one.competent)),
        "\n".join(proofs),
    )
