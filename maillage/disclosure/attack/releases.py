"""Published tables as an attacker finds them: cells that show a value and cells that are hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.lattice import TOTAL
from maillage.sources.own_tables import OwnTable


HIDDEN_WORDS = frozenset({"", "secret", "s", "c", "x", "///", "n.d.", "nd", "null", "nan"})
TOTAL_WORDS = frozenset(
    {"total", "totaux", "total général", "total general", "ensemble", "ens.", "tous", "toutes"}
    | {"tout", "all", "_t"}
)
# How many whole lines must say that a code is the sum of the others, when its word does not.
ENOUGH_LINES = 2
FEWEST_PARTS = 2
VALUE = "value"
NEAR = 1e-6
REMARKS = frozenset({"status", "statut", "flag", "note", ""})


@dataclass(frozen=True)
class Release:
    """One published table.

    name      of the file, for messages
    dims      its dimensions, in order
    cells     coordinates → value, None when hidden; margins at « Total »
    decimals  decimal places of the published values: 0 means that every value is whole
    """

    name: str
    dims: tuple[str, ...]
    cells: Mapping[tuple[str, ...], float | None]
    decimals: int = 0

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(value is None for value in self.cells.values())


def read_release(table: OwnTable) -> Release:
    """A release from a long table: one column per dimension, then `value`.

    Raises RefusedFile when a coordinate is empty or repeated, or a value is neither a number nor a
    sign of secrecy.
    """
    dims = tuple(name for name in table.frame.columns if name != VALUE and _is_dimension(name))
    if not dims:
        raise RefusedFile(
            f"« {table.name} » n’a que la colonne « {VALUE} » : aucune dimension.",
            todo="Donnez une colonne par dimension (commune, âge…), puis « value ».",
        )
    columns = [_coordinates(table, name) for name in dims]
    table.refuse_twice(*dims)
    texts = table.frame[VALUE].cast(pl.String).fill_null("").str.strip_chars()
    shown = ~texts.str.to_lowercase().is_in(list(HIDDEN_WORDS))
    masked = OwnTable(
        table.name,
        table.frame.with_columns(pl.when(shown).then(pl.col(VALUE)).alias(VALUE)),
        table.lines,
    )
    values = masked.numbers(VALUE, empty=True)
    found = Release(
        name=table.name,
        dims=dims,
        cells=dict(zip(zip(*columns, strict=True), values.to_list(), strict=True)),
        decimals=decimals_of(values),
    )
    refuse_unnamed_total(found)
    return found


def refuse_unnamed_total(release: Release) -> None:
    """Raises RefusedFile when a code is the sum of the others everywhere, and is not called so.

    Read as one more category, it would leave every cell of its line to be found by subtraction.
    """
    for axis, name in enumerate(release.dims):
        found = sum_code(release, axis)
        if found is not None:
            raise RefusedFile(
                f"« {release.name} », colonne « {name} » : « {found} » vaut partout la somme des "
                "autres, mais rien ne dit que c’est un total.",
                todo=f"Écrivez « {TOTAL} » à la place de « {found} », puis relancez.",
            )


def sum_code(release: Release, axis: int) -> str | None:
    """The code that is the sum of all the others in each line; None with a total already, or none.

    At least two whole lines that are not nought must say so, and none say otherwise.
    """
    lines: dict[tuple[str, ...], dict[str, float | None]] = {}
    for key, value in release.cells.items():
        if key[axis] == TOTAL:
            return None
        lines.setdefault((*key[:axis], *key[axis + 1 :]), {})[key[axis]] = value
    shown = [
        {code: value for code, value in line.items() if value is not None}
        for line in lines.values()
        if None not in line.values()
    ]
    whole = [line for line in shown if any(line.values())]
    likely = [
        {code for code, value in line.items() if abs(2 * value - sum(line.values())) < NEAR}
        for line in whole
        if len(line) > FEWEST_PARTS
    ]
    if len(likely) < ENOUGH_LINES or len(likely) < len(whole):
        return None
    return min(set.intersection(*likely), default=None)


def same_names(releases: Sequence[Release]) -> list[Release]:
    """The releases, a dimension written « age » in one and « Âge » in another named once."""
    known: dict[str, str] = {}
    found = []
    for release in releases:
        dims = tuple(known.setdefault(_plain(name), name) for name in release.dims)
        found.append(replace(release, dims=dims))
    return found


def _plain(name: str) -> str:
    letters = normalize("NFKD", name.strip().casefold())
    return "".join(one for one in letters if not combining(one))


def _is_dimension(name: str) -> bool:
    return name.strip().lower() not in REMARKS and "_duplicated_" not in name


def _coordinates(table: OwnTable, name: str) -> list[str]:
    """The codes of a dimension, its total under one name."""
    return [total_or(code) for code in table.texts(name).to_list()]


def total_or(code: str) -> str:
    """« TOTAL », « Ensemble » → « Total »; any other code as it is."""
    return TOTAL if code.lower() in TOTAL_WORDS else code


def decimals_of(values: pl.Series, *, most: int = 6) -> int:
    """How many decimal places the values have."""
    numbers = values.drop_nulls()
    for places in range(most):
        if ((numbers * 10**places).round() - numbers * 10**places).abs().max() in (None, 0):
            return places
        if (numbers.round(places) - numbers).abs().max() < 10 ** -(most + 2):
            return places
    return most
