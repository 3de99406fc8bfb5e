"""A figure on a page of its own: drawing, sentence, table twin. No script, prints on white."""

from html import escape

from maillage.base.look import CARD, INK, LINE, SOFT, TEXT_FONT, TITLE_FONT
from maillage.charts.figure import Figure


STYLE = f"""body{{margin:2rem auto;max-width:62rem;padding:0 1rem;color:{INK};background:{CARD};
font-family:{TEXT_FONT};line-height:1.5}}
h1{{font-family:{TITLE_FONT};font-weight:500}}
figure{{margin:0;overflow-x:auto}}
svg{{max-width:100%;height:auto}}
table{{border-collapse:collapse;margin-top:1.5rem;width:100%}}
caption,th,td{{text-align:left;padding:.3rem .6rem;border-bottom:1px solid {LINE}}}
caption,.source{{color:{SOFT}}}
@media print{{body{{background:#fff;margin:0}}}}"""


def figure_page(figure: Figure) -> str:
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


def _table(figure: Figure) -> str:
    rows = figure.rows()
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in figure.columns.values())
    lines = "\n".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row.values())}</tr>" for row in rows
    )
    return (
        f"<table><caption>Les mêmes données en tableau</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{lines}\n</tbody></table>"
    )
