"""Agreement between people who coded the same things: Cohen's κ, Krippendorff's α.

Agreement says that people apply the codes the same way, not that the codes are right. Missing codes
are left out by α, never taken for a disagreement.

Cohen (1960), Educational and Psychological Measurement, 20, 37-46; Krippendorff (2011), « Computing
Krippendorff's alpha-reliability », https://repository.upenn.edu/asc_papers/43.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.base.errors import NoData, RefusedFile, WrongCall
from maillage.sources.own_tables import OwnTable


LEVELS = ("nominal", "ordinal", "interval")


@dataclass(frozen=True)
class Agreement:
    """One coefficient.

    value     1 for full agreement, 0 for what chance would give; None when it has no meaning,
              because everybody always gave the same code
    observed  part of agreement observed (κ), or 1 − disagreement observed (α)
    expected  the same by chance
    units     things that count: coded by both (κ), by two people at least (α)
    """

    value: float | None
    observed: float
    expected: float
    units: int


def cohen(first: Sequence[str | None], second: Sequence[str | None]) -> Agreement:
    """κ of two people over the things both coded. Raises NoData when there is none."""
    pairs = [
        (one, two)
        for one, two in zip(first, second, strict=True)
        if one is not None and two is not None
    ]
    if not pairs:
        raise NoData(
            "Ces deux personnes n’ont codé aucun passage en commun.",
            todo="Faites coder les mêmes passages par les deux.",
        )
    count = len(pairs)
    observed = sum(one == two for one, two in pairs) / count
    ones, twos = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    expected = sum(ones[code] * twos[code] for code in ones) / count**2
    value = None if expected == 1 else (observed - expected) / (1 - expected)
    return Agreement(value, observed, expected, count)


def krippendorff(units: Sequence[Sequence[object]], *, level: str = "nominal") -> Agreement:
    """α over things coded by any number of people.

    units  the codes each thing received, None where somebody did not code it
    level  nominal (names), ordinal (ranks: codes are numbers or sort as text), interval (numbers)

    Raises WrongCall for an unknown level or for codes that are not numbers where they must be;
    NoData when nothing was coded twice.
    """
    if level not in LEVELS:
        raise WrongCall(f"Échelle « {level} » inconnue.", todo=f"Choix : {', '.join(LEVELS)}.")
    given = [[_code(one, level) for one in unit if one is not None] for unit in units]
    paired = [unit for unit in given if len(unit) > 1]
    if not paired:
        raise NoData(
            "Aucun passage n’a été codé par deux personnes au moins.",
            todo="Faites coder quelques passages par plusieurs personnes.",
        )
    codes = sorted({code for unit in paired for code in unit}, key=_order)
    table = _coincidences(paired, codes)
    gaps = _gaps(codes, table.sum(axis=1), level)
    total = table.sum()
    uses = table.sum(axis=1)
    observed = float((table * gaps).sum() / total)
    expected = float((np.outer(uses, uses) * gaps).sum() / (total * (total - 1)))
    value = None if expected == 0 else 1 - observed / expected
    return Agreement(value, 1 - observed, 1 - expected, len(paired))


def _code(given: object, level: str) -> object:
    if level != "interval":
        return given
    try:
        return float(str(given).replace(",", "."))
    except ValueError as problem:
        raise WrongCall(
            f"« {given} » n’est pas un nombre : l’échelle d’intervalle demande des nombres.",
            todo="Choisissez l’échelle « nominal » ou « ordinal ».",
        ) from problem


def _order(code: object) -> tuple[int, float, str]:
    """Numbers before words, each in its order."""
    try:
        return (0, float(str(code).replace(",", ".")), "")
    except ValueError:
        return (1, 0.0, str(code))


def _coincidences(units: list[list[object]], codes: list[object]) -> np.ndarray:
    """How many times each pair of codes met, each thing weighing its number of coders."""
    place = {code: index for index, code in enumerate(codes)}
    table = np.zeros((len(codes), len(codes)))
    for unit in units:
        counts = np.zeros(len(codes))
        for code in unit:
            counts[place[code]] += 1
        table += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    return table


def _gaps(codes: list[object], uses: np.ndarray, level: str) -> np.ndarray:
    """Squared distance between codes, as the level measures it."""
    measures: dict[str, Callable[[], np.ndarray]] = {
        "nominal": lambda: 1.0 - np.eye(len(codes)),
        "interval": lambda: _squared(np.array(codes, dtype=float)),
        "ordinal": lambda: _squared(np.cumsum(uses) - uses / 2),
    }
    return measures[level]()


def _squared(values: np.ndarray) -> np.ndarray:
    found: np.ndarray = (values[:, None] - values[None, :]) ** 2
    return found


def agreement_table(table: OwnTable, *, level: str = "nominal") -> pl.DataFrame:
    """κ of every two people and α of all, from a table of columns unit, coder, code.

    returns  measure, first, second, value, observed, expected, units

    Raises RefusedFile when somebody coded a thing twice.
    """
    table.refuse_twice("unit", "coder")
    units, coders = table.texts("unit"), table.texts("coder")
    codes = table.frame["code"].cast(pl.String).str.strip_chars().replace("", None)
    people = coders.unique().sort().to_list()
    if len(people) < 2:
        raise RefusedFile(
            f"« {table.name} » : une seule personne a codé (« {people[0]} »).",
            todo="L’accord se mesure entre deux personnes au moins.",
        )
    by_person: dict[str, dict[str, str | None]] = {person: {} for person in people}
    for unit, coder, code in zip(units, coders, codes, strict=True):
        by_person[coder][unit] = code
    things = units.unique(maintain_order=True).to_list()
    columns = {person: [held.get(thing) for thing in things] for person, held in by_person.items()}
    rows = [_pair(one, two, columns) for at, one in enumerate(people) for two in people[at + 1 :]]
    whole = krippendorff(list(zip(*columns.values(), strict=True)), level=level)
    rows.append(_line("alpha", "", "", whole))
    names = ("measure", "first", "second", "value", "observed", "expected", "units")
    texts = dict.fromkeys(names[:3], pl.String) | dict.fromkeys(names[3:6], pl.Float64)
    return pl.DataFrame(rows, schema=texts | {"units": pl.Int64}, orient="row")


def _pair(one: str, two: str, columns: dict[str, list[str | None]]) -> tuple[object, ...]:
    """κ of two people; a line without value when they coded nothing in common."""
    try:
        return _line("kappa", one, two, cohen(columns[one], columns[two]))
    except NoData:
        return ("kappa", one, two, None, None, None, 0)


def _line(measure: str, one: str, two: str, found: Agreement) -> tuple[object, ...]:
    return (measure, one, two, found.value, found.observed, found.expected, found.units)
