"""Restitutions as pages print them."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from atelier.diagnosis.presenters import chain
from atelier.diagnosis.presenters import evidence as proofs
from atelier.meetings import presenters as meetings
from atelier.restitution.models import ElementKind, Production, Restitution
from atelier.restitution.queries import Choices
from atelier.restitution.rules import DRAFTS
from atelier.restitution.writing import library
from atelier.restitution.writing.checks import Unprintable
from atelier.restitution.writing.content import Content, Item, flag_of, proof_text
from atelier.restitution.writing.papers import Paper, Part, blanks
from atelier.ui.dates import day
from atelier.work import presenters as work
from atelier.work.models import Job, JobState
from maillage.base.french import plural


FORMAT_NAMES = {"pptx": "PowerPoint", "docx": "Word", "pdf": "PDF"}
READABLE = frozenset(library.FORMS) - {"presentation", "affiche"}
TONES = {
    ElementKind.WORDS: "said",
    ElementKind.DECISION: "todo",
}


def url(one: Restitution, page: str = "restitution", **arguments: Any) -> str:
    """Address of a page of the restitution."""
    known = {"demarche_id": one.demarche_id, "restitution_id": one.pk}
    return reverse(f"restitution:{page}", kwargs={**known, **arguments})


def production_url(one: Production) -> str:
    """Address of a document that was made."""
    return url(one.restitution, "production", production_id=one.pk)


def line(one: Restitution) -> dict[str, Any]:
    """One restitution in the list."""
    about = (
        one.instance.name if one.instance else "",
        one.audience,
        day(one.held_on) if one.held_on else "jour à fixer",
    )
    counted = plural(len(one.elements.all()), "élément")
    made = len(one.productions.all())
    return {
        "title": one.title,
        "url": url(one),
        "about": " · ".join(part for part in about if part),
        "counted": f"{counted}, {plural(made, 'document')}" if made else counted,
    }


def elements(content: Content) -> list[dict[str, Any]]:
    """What was chosen, in order, ready to be moved."""
    last = len(content.items)
    return [
        {
            "pk": one.element,
            "rank": rank,
            "kind": one.label or one.kind.label,
            "tone": TONES.get(one.kind, "established"),
            "title": one.title,
            "flag": one.flag,
            "note": one.state or one.source,
            "since": one.since,
            "is_first": rank == 1,
            "is_last": rank == last,
        }
        for rank, one in enumerate(content.items, start=1)
    ]


def choices(found: Choices, chosen: set[str]) -> list[dict[str, Any]]:
    """Everything that may be ticked, by kind; constats not validated apart, and folded."""
    established = [one for one in found.findings if one.status not in DRAFTS]
    drafts = [one for one in found.findings if one.status in DRAFTS]
    groups = [
        ("constats", "Constats validés", [_finding(one) for one in established]),
        ("chiffres", "Chiffres et faits épinglés", [_evidence(one) for one in found.evidence]),
        ("cartes", "Cartes et évolutions du portrait", [_drawing(one) for one in found.drawings]),
        ("paroles", "Paroles qui peuvent être citées", [_words(one) for one in found.words]),
        ("decisions", "Décisions", [_decision(one) for one in found.decisions]),
        ("brouillons", "Constats non validés", [_finding(one) for one in drafts]),
    ]
    return [
        {
            "id": name,
            "title": title,
            "empty": EMPTY[name],
            "is_draft": name == "brouillons",
            "is_short": name == "cartes",
            "choices": [{**one, "is_chosen": one["key"] in chosen} for one in rows],
            "count": sum(one["key"] in chosen for one in rows),
        }
        for name, title, rows in groups
        if rows or name != "brouillons"
    ]


EMPTY = {
    "constats": "Aucun constat n’est encore validé. Il l’est par le relevé du comité de pilotage.",
    "chiffres": "Aucun chiffre n’est épinglé. Épinglez-en depuis le portrait.",
    "cartes": "Le portrait de ce territoire n’a pas de carte à montrer.",
    "paroles": "Aucune parole ne peut être citée : l’accord se note dans la bibliothèque.",
    "decisions": "Aucune décision n’a été prise.",
    "brouillons": "",
}


def forms(one: Restitution, jobs: list[Job], *, drafts: bool) -> list[dict[str, Any]]:
    """Every ready document: what is under way, what was made last."""
    productions = [made for made in one.productions.all() if drafts or not made.has_drafts]
    return [
        {
            "id": name,
            "label": card.label,
            "pitch": card.pitch,
            "read_url": url(one, "text", form=name) if name in READABLE else "",
            "formats": [_format(one, name, fmt, productions, jobs) for fmt in card.formats],
        }
        for name, card in library.forms().items()
    ]


def _format(
    one: Restitution, form: str, fmt: str, productions: list[Production], jobs: list[Job]
) -> dict[str, Any]:
    made = [row for row in productions if (row.form, row.fmt) == (form, fmt)]
    asked = [job for job in jobs if (job.payload["form"], job.payload["fmt"]) == (form, fmt)]
    latest = asked[0] if asked and asked[0].state != JobState.DONE else None
    return {
        "name": FORMAT_NAMES[fmt],
        "fmt": fmt,
        "produce_url": url(one, "produce", form=form, fmt=fmt),
        "job": work.progress(latest) if latest else None,
        "made": [production(row) for row in made[:3]],
    }


def production(one: Production) -> dict[str, Any]:
    """A document that was made."""
    return {
        "url": production_url(one),
        "name": f"{library.forms()[one.form].label}, {FORMAT_NAMES[one.fmt]}",
        "size": one.size,
        "made_at": one.made_at,
        "by": str(one.made_by or ""),
        "has_drafts": one.has_drafts,
    }


def _finding(one: Any) -> dict[str, str]:
    return {
        "key": f"finding:{one.pk}",
        "text": f"C{one.number} — {one.statement}",
        "note": flag_of(one) or chain.validated(one),
        "tone": "warning" if flag_of(one) else "",
    }


def _evidence(one: Any) -> dict[str, str]:
    return {
        "key": f"evidence:{one.pk}",
        "text": _printed(one),
        "note": f"{one.get_kind_display()} · {proofs.source(one)}",
        "tone": "",
    }


def _printed(one: Any) -> str:
    """As documents will print it; one that cannot be printed keeps its title, and says so later."""
    try:
        return proof_text(one)
    except Unprintable:
        return one.title


def _drawing(one: dict[str, str]) -> dict[str, str]:
    return {"key": one["key"], "text": one["label"], "note": one["kind"], "tone": ""}


def _words(one: Any) -> dict[str, str]:
    who = " · ".join(part for part in (one.code, one.about) if part)
    return {"key": f"words:{one.pk}", "text": f"« {one.text} »", "note": who, "tone": ""}


def _decision(one: Any) -> dict[str, str]:
    told = meetings.decision(one)
    return {
        "key": f"decision:{one.pk}",
        "text": f"{told['number']} — {one.text}",
        "note": f"{one.instance.name}, {told['when']}",
        "tone": "",
    }


def slides(content: Content) -> list[dict[str, Any]]:
    """The deck as a page shows it, in the order of the file."""
    knots = [
        {"kind": one.kind, "title": one.title, "text": one.count, "note": one.example}
        for one in content.thread
    ]
    requests = content.requests or library.forms()["presentation"].requests
    return [
        _slide(
            "Ouverture", content.title, "established", lines=(content.message, content.audience)
        ),
        _slide("Le fil de la démarche", THREAD, "established", knots=knots),
        *[_slide_of(one) for one in content.items],
        _slide("Pour finir", ASKED, "todo", lines=requests),
    ]


THREAD = "De ce que l’on entend à ce que l’on décide"
ASKED = "Ce que nous vous demandons"
UNSAID = ("flag", "state", "value", "label", "drawing", "alternative", "source", "said")


def _slide_of(item: Item) -> dict[str, Any]:
    tone = TONES.get(item.kind, "established")
    drawing, figure = item.drawing, item.figure
    return {
        **_slide(item.label or item.kind.label, item.title, tone),
        "flag": item.flag,
        "state": item.state,
        "value": figure.value if figure else "",
        "label": f"{figure.label}, {figure.where}" if figure else "",
        # Drawn by the library, from released tables, the day it was chosen.
        "drawing": mark_safe(drawing.svg) if drawing else "",  # noqa: S308
        "alternative": drawing.alternative if drawing else "",
        "lines": [f"{one.stance} : {one.text}" for one in item.proofs],
        "source": item.source,
        "said": item.said,
    }


def _slide(kicker: str, title: str, tone: str, **more: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(UNSAID, "")
    lines = [one for one in more.pop("lines", ()) if one]
    return {
        "kicker": kicker,
        "title": title,
        "tone": tone,
        "knots": [],
        **nothing,
        **more,
        "lines": lines,
    }


def downloads(one: Restitution, form: str) -> list[dict[str, str]]:
    """What can be asked of a document read as a page."""
    return [
        {"name": FORMAT_NAMES[fmt], "url": url(one, "produce", form=form, fmt=fmt)}
        for fmt in library.forms()[form].formats
    ]


def paper(one: Paper) -> dict[str, Any]:
    """A paper as a page: its blanks apart, its drawings safe."""
    return {
        "title": one.title,
        "subtitle": one.subtitle,
        "closing": blanks(one.closing),
        "parts": [_part(part) for part in one.parts],
    }


def _part(one: Part) -> dict[str, Any]:
    shown = one.shown
    return {
        "heading": one.heading,
        "paragraphs": [blanks(text) for text in (*one.paragraphs, *shown.paragraphs)],
        "lines": shown.lines,
        "is_numbered": shown.is_numbered,
        "figures": shown.figures,
        "quotes": [
            {"text": quote.text.strip("« »\u00a0"), "who": quote.who} for quote in shown.quotes
        ],
        "drawings": [
            {
                "title": drawing.title,
                # Drawn by the library, from released tables, the day it was chosen.
                "svg": mark_safe(drawing.svg),  # noqa: S308
                "alternative": drawing.alternative,
                "source": source,
            }
            for drawing, source in shown.drawings
        ],
        "headings": shown.headings,
        "rows": shown.rows,
    }
