"""The « dossier de séance »: agenda, figures, documents, relevé to fill; as PDF and as Word.

One plan, two writers: both print the same parts in the same order. Figures are the evidence already
released and pinned; nothing is computed here.
"""

import io
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils import timezone
from docx import Document
from docx.shared import Cm

from atelier.diagnosis import queries as diagnosis
from atelier.diagnosis.models import Verdict
from atelier.diagnosis.presenters import chain
from atelier.meetings import presenters, queries
from atelier.meetings.models import Meeting, MeetingStatus
from atelier.portraits.places import FICTITIOUS
from atelier.restitution.writing.content import SINCE
from atelier.ui.dates import day, moment
from maillage.reports.pdf import compile_pdf


LINES_TO_FILL = 6


@dataclass
class Part:
    """One part of the folder: a title, paragraphs, a table, empty lines to write on."""

    title: str
    lines: list[str] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)
    to_fill: int = 0


@dataclass
class Folder:
    """The whole folder."""

    title: str
    subtitle: str
    parts: list[Part]
    kind: str = "Dossier de séance"
    notice: str = ""


HEADS = ("N°", "Décision", "Qui", "Pour le")
TO_FILL = Part("Relevé de décisions, à remplir en séance", heads=HEADS, to_fill=LINES_TO_FILL)


def folder_of(meeting: Meeting, *, drafts: bool = True) -> Folder:
    """What everyone needs on the table for this meeting.

    drafts   with the constats proposed to it, which not every reader may see yet
    """
    agenda = [
        (
            str(number),
            point.title + (" (à décider)" if point.asks_decision else ""),
            f"{point.minutes} min" if point.minutes else "",
            str(point.presenter or ""),
        )
        for number, point in enumerate(meeting.agenda.all(), start=1)
    ]
    follow = [
        (one["number"], one["text"], one["carried_by"], one["due"])
        for one in map(
            presenters.decision, queries.open_decisions(meeting.instance, before=meeting)
        )
    ]
    is_held = meeting.status == MeetingStatus.HELD
    findings = (
        diagnosis.validated_in(meeting.demarche, meeting.pk)
        if is_held
        else diagnosis.findings(meeting.demarche, drafts=drafts, status="proposed")
    )
    proposed = [chain.whole_finding(one, reads_words=False) for one in findings]
    kind = "Constat validé" if is_held else "Constat proposé"
    attended = [
        (str(one.person), str(one.person.organisation or ""), "")
        for one in meeting.attendances.all()
    ]
    files = [(one.title, str(one.added_by or "")) for one in queries.documents(meeting)]
    parts = [
        Part("Ordre du jour", heads=("", "Point", "Durée", "Par"), rows=agenda),
        Part("Décisions à suivre", heads=HEADS, rows=follow),
        *[_finding(one, kind) for one in proposed],
        Part("Documents", heads=("Document", "Ajouté par"), rows=files),
        Part("Présences", heads=("Nom", "Organisation", "Signature"), rows=attended),
        _written(meeting) if is_held else TO_FILL,
    ]
    return Folder(
        title=presenters.full_title(meeting),
        subtitle=" · ".join(
            told
            for told in (
                moment(meeting.starts_at, meeting.ends_at),
                meeting.place,
                meeting.demarche.territory_name,
            )
            if told
        ),
        parts=[part for part in parts if part.rows or part.to_fill or part.lines],
        notice="Territoire fictif" if meeting.demarche.shelf == FICTITIOUS else "",
    )


def as_word(folder: Folder) -> bytes:
    """The folder as an editable document."""
    paper = Document()
    for section in paper.sections:
        section.left_margin = section.right_margin = Cm(2)
    paper.core_properties.title = folder.title
    paper.add_heading(folder.title, level=0)
    paper.add_paragraph(folder.subtitle)
    for part in folder.parts:
        paper.add_heading(part.title, level=1)
        for line in part.lines:
            paper.add_paragraph(line)
        if part.heads:
            rows = part.rows or [("",) * len(part.heads)] * part.to_fill
            table = paper.add_table(rows=1, cols=len(part.heads), style="Table Grid")
            for cell, head in zip(table.rows[0].cells, part.heads, strict=True):
                cell.text = head
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def as_pdf(folder: Folder) -> bytes:
    """The folder as pages to print, accessible and titled."""
    today = timezone.localdate()
    data = {**asdict(folder), "date": day(today)}
    return compile_pdf(data, template="dossier", made_on=today.isoformat())


def name_of(meeting: Meeting) -> str:
    """« dossier-2027-03-01 »."""
    return f"dossier-{timezone.localdate(meeting.starts_at):%Y-%m-%d}"


def _finding(one: dict[str, Any], kind: str) -> Part:
    proofs = [line for link in one["links"] for line in _proof(link)]
    title = f"{kind} {one['number']} — {one['statement']}"
    return Part(title, lines=[one["proof"]["summary"], *proofs])


def _written(meeting: Meeting) -> Part:
    """What was decided that day; nothing is left to fill."""
    told = [presenters.decision(one) for one in meeting.decisions.order_by("number")]
    rows = [(one["number"], one["text"], one["carried_by"], one["due"]) for one in told]
    lines = [] if rows else ["Aucune décision n’a été enregistrée."]
    return Part("Relevé de décisions", lines=lines, heads=HEADS if rows else (), rows=rows)


def _proof(link: dict[str, Any]) -> list[str]:
    """What it says as it was pinned, then what a newer vintage did to it, as restitutions say."""
    told = f"{link['stance']} : {link['title']} ({link['source']})"
    is_newer = link["change"] and link["verdict"] != Verdict.CONFIRMED.label
    return [told, f"{SINCE} : {link['change']}."] if is_newer else [told]
