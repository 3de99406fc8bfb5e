"""Which writer makes which document."""

from dataclasses import dataclass

from atelier.restitution.models import Restitution
from atelier.restitution.printing.sheets import as_pdf
from atelier.restitution.printing.slides import presentation
from atelier.restitution.printing.word import as_word
from atelier.restitution.writing import checks, library
from atelier.restitution.writing.content import content_of
from atelier.restitution.writing.followed import followed_of
from atelier.restitution.writing.papers import Paper, paper_of


DECK, FOLLOWED = "presentation", "suites"
MEDIA_TYPES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Made:
    """A document, and what was chosen but is not in it."""

    content: bytes
    has_drafts: bool
    left_out: tuple[str, ...] = ()


def made(restitution: Restitution, form: str, fmt: str) -> Made:
    """One document. Raises Unprintable; KeyError for a form or a format that does not exist."""
    card = library.forms()[form]
    if fmt not in card.formats:
        raise KeyError(fmt)
    content = content_of(restitution)
    if form == DECK:
        slides = presentation(content, content.requests or card.requests)
        return Made(slides, content.has_drafts, content.left_out)
    paper = paper_for(restitution, form)
    write = as_word if fmt == "docx" else as_pdf
    return Made(write(paper), paper.has_drafts, content.left_out)


def paper_for(restitution: Restitution, form: str, *, drafts: bool = True) -> Paper:
    """The paper of this form, read once more for names. Raises Unprintable.

    drafts   False for whoever may not read constats that are not validated
    """
    content = content_of(restitution, drafts=drafts)
    followed = followed_of(restitution, drafts=drafts) if form == FOLLOWED else ()
    paper = paper_of(content, form, followed)
    checks.check_names(checks.residents(restitution.demarche), paper.texts())
    return paper
