"""The map of a typology: the classes of territories whose contours the store knows."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from maillage.base.errors import NoData, WrongCall
from maillage.base.french import join_words
from maillage.base.levels import LEVEL_PLURALS
from maillage.charts.page import figure_page
from maillage.geography import Geography
from maillage.maps.categories import CategoryMap, category_map
from maillage.maps.choropleth import MapCaption
from maillage.portraits import open_shelf
from maillage.portraits.classes import placed_classes
from maillage.reports.figures import picture
from maillage.reports.framing import as_png, framed
from maillage.sources.own_tables import refuse_unwritable
from maillage.store import Store


MAP_FORMATS = (".svg", ".png", ".html")
NO_STORE = (
    "Pas de carte : l’entrepôt n’est pas construit, les contours ne sont donc pas connus. Lancez "
    "« maillage build »."
)
NO_CONTOUR = (
    "Pas de carte : l’entrepôt ne connaît le contour d’aucun de ces codes. Vérifiez qu’ils sont "
    "ceux de communes, d’intercommunalités, d’IRIS, de départements ou de régions, zéros de tête "
    "compris, et que l’entrepôt a leurs contours."
)


def class_map(
    rows: pl.DataFrame,
    classes: Mapping[int, str],
    geography: Geography | None,
    *,
    title: str,
    source: str,
) -> tuple[CategoryMap | None, str]:
    """The map and an empty sentence, or None and the sentence that says why there is no map.

    rows     code (first column), class (null when not classified), name (of the class)
    classes  number → name
    """
    if geography is None:
        return None, NO_STORE
    found = placed_classes(rows, geography)
    if not found.contours:
        return None, NO_CONTOUR
    caption = MapCaption(
        title=title,
        source_line=f"{source}, communes de {geography.current_year}",
        unit="count",
        territories=LEVEL_PLURALS[found.level],
    )
    return category_map(found.table, found.contours, caption, classes)


def map_files(drawn: CategoryMap, output: Path) -> dict[Path, bytes]:
    """What is written for a map: itself and, unless it is a page, its table and its sentence."""
    if output.suffix.lower() == ".html":
        return {output: figure_page(drawn).encode()}
    svg = framed(picture(drawn))
    content = as_png(svg) if output.suffix.lower() == ".png" else svg.encode()
    twin = pl.DataFrame(drawn.rows()).write_csv()
    return {
        output: content,
        output.with_suffix(".csv"): twin.encode(),
        output.with_suffix(".txt"): f"{drawn.alternative}\n".encode(),
    }


def refuse_map(output: Path, *tables: Path | None) -> None:
    """Raises WrongCall, before any work, when no map can be written there.

    tables  the other files of the same call, which the table twin may not replace
    """
    twin = output.with_suffix(".csv")
    if output.suffix.lower() not in MAP_FORMATS:
        raise WrongCall(
            f"« {output.name} » : la carte s’écrit en {join_words(list(MAP_FORMATS), last='ou')}.",
            todo="Changez la fin du nom donné à --map.",
        )
    refuse_unwritable(twin)
    taken = {one.absolute() for one in tables if one is not None}
    if output.suffix.lower() != ".html" and twin.absolute() in taken:
        raise WrongCall(
            f"« {twin} » sert déjà : la carte écrit son tableau à côté d’elle, sous ce nom.",
            todo="Donnez à la carte un autre nom, par exemple carte.svg.",
        )


def draw_classes(
    rows: pl.DataFrame, classes: pl.DataFrame, output: Path, *, store: Store, source: str
) -> str:
    """Write the map of a typology, with its table and its sentence; a sentence to print.

    rows, classes  as `maillage.stats.typology.making.Typology` has them
    source         the name of the file the classes come from

    Raises WrongCall when a file cannot be written.
    """
    try:
        geography = open_shelf(store).geography
    except NoData:
        geography = None
    drawn, reason = class_map(
        rows,
        dict(classes.select("class", "name").iter_rows()),
        geography,
        title=f"Typologie en {classes.height} classes",
        source=f"{source} ; typologie, Maillage",
    )
    if drawn is None:
        return reason
    files = map_files(drawn, output)
    for path, content in files.items():
        _write(path, content)
    return f"Carte : {join_words([f'« {path} »' for path in files])}."


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise WrongCall(
            f"« {path} » ne peut pas être écrit.",
            todo="Vérifiez que vous avez le droit d’y écrire.",
        ) from problem
