"""A codebook, texts, and the excerpts people coded in them.

Places in a text are counted in code points, the end not included, as REFI-QDA counts them: an emoji
is one, a line ending of Windows is two. Identifiers are kept as given, whatever their case.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import NAMESPACE_URL, uuid5


@dataclass(frozen=True)
class Code:
    """A word of the codebook, and those below it.

    colour      `#rrggbb`, or nothing
    is_codable  False for a heading that codes nothing itself
    notes       guids of the notes about it
    """

    guid: str
    name: str
    colour: str = ""
    description: str = ""
    is_codable: bool = True
    children: tuple["Code", ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeSet:
    """Codes put together across the tree. `codes` are guids."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """Codes in the order of the book."""

    codes: tuple[Code, ...] = ()
    sets: tuple[CodeSet, ...] = ()

    def walk(self) -> Iterator[tuple[tuple[str, ...], Code]]:
        """Every code with the names above it, parents first."""
        for code in self.codes:
            yield from _below((), code)

    def by_guid(self) -> dict[str, Code]:
        """Guid in lower case, without braces → code."""
        return {same(code.guid): code for _, code in self.walk()}


def _below(above: tuple[str, ...], code: Code) -> Iterator[tuple[tuple[str, ...], Code]]:
    yield above, code
    for child in code.children:
        yield from _below((*above, code.name), child)


@dataclass(frozen=True)
class Trace:
    """Who and when: guids of users and dates, as written in the file; empty when unknown."""

    created_by: str = ""
    created_on: str = ""
    modified_by: str = ""
    modified_on: str = ""


@dataclass(frozen=True)
class Coding:
    """One code given to an excerpt or a whole text. `code` is the guid of the code."""

    guid: str
    code: str
    trace: Trace = Trace()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Excerpt:
    """A slice of a text, `text[start:end]` in code points, and its codings."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    codings: tuple[Coding, ...] = ()
    trace: Trace = Trace()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A text, or a note.

    codings  those of the whole text
    inline   whether the text was written inside the project file rather than beside it
    rich     the same text with its layout (internal://….docx), if any
    values   variable values, as XML of the project file
    """

    guid: str
    name: str
    text: str
    description: str = ""
    excerpts: tuple[Excerpt, ...] = ()
    codings: tuple[Coding, ...] = ()
    trace: Trace = Trace()
    notes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    inline: bool = False
    rich: str = ""


@dataclass(frozen=True)
class Person:
    """Someone who codes."""

    guid: str
    name: str = ""
    id: str = ""


@dataclass(frozen=True)
class Project:
    """Everything exchanged.

    others  sources that are not texts (pictures, sounds…), as XML: (place among sources, XML)
    kept    parts we do not use, as XML, by the name of their element: Variables, Cases, Links…
    files   files of the archive beside the texts, by their path, as they are
    """

    name: str
    people: tuple[Person, ...] = ()
    codebook: Codebook = Codebook()
    sources: tuple[Source, ...] = ()
    notes: tuple[Source, ...] = ()
    description: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    others: tuple[tuple[int, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)

    def named(self, name: str) -> "Project":
        """The same under another name."""
        return replace(self, name=name)


def same(guid: str) -> str:
    """Two guids that differ by case or braces are the same one."""
    return guid.strip().strip("{}").lower()


def new_guid(*parts: object) -> str:
    """A guid made from what it identifies: the same parts always give the same one."""
    return str(uuid5(NAMESPACE_URL, "maillage:" + "\x1f".join(str(part) for part in parts)))
