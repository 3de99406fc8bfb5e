"""Which writer makes which document."""

from dataclasses import dataclass

from atelier.restitution.models import Restitution
from atelier.restitution.printing.slides import presentation
from atelier.restitution.writing import library
from atelier.restitution.writing.content import Content, content_of


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
    content = content_of(restitution)
    if fmt not in card.formats:
        raise KeyError(fmt)
    return Made(written(content, form, fmt), content.has_drafts, content.left_out)


def written(content: Content, form: str, fmt: str) -> bytes:
    """Its bytes."""
    return presentation(content, content.requests or library.forms()[form].requests)
