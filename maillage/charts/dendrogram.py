"""Dendrogram: how the classes of texts were separated, and the words that distinguish each.

The further left a fork, the higher the χ² that separates its two sides. A fork never stands to the
right of the forks below it, even when its χ² is smaller; the true values are in the sentence.
"""

from typing import Any

import altair as alt
import polars as pl

from maillage.base.french import join_words, number, plural, with_unit
from maillage.base.look import BLUE, CLAY, GREEN, INK, SOFT
from maillage.charts.figure import Caption, Figure
from maillage.disclosure import ReleasedTable, release
from maillage.qualitative.reinert.classes import Classes
from maillage.qualitative.reinert.profiles import notable
from maillage.qualitative.reinert.tree import Node


# A corpus has its own regime: a class gathers passages, not people.
REGIME = "corpus"
WORDS_SHOWN = 8
COLOURS = (BLUE, CLAY, GREEN, "#7c3526", "#7a5a10", "#3f6f88", SOFT)
ROW, WIDTH, ROOM = 58, 300, 420


def class_colour(number_: int) -> str:
    """The colour of a class, the same in every figure; words are readable in it."""
    return COLOURS[(number_ - 1) % len(COLOURS)]


def dendrogram(classes: Classes, *, title: str, source_line: str) -> Figure:
    """The tree of a simple classification, one line per terminal class.

    When two classifications were crossed, it is the tree of the first one.
    """
    classes = classes.simple
    table = class_table(classes)
    caption = Caption(title=title, source_line=source_line, unit="count")
    return Figure(
        specification=_specification(classes, table),
        table=table,
        alternative=_alternative(classes, table, title),
        caption=caption,
        columns={
            "class": "Classe",
            "value": "Segments",
            "share": "Part des segments classés",
            "words": "Mots qui la distinguent",
        },
    )


def class_table(classes: Classes) -> ReleasedTable:
    """One row per class: class, value (segments), share (as printed), words, status."""
    whole = int((classes.labels > 0).sum())
    rows = [
        {
            "class": str(one),
            "value": float(classes.size(one)),
            "share": with_unit(100 * classes.size(one) / whole, "percent"),
            "words": ", ".join(_words(classes, one)),
            "status": "computed",
        }
        for one in classes.numbers
    ]
    return release(pl.DataFrame(rows), regime_name=REGIME)


def _words(classes: Classes, number_: int) -> list[str]:
    """Words as people wrote them, the most distinctive first."""
    strong = notable(classes.words, number_, most=WORDS_SHOWN)["word"]
    return [classes.terms.forms.get(word, [word])[0] for word in strong]


def _specification(classes: Classes, table: ReleasedTable) -> dict[str, Any]:
    links: list[dict[str, float]] = []
    top = _place(classes.tree.root, links)[0]
    trunk = _middle(classes.tree.root)
    links.append({"x": top * 1.04, "x2": top, "y": trunk, "y2": trunk})
    height = ROW * len(classes.tree.classes)
    scale = alt.Scale(domain=[0, len(classes.tree.classes)], reverse=True)
    lines = (
        alt.Chart(alt.Data(values=links))
        .mark_rule(color=SOFT, strokeWidth=1.6, strokeCap="round")
        .encode(
            x=alt.X(
                "x:Q",
                title="χ² de la séparation",
                scale=alt.Scale(domain=[0, top * 1.04], reverse=True, nice=False),
                axis=alt.Axis(grid=False, tickCount=4, format=",.0f"),
            ),
            x2="x2:Q",
            y=alt.Y("y:Q", axis=None, scale=scale),
            y2="y2:Q",
        )
        .properties(width=WIDTH, height=height)
    )
    return alt.hconcat(lines, _labels(table, height), spacing=6).to_dict()


def _labels(table: ReleasedTable, height: int) -> alt.Chart | alt.LayerChart | alt.FacetChart:
    """The name, size and words of each class, in front of its branch."""
    values = [
        {
            "y": place + 0.5,
            "head": f"Classe {row['class']} · {row['share']}",
            "words": _wrapped(row["words"]),
            "colour": class_colour(int(row["class"])),
        }
        for place, row in enumerate(table.frame.to_dicts())
    ]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, len(values)], reverse=True)),
        x=alt.value(14),
    )
    marks = base.mark_rule(strokeWidth=5).encode(
        x=alt.value(4),
        y=alt.Y("from:Q", axis=None),
        y2="to:Q",
        color=alt.Color("colour:N", scale=None),
    )
    marks = marks.transform_calculate(**{"from": "datum.y - 0.34", "to": "datum.y + 0.34"})
    heads = base.mark_text(align="left", dy=-15, fontWeight="bold", color=INK)
    words = base.mark_text(align="left", dy=1, baseline="top", lineBreak="\n", lineHeight=14)
    return alt.layer(
        marks,
        heads.encode(text="head:N"),
        words.encode(text="words:N", y=alt.Y("y:Q", axis=None)),
    ).properties(width=ROOM, height=height)


def _wrapped(words: str, *, most: int = 62) -> str:
    """Words on two lines at most of about the same length."""
    if len(words) <= most:
        return words
    cut = words.rfind(", ", 0, most)
    return f"{words[: cut + 1]}\n{words[cut + 2 :]}"


def height(node: Node) -> float:
    """The χ² of the split of a class that was split."""
    if node.chi2 is None:
        raise ValueError("a terminal class has no height")
    return node.chi2


def _place(node: Node, links: list[dict[str, float]]) -> tuple[float, float]:
    """Draw what is below a class; where its own fork stands: (χ², line)."""
    if not node.children:
        return 0.0, node.number - 0.5
    below = [_place(child, links) for child in node.children]
    x = max(height(node), *(place for place, _ in below))
    for place, line in below:
        links.append({"x": x, "x2": place, "y": line, "y2": line})
    first, last = below[0][1], below[-1][1]
    links.append({"x": x, "x2": x, "y": first, "y2": last})
    return x, (first + last) / 2


def _middle(node: Node) -> float:
    if not node.children:
        return node.number - 0.5
    return (_middle(node.children[0]) + _middle(node.children[-1])) / 2


def _alternative(classes: Classes, table: ReleasedTable, title: str) -> str:
    """The separations in their order, then each class with its size and words."""
    forks = [
        f"{'la première' if node.rank == 1 else 'la suivante'} sépare {_named(node.children[0])} "
        f"de {_named(node.children[1])} (χ² {number(height(node))})"
        for node in classes.tree.splits
    ]
    told = "\u00a0; ".join(forks)
    each = " ".join(
        f"Classe {row['class']}, {row['share']} des segments classés\u00a0: {row['words']}."
        for row in table.frame.to_dicts()
    )
    count = plural(len(classes.tree.classes), "classe")
    return f"{title}. Arbre de {count}. Des séparations, {told}. {each}"


def _named(node: Node) -> str:
    """« la classe 1 » or « les classes 2, 3 et 4 »."""
    numbers = [str(one) for one in _numbers(node)]
    if len(numbers) == 1:
        return f"la classe {numbers[0]}"
    return f"les classes {join_words(numbers)}"


def _numbers(node: Node) -> list[int]:
    if not node.children:
        return [node.number]
    return [one for child in node.children for one in _numbers(child)]
