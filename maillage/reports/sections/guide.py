"""« Comment lire »: the key of the strips, then the reading rules. Opens no page of its own."""

from maillage.charts import strip_key
from maillage.reports.document import Bullets, Picture, Section, Subheading
from maillage.reports.sections.context import Context


# Millimetres on a printed page.
KEY_HEIGHT = 21.0


def build(context: Context) -> list[Section]:
    """One short section, printed under the table of contents."""
    text = " ".join(str(context.section.option("key", "")).split())
    drawing = Picture(
        title="La position parmi les territoires comparables",
        svg=strip_key(),
        alternative=text,
        height=KEY_HEIGHT,
    )
    rules = Bullets(tuple(context.section.option("rules", ())))
    blocks = (drawing, Subheading("Les mots et les marques"), rules)
    return [Section("lire", context.section.title, blocks, opens_page=False)]
