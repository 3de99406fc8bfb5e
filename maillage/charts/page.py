"""A figure on a page of its own: drawing, sentence, table twin. No script, prints on white."""

from collections.abc import Mapping
from html import escape
from typing import Protocol

from maillage.base.look import CARD, INK, LINE, SOFT, TEXT_FONT, TITLE_FONT


STYLE = f"""body{{margin:2rem auto;max-width:62rem;padding:0 1rem;color:{INK};background:{CARD};
font-family:{TEXT_FONT};line-height:1.5}}
h1{{font-family:{TITLE_FONT};font-weight:500}}
figure{{margin:0;overflow-x:auto}}
svg{{max-width:100%;height:auto}}
table{{border-collapse:collapse;margin-top:1.5rem;width:100%}}
caption,th,td{{text-align:left;padding:.3rem .6rem;border-bottom:1px solid {LINE}}}
caption,.source{{color:{SOFT}}}
@media print{{body{{background:#fff;margin:0}}}}"""


class Drawn(Protocol):
    """A chart or a map: drawing, sentence, source, table twin under headings."""

    @property
    def title(self) -> str:
        """What is shown, with place and year."""
        ...

    @property
    def source_line(self) -> str:
        """Publisher, source, year, geography."""
        ...

    @property
    def alternative(self) -> str:
        """For who cannot see the drawing."""
        ...

    @property
    def columns(self) -> Mapping[str, str]:
        """Column of the table → French heading."""
        ...

    def svg(self) -> str:
        """The drawing."""
        ...

    def rows(self) -> list[dict[str, str]]:
        """The table twin."""
        ...


def figure_page(figure: Drawn) -> str:
    """A standalone HTML page for one figure."""
    return f"""<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(figure.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{escape(figure.title)}</h1>
<figure>
<div role="img" aria-label="{escape(figure.alternative)}">{figure.svg()}</div>
<figcaption>{escape(figure.alternative)}</figcaption>
</figure>
<p class="source">{escape(figure.source_line)}</p>
{_table(figure)}
</main>
</body>
</html>
"""


def _table(figure: Drawn) -> str:
    rows = figure.rows()
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in figure.columns.values())
    lines = "\n".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row.values())}</tr>" for row in rows
    )
    return (
        f"<table><caption>Les mêmes données en tableau</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{lines}\n</tbody></table>"
    )
