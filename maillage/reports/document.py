"""The document: titled sections made of a few kinds of blocks, before it becomes HTML or PDF.

A section module says what is written; a renderer says how it looks. Blocks carry printed text only:
no number is computed or formatted after this point.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Literal


Tone = Literal["lead", "body", "note", "mark"]
Align = Literal["left", "right"]


@dataclass(frozen=True)
class Run:
    """A piece of a sentence; the strong ones are the figures."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Block:
    """Anything a section is made of. `kind` names it in the renderers."""

    kind: ClassVar[str] = "block"

    def data(self) -> dict[str, Any]:
        """The block as plain JSON, for the PDF template."""
        return {"kind": self.kind, **asdict(self)}


@dataclass(frozen=True)
class Paragraph(Block):
    """One paragraph."""

    runs: tuple[Run, ...]
    tone: Tone = "body"
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class Subheading(Block):
    """A title inside a section."""

    text: str
    kind: ClassVar[str] = "subheading"


@dataclass(frozen=True)
class Bullets(Block):
    """A short list."""

    items: tuple[str, ...]
    kind: ClassVar[str] = "bullets"


@dataclass(frozen=True)
class KeyFigure:
    """A large number, what it counts, and what to compare it with."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True)
class KeyFigures(Block):
    """Large numbers side by side, `across` to a line."""

    items: tuple[KeyFigure, ...]
    across: int = 3
    kind: ClassVar[str] = "key_figures"


@dataclass(frozen=True)
class Finding:
    """A sentence with its figures, a detail beneath, the strip beside."""

    runs: tuple[Run, ...]
    detail: str = ""
    strip: str = ""
    strip_text: str = ""


@dataclass(frozen=True)
class Findings(Block):
    """Sentences one under the other, separated by hairlines."""

    items: tuple[Finding, ...]
    kind: ClassVar[str] = "findings"


@dataclass(frozen=True)
class Column:
    """A column; `share` is its part of the width, relative to the others."""

    label: str
    align: Align = "left"
    share: float = 1.0


@dataclass(frozen=True)
class Cell:
    """Printed text, or a strip with its alternative text."""

    text: str = ""
    strong: bool = False
    soft: bool = False
    strip: str = ""


@dataclass(frozen=True)
class Table(Block):
    """A table with its caption; the first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    compact: bool = False
    kind: ClassVar[str] = "table"


@dataclass(frozen=True)
class Picture(Block):
    """A figure: drawing, alternative text, source, and its table twin (headings, then rows)."""

    title: str
    svg: str
    alternative: str
    source: str = ""
    twin: tuple[tuple[str, ...], ...] = ()
    height: float = 0.0
    kind: ClassVar[str] = "picture"


@dataclass(frozen=True)
class Pair(Block):
    """Two groups of blocks side by side on a wide page, one after the other on a phone.

    stacked  one after the other in print too, each over the full width
    """

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    stacked: bool = False
    kind: ClassVar[str] = "pair"

    def data(self) -> dict[str, Any]:
        """Both sides, each block with its kind."""
        return {
            "kind": self.kind,
            "stacked": self.stacked,
            "left": [block.data() for block in self.left],
            "right": [block.data() for block in self.right],
        }


@dataclass(frozen=True)
class Section:
    """A titled part. `identifier` is its anchor; `opens_page` starts a new page of the PDF."""

    identifier: str
    title: str
    blocks: tuple[Block, ...]
    intro: str = ""
    opens_page: bool = True
    level: int = 1

    def data(self) -> dict[str, Any]:
        """The section as plain JSON."""
        return {
            **{name: getattr(self, name) for name in ("identifier", "title", "intro", "level")},
            "opens_page": self.opens_page,
            "blocks": [block.data() for block in self.blocks],
        }


@dataclass(frozen=True)
class Cover:
    """The first page: what it is, of whom, when."""

    kind: str
    name: str
    subtitle: str
    date: str
    svg: str = ""
    svg_text: str = ""


@dataclass(frozen=True)
class Document:
    """A whole document. `notice` is printed on every page when it is not empty."""

    cover: Cover
    sections: tuple[Section, ...]
    made_on: str
    notice: str = ""
    language: str = "fr"
    publisher: str = field(default="Maillage")

    def data(self) -> dict[str, Any]:
        """The document as plain JSON."""
        return {
            "cover": asdict(self.cover),
            "notice": self.notice,
            "publisher": self.publisher,
            "sections": [section.data() for section in self.sections],
        }

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order, those of pairs included."""
        for section in self.sections:
            yield from _flat(section.blocks)


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks, and the ones inside pairs."""
    for block in blocks:
        if isinstance(block, Pair):
            yield from _flat((*block.left, *block.right))
        else:
            yield block


def plain(text: str, *, tone: Tone = "body") -> Paragraph:
    """A paragraph without strong words."""
    return Paragraph(runs=(Run(text),), tone=tone)
