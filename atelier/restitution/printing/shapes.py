"""Pieces of a slide: boxes of text, rules, tables, charts, pictures. All stay editable.

Colours and types are those of the theme, so that changing the theme changes every slide.
"""

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_THEME_COLOR as THEME
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from atelier.restitution.writing.content import Bar
from maillage.base.french import UNIT_DECIMALS, UNIT_SUFFIXES
from maillage.base.look import BLUE_SOFT, LINE, SOFT
from maillage.base.typography import no_break


Box = tuple[float, float, float, float]
TONES = {
    "ink": THEME.TEXT_1,
    "soft": THEME.TEXT_2,
    "accent": THEME.ACCENT_1,
    "clay": THEME.ACCENT_2,
    "gold": THEME.ACCENT_3,
    "green": THEME.ACCENT_4,
}
SERIF, SANS = "+mj-lt", "+mn-lt"
# Height of the row of headings.
HEAD = 0.36


def inches(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width, height."""
    left, top, width, height = (Inches(one) for one in box)
    return left, top, width, height


def words(
    slide: Any, box: Box, lines: Sequence[str], *, size: float, tone: str = "ink", **look: Any
) -> Any:
    """A box of text, one paragraph per line. `look`: bold, italic, serif, anchor, align, name."""
    shape = slide.shapes.add_textbox(*inches(box))
    shape.name = look.get("name", "Texte")
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = look.get("anchor", MSO_ANCHOR.TOP)
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for rank, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        write(paragraph, line, size=size, tone=tone, **look)
    return shape


def write(paragraph: Any, text: str, *, size: float, tone: str = "ink", **look: Any) -> None:
    """One run with its size, colour and type."""
    run = paragraph.add_run()
    run.text = no_break(text)
    run.font.size = Pt(size)
    run.font.bold = look.get("bold", False)
    run.font.italic = look.get("italic", False)
    run.font.color.theme_color = TONES[tone]
    run.font.name = SERIF if look.get("serif") else SANS
    run._r.get_or_add_rPr().set("lang", "fr-FR")
    if "align" in look:
        paragraph.alignment = look["align"]
    paragraph.space_after = Pt(look.get("after", 0))


def rule(slide: Any, box: Box, tone: str) -> None:
    """A solid bar of colour, decorative."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *inches(box))
    shape.name = "Filet"
    shape.fill.solid()
    shape.fill.fore_color.theme_color = TONES[tone]
    shape.line.fill.background()
    shape.shadow.inherit = False


def dot(slide: Any, left: float, top: float, side: float, tone: str) -> None:
    """A knot of the thread."""
    shape = slide.shapes.add_shape(MSO_SHAPE.OVAL, *inches((left, top, side, side)))
    shape.name = "Nœud"
    shape.fill.solid()
    shape.fill.fore_color.theme_color = TONES[tone]
    shape.line.fill.background()
    shape.shadow.inherit = False


def describe(shape: Any, text: str, *, name: str = "") -> None:
    """The alternative text of a picture, a chart, a table."""
    (properties,) = shape._element.iter(qn("p:cNvPr"))
    properties.set("descr", no_break(text))
    if name:
        properties.set("name", name)


def picture(slide: Any, box: Box, png: bytes, text: str, *, centred: bool = True) -> Any:
    """An image that keeps its proportions inside the box, with its alternative text."""
    with Image.open(io.BytesIO(png)) as image:
        ratio = image.width / image.height
    left, top, width, height = box
    wide = min(width, height * ratio)
    tall = wide / ratio
    shift = (width - wide) / 2 if centred else 0
    shown = slide.shapes.add_picture(io.BytesIO(png), *inches((left + shift, top, wide, tall)))
    describe(shown, text)
    return shown


def table(
    slide: Any, box: Box, rows: Sequence[Sequence[str]], shares: Sequence[float], **look: Any
) -> Any:
    """A native table, its first row as headings. `look`: size, figures (right-aligned columns)."""
    left, top, width, height = box
    frame = slide.shapes.add_table(len(rows), len(shares), *inches((left, top, width, height)))
    grid = frame.table
    _unstyled(frame)
    whole = sum(shares)
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Inches(width * share / whole)
    for rank, (line, row) in enumerate(zip(grid.rows, rows, strict=True)):
        line.height = Inches(HEAD if rank == 0 else (height - HEAD) / (len(rows) - 1))
        for place, (cell, text) in enumerate(zip(line.cells, row, strict=True)):
            _cell(cell, text, is_head=rank == 0, is_figure=place in look.get("figures", ()), **look)
    return frame


def _cell(cell: Any, text: str, *, is_head: bool, is_figure: bool, **look: Any) -> None:
    cell.fill.background()
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.045)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE if is_head else MSO_ANCHOR.TOP
    write(
        cell.text_frame.paragraphs[0],
        text,
        size=min(look.get("size", 13), 13) if is_head else look.get("size", 13),
        tone="soft" if is_head else "ink",
        bold=is_head,
        **({"align": PP_ALIGN.RIGHT} if is_figure else {}),
    )
    _hairline(cell, LINE if not is_head else SOFT)


def _hairline(cell: Any, colour: str) -> None:
    """A thin line under the cell, none elsewhere."""
    properties = cell._tc.get_or_add_tcPr()
    for side in ("lnL", "lnR", "lnT", "lnB"):
        line = properties.makeelement(qn(f"a:{side}"), {"w": "9525" if side == "lnB" else "0"})
        if side == "lnB":
            fill = line.makeelement(qn("a:solidFill"), {})
            fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#").upper()}))
        else:
            fill = line.makeelement(qn("a:noFill"), {})
        line.append(fill)
        # The schema wants borders before the fill of the cell.
        properties.insert(("lnL", "lnR", "lnT", "lnB").index(side), line)


def _unstyled(frame: Any) -> None:
    """Without PowerPoint's own bands: hairlines only. The first row stays marked as headings."""
    properties = frame._element.graphic.graphicData.tbl.tblPr
    properties.set("bandRow", "0")
    properties.set("firstRow", "1")
    for style in properties.findall(qn("a:tableStyleId")):
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def number_format(unit: str) -> str:
    """`percent` → `#,##0.0" %"`: the reader's own comma and spaces."""
    decimals = UNIT_DECIMALS.get(unit, 0)
    digits = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return f'{digits}"{UNIT_SUFFIXES.get(unit, "")}"'


def bars(slide: Any, box: Box, shown: Sequence[Bar], unit: str, text: str) -> Any:
    """A native bar chart, our territory first and in colour, every bar labelled."""
    data = CategoryChartData(number_format=number_format(unit))
    data.categories = [one.label for one in shown]
    data.add_series("Valeur", [one.value for one in shown])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *inches(box), data)
    describe(frame, text, name="Graphique")
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.fill.background()
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.tick_labels.font.size = Pt(13)
    chart.category_axis.tick_labels.font.color.theme_color = TONES["ink"]
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    if min(one.value for one in shown) >= 0:
        chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width = 55
    plot.vary_by_categories = False
    _labelled(plot.series[0], unit)
    for point, one in enumerate(shown):
        fill = plot.series[0].points[point].format.fill
        fill.solid()
        fill.fore_color.theme_color = TONES["accent"] if one.is_own else THEME.ACCENT_5
    return frame


def _labelled(series: Any, unit: str) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.number_format = number_format(unit)
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(14)
    labels.font.bold = True
    labels.font.color.theme_color = TONES["ink"]


def line(slide: Any, box: Box, points: Sequence[Any], unit: str, text: str) -> Any:
    """A native chart of the years, at their true distance; a gap where a year has no value."""
    data = XyChartData(number_format=number_format(unit))
    for rank, segment in enumerate(segments(points), start=1):
        series = data.add_series("Valeur" if rank == 1 else f"Valeur, suite {rank - 1}")
        for year, value in segment:
            series.add_data_point(year, value)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *inches(box), data)
    describe(frame, text, name="Graphique")
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    years = [one["year"] for one in points if one["value"] is not None]
    axis = chart.category_axis
    axis.minimum_scale, axis.maximum_scale = min(years) - 1, max(years) + 1
    axis.has_major_gridlines = False
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(LINE[1:])
    chart.value_axis.format.line.fill.background()
    for one in (axis, chart.value_axis):
        one.tick_labels.font.size = Pt(12)
        one.tick_labels.font.color.theme_color = TONES["soft"]
    for series in chart.plots[0].series:
        series.smooth = False
        series.format.line.width = Pt(2.5)
        series.format.line.color.theme_color = TONES["accent"]
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 9
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.theme_color = TONES["accent"]
        series.marker.format.line.color.rgb = RGBColor.from_string(BLUE_SOFT[1:])
        _ends_labelled(series)
    return frame


def _ends_labelled(series: Any) -> None:
    """The first and the last year say their value; the format is that of the data."""
    last = len(list(series.iter_values())) - 1
    for place in {0, last}:
        label = series.points[place].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        label.font.size, label.font.bold = Pt(14), True
        label.font.color.theme_color = TONES["ink"]


def segments(points: Sequence[Any]) -> list[list[tuple[int, float]]]:
    """The years in runs without a missing value: a line never crosses a gap."""
    runs: list[list[tuple[int, float]]] = [[]]
    for one in points:
        if one["value"] is None:
            runs.append([])
        else:
            runs[-1].append((one["year"], one["value"]))
    return [run for run in runs if run]
