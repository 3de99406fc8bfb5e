"""A ready document, part by part: the words of its card, then what the restitution shows.

Word, PDF and web pages print the same papers. No number is written here: they come with the items.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from atelier.restitution.models import ElementKind
from atelier.restitution.writing import library
from atelier.restitution.writing.content import VALIDATED, Content, Drawing, Item
from atelier.restitution.writing.followed import HEADINGS, Answered


UNNAMED = "[nom exact de l’assemblée délibérante]"
BLANK = re.compile(r"(\[[^\]]+\])")


@dataclass(frozen=True)
class Line:
    """One thing in a list: its sentence, « non validé », what is said beneath."""

    text: str
    flag: str = ""
    note: str = ""


@dataclass(frozen=True)
class Quote:
    """Words, and who says them, without a name."""

    text: str
    who: str


@dataclass(frozen=True)
class Shown:
    """What a part shows besides its paragraphs."""

    paragraphs: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    is_numbered: bool = False
    is_small: bool = False
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Item, ...] = ()
    drawings: tuple[tuple[Drawing, str], ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, ...], ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print."""
        held = (self.paragraphs, self.lines, self.quotes, self.figures, self.drawings, self.rows)
        return not any(held)


@dataclass(frozen=True)
class Part:
    """A titled part."""

    heading: str
    paragraphs: tuple[str, ...]
    shown: Shown


@dataclass(frozen=True)
class Paper:
    """A whole document. `notice` is printed on every page when it is not empty."""

    form: str
    title: str
    subtitle: str
    organisation: str
    territory: str
    notice: str
    colour: str
    parts: tuple[Part, ...]
    closing: str = ""
    has_drafts: bool = False
    logo: bytes = field(default=b"", repr=False)

    def texts(self) -> Iterator[str]:
        """Every sentence that could name someone."""
        yield from (self.title, self.subtitle, self.closing)
        for part in self.parts:
            yield from (part.heading, *part.paragraphs, *part.shown.paragraphs)
            for row in part.shown.rows:
                yield from (text for cell in row for text in cell)


def paper_of(content: Content, form: str, followed: Sequence[Answered] = ()) -> Paper:
    """The document of this form."""
    card = library.forms()[form]
    names = {
        "territoire": content.territory,
        "organisation": content.organisation,
        "l_organisation": with_article(content.organisation),
        "demarche": content.demarche,
        "titre": content.title,
        "message": content.message,
        "accroche": content.message or content.title,
        "pour_qui": content.audience,
        "jour": content.when,
        "instance": content.instance,
        "assemblee": content.assembly or UNNAMED,
        "autres": _others(content.others),
    }
    about = " · ".join(one for one in (content.territory, content.instance, content.when) if one)
    drafts = any(one.has_drafts for one in followed)
    return Paper(
        form=form,
        title=library.filled(card.title, names),
        subtitle=about,
        organisation=content.organisation,
        territory=content.territory,
        notice=content.notice,
        colour=content.colour,
        parts=tuple(_parts(card, names, content, followed)),
        closing=library.filled(card.closing, names),
        has_drafts=content.has_drafts or drafts,
        logo=content.logo,
    )


def blanks(text: str) -> list[tuple[str, bool]]:
    """The text in pieces; those left to fill are marked: `[date]`."""
    return [(piece, bool(BLANK.fullmatch(piece))) for piece in BLANK.split(text) if piece]


def with_article(name: str) -> str:
    """« le CCAS de Valmeyrac »; the name alone when its first word is not known."""
    first = name.split(" ", 1)[0].lower()
    article = next((one for one, nouns in ARTICLES.items() if first in nouns), "")
    return f"{article} {name}".strip()


ARTICLES = {
    "le": {"ccas", "cias", "centre", "département", "conseil", "syndicat", "pôle"},
    "la": {"commune", "ville", "mairie", "communauté", "métropole", "caf", "msa", "cc", "ca"},
}


def _parts(
    card: library.FormCard, names: dict[str, str], content: Content, followed: Sequence[Answered]
) -> Iterator[Part]:
    """The parts that have something to say."""
    for one in card.parts:
        if one.councils and content.council not in one.councils:
            continue
        shown = SHOWS[one.show](content, followed) if one.show else Shown()
        told = tuple(filter(None, (library.filled(text, names).strip() for text in one.text)))
        if one.show and shown.is_empty:
            if not (one.empty or told):
                continue
            told = (*told, *([library.filled(one.empty, names)] if one.empty else []))
        # A title alone, above nothing chosen, is not printed.
        if told or not shown.is_empty:
            yield Part(library.filled(one.heading, names), told, shown)


def _others(bodies: Sequence[str]) -> str:
    """A blank that says for whom else the paper is to be written again; empty without any."""
    if not bodies:
        return ""
    return f"[Le même rapport est dû à : {' ; '.join(bodies)}. Reprenez ce projet pour chacun.]"


def _findings(content: Content, _followed: Any) -> Shown:
    return _numbered(content.of(ElementKind.FINDING))


def _validated(content: Content, _followed: Any) -> Shown:
    """What an assembly may take note of."""
    return _numbered([one for one in content.of(ElementKind.FINDING) if not one.flag])


def _unvalidated(content: Content, _followed: Any) -> Shown:
    return _numbered([one for one in content.of(ElementKind.FINDING) if one.flag])


def _numbered(findings: Sequence[Item]) -> Shown:
    lines = []
    for one in findings:
        sources = list(dict.fromkeys(proof.source for proof in one.proofs if not proof.is_said))
        rested = f"D’après : {' ; '.join(sources)}." if sources else ""
        note = " ".join(part for part in (f"{one.state}." if one.state else "", rested) if part)
        lines.append(Line(one.title, one.flag, note))
    return Shown(lines=tuple(lines), is_numbered=True)


def _statements(content: Content, _followed: Any) -> Shown:
    """What residents are told is what was validated: the rest is still being discussed."""
    found = [one for one in content.of(ElementKind.FINDING) if not one.flag]
    return Shown(lines=tuple(Line(one.title) for one in found))


def _argument(content: Content, _followed: Any) -> Shown:
    """The constats in a sentence, and in another those that no instance has validated yet."""
    found = content.of(ElementKind.FINDING)
    told = _quoted([one for one in found if not one.flag])
    waiting = _quoted([one for one in found if one.flag])
    return Shown(
        paragraphs=(
            *([f"Elle fait ressortir : {told}."] if told else []),
            *([f"Restent à valider : {waiting}."] if waiting else []),
        )
    )


def _quoted(found: Sequence[Item]) -> str:
    """« … » (validé en COPIL du 1er mars 2027) ; « … »."""
    told = []
    for one in found:
        state = one.flag or one.state
        about = f" ({state[:1].lower()}{state[1:]})" if state else ""
        told.append(f"« {one.title.rstrip(' .')} »{about}")
    return " ; ".join(told)


def _figures(content: Content, _followed: Any) -> Shown:
    return Shown(figures=tuple(content.of(ElementKind.EVIDENCE)))


def _drawings(content: Content, _followed: Any) -> Shown:
    found = content.of(ElementKind.MAP, ElementKind.TREND)
    return Shown(drawings=tuple((one.drawing, one.source) for one in found if one.drawing))


def _words(content: Content, _followed: Any) -> Shown:
    found = content.of(ElementKind.WORDS)
    return Shown(quotes=tuple(Quote(one.title, one.source) for one in found))


def _decisions(content: Content, _followed: Any) -> Shown:
    found = content.of(ElementKind.DECISION)
    return Shown(lines=tuple(Line(one.title, note=f"{one.state}.") for one in found))


def _measures(content: Content, _followed: Any) -> Shown:
    """What there is to do: the validation of a constat calls for no money and no action."""
    found = [one for one in content.of(ElementKind.DECISION) if not one.state.startswith(VALIDATED)]
    return Shown(lines=tuple(Line(one.title, note=f"{one.state}.") for one in found))


def _requests(content: Content, _followed: Any) -> Shown:
    return Shown(lines=tuple(Line(one) for one in content.requests), is_numbered=True)


def _thread(content: Content, _followed: Any) -> Shown:
    return Shown(lines=tuple(Line(f"{one.title} : {one.count}") for one in content.thread))


def _sources(content: Content, _followed: Any) -> Shown:
    return Shown(lines=tuple(Line(one) for one in content.sources), is_small=True)


def _followed(_content: Content, followed: Sequence[Answered]) -> Shown:
    rows = tuple(
        ((one.said, one.where), one.supposed, one.established, one.decided) for one in followed
    )
    return Shown(headings=HEADINGS, rows=rows)


SHOWS = {
    "findings": _findings,
    "validated": _validated,
    "unvalidated": _unvalidated,
    "statements": _statements,
    "argument": _argument,
    "figures": _figures,
    "drawings": _drawings,
    "words": _words,
    "decisions": _decisions,
    "measures": _measures,
    "requests": _requests,
    "thread": _thread,
    "followed": _followed,
    "sources": _sources,
}
