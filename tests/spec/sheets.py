"""Method sheets that are run: each section computes what it prints, and checks it.

A module `tests/spec/test_<method>.py` makes one `Sheet`, marks its sections, and tests them with
`parametrize`. `python -m tests.spec` writes every sheet into `docs/methodes/`; a test fails when a
committed sheet differs from what the code says today.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


FOLDER = Path(__file__).resolve().parents[2] / "docs" / "methodes"
NOTICE = "<!-- Écrit par « python -m tests.spec » : ne pas modifier à la main. -->"


@dataclass
class Page:
    """What a section has written, in Markdown."""

    lines: list[str] = field(default_factory=list)

    def text(self, *paragraphs: str) -> None:
        """Paragraphs of plain French, in Markdown."""
        for paragraph in paragraphs:
            self.lines += [paragraph, ""]

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """A table; cells are printed as given: format the numbers before."""
        self.lines.append("| " + " | ".join(heads) + " |")
        self.lines.append("|" + "---|" * len(heads))
        self.lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
        self.lines.append("")

    def code(self, text: str, *, language: str = "") -> None:
        """A command or an extract of a file, as typed."""
        self.lines += [f"```{language}", text.strip("\n"), "```", ""]


Section = Callable[[Page], None]


@dataclass
class Sheet:
    """One method sheet: `name` is its file in docs/methodes, `title` and `purpose` open it."""

    name: str
    title: str
    purpose: str
    sections: list[tuple[str, Section]] = field(default_factory=list)

    def section(self, heading: str) -> Callable[[Section], Section]:
        """Mark a function as the next section. It writes on the page and asserts what it claims."""

        def keep(section: Section) -> Section:
            self.sections.append((heading, section))
            return section

        return keep

    @property
    def path(self) -> Path:
        """Where the sheet is committed."""
        return FOLDER / f"{self.name}.md"

    def render(self) -> str:
        """The whole sheet, every section run."""
        page = Page([NOTICE, "", f"# {self.title}", "", self.purpose, ""])
        for heading, section in self.sections:
            page.lines += [f"## {heading}", ""]
            section(page)
        return "\n".join(page.lines).rstrip("\n") + "\n"

    def is_up_to_date(self) -> bool:
        """Whether the committed sheet is what the code says."""
        return self.path.is_file() and self.path.read_text(encoding="utf-8") == self.render()
