"""Margins: what the whole population is known to be, and whether the sample can be made like it.

A margin is a variable, a modality and its total; an empty modality is the total of a quantity.
Everything that can be judged before solving is judged here, in words: modalities absent on either
side, totals that do not add up, empty answers, proportions given for totals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from maillage.base.errors import RefusedFile, WrongCall
from maillage.base.french import NBSP, NNBSP, join_words, number
from maillage.sources.own_tables import OwnTable, expecting, read_own_table
from maillage.surveys.answers import modalities_of, where


COLUMNS = {
    "variable": "nom de la colonne dans l’échantillon",
    "modality": "modalité, vide pour le total d’une quantité",
    "total": "effectif ou total dans la population",
}
PERSON, HOUSEHOLD = "person", "household"
LEVELS = {
    "": PERSON,
    "person": PERSON,
    "personne": PERSON,
    "household": HOUSEHOLD,
    "menage": HOUSEHOLD,
    "ménage": HOUSEHOLD,
}
FRENCH = {
    "variable": (),
    "modality": ("modalité", "modalite"),
    "total": ("effectif", "population"),
    "level": ("niveau",),
}
# Published margins are rounded: sums of one population may differ by this much, relatively.
SAME_POPULATION = 1e-6
WHOLES = (1.0, 100.0)
WHOLE_TOLERANCE = 0.01


@dataclass(frozen=True)
class Margin:
    """One variable.

    totals  by modality, in the order of the file; {"": total} for a quantity
    level   whether people or households are counted
    """

    variable: str
    totals: Mapping[str, float]
    level: str = PERSON

    @property
    def is_quantity(self) -> bool:
        """Whether it is the total of a quantity."""
        return "" in self.totals

    @property
    def population(self) -> float:
        """Sum of the totals of a categorical variable."""
        return sum(self.totals.values())

    def name(self, modality: str) -> str:
        """How one of its totals is called in messages."""
        return f"{self.variable} = {modality}" if modality else self.variable


def read_margins(path: Path) -> list[Margin]:
    """The margins of a file variable,modality,total[,level], whose headers may be in French."""
    table = read_own_table(path)
    frame = table.frame
    for column, words in FRENCH.items():
        written = [name for name in frame.columns if name.strip().lower() in (column, *words)]
        if written and column not in frame.columns:
            frame = frame.rename({written[0]: column})
    missing = [column for column in COLUMNS if column not in frame.columns]
    if missing:
        found = join_words([f"« {name} »" for name in table.frame.columns])
        raise RefusedFile(
            f"« {table.name} » n’est pas un fichier de marges : il manque « {missing[0]} » "
            f"({COLUMNS[missing[0]]}). Colonnes trouvées : {found}.",
            todo="La première ligne est variable,modality,total ; chaque ligne suivante, une "
            "modalité et son effectif.",
        )
    if frame["total"].dtype == pl.String:
        frame = frame.with_columns(pl.col("total").str.strip_chars_end(f"% {NBSP}{NNBSP}"))
    return margins_from(expecting(OwnTable(table.name, frame, table.lines), COLUMNS))


def margins_from(table: OwnTable) -> list[Margin]:
    """The same from a table. Raises WrongCall for a repeated, incomplete or negative line."""
    totals = table.numbers("total")
    table.refuse_twice("variable", "modality")
    levels = _levels(table)
    found: dict[str, Margin] = {}
    for row, variable in enumerate(table.texts("variable")):
        modality = _modality(table, row)
        total = float(totals[row])
        if modality and total < 0:
            raise WrongCall(
                f"{table.where(row, 'total')} : l’effectif de « {variable} = {modality} » est "
                f"négatif ({number(total, decimals=_decimals(total))}).",
                todo="Un effectif ne peut pas être négatif : corrigez-le.",
            )
        before = found.get(variable, Margin(variable, {}, levels[row]))
        _check_alike(table, row, before, levels[row], modality)
        found[variable] = replace(before, totals={**before.totals, modality: total})
    return list(found.values())


def _modality(table: OwnTable, row: int) -> str:
    cell = table.frame["modality"][row]
    return "" if cell is None else str(cell).strip()


def _check_alike(table: OwnTable, row: int, before: Margin, level: str, modality: str) -> None:
    """The lines of one variable count the same thing."""
    if before.level != level:
        raise WrongCall(
            f"{table.where(row, 'level')} : « {before.variable} » compte ici des ménages, là des "
            "personnes.",
            todo="Écrivez le même niveau à toutes les lignes de cette variable.",
        )
    if before.totals and bool(modality) == before.is_quantity:
        raise WrongCall(
            f"{table.where(row, 'modality')} : « {before.variable} » a des modalités et aussi une "
            "ligne sans modalité.",
            todo="Une variable à modalités n’a pas de ligne pour son total : retirez cette ligne.",
        )


def _levels(table: OwnTable) -> list[str]:
    if "level" not in table.frame.columns:
        return [PERSON] * table.frame.height
    cells = table.frame["level"].cast(pl.String).fill_null("").str.strip_chars().str.to_lowercase()
    for row, text in enumerate(cells):
        if text not in LEVELS:
            raise WrongCall(
                f"{table.where(row, 'level')} : le niveau « {text} » n’existe pas.",
                todo="Écrivez person ou household, ou laissez vide (person).",
            )
    return [LEVELS[text] for text in cells]


def scaled_margins(
    margins: list[Margin], *, proportions: bool, align: bool, population: float | None
) -> list[Margin]:
    """Categorical margins as totals, checked against one another; quantities are left alone.

    proportions  the categorical totals are shares (sum 1) or percentages (sum 100)
    align        categorical totals are brought to one population: `population`, else that of the
                 first variable
    population   number of people the shares apply to; households have no such number here
    """
    if not margins:
        raise WrongCall("Le fichier de marges est vide.", todo="Donnez au moins une marge.")
    if proportions:
        margins = [_from_shares(one, population) for one in margins]
    elif align:
        margins = _aligned(margins, population)
    _check_populations(margins, population)
    return margins


def _aligned(margins: list[Margin], population: float | None) -> list[Margin]:
    wanted: dict[str, float] = {} if population is None else {PERSON: population}
    found = []
    for margin in margins:
        if not margin.is_quantity and margin.population > 0:
            target = wanted.setdefault(margin.level, margin.population)
            margin = _brought_to(margin, target)
        found.append(margin)
    return found


def _brought_to(margin: Margin, population: float) -> Margin:
    share = population / margin.population
    return replace(margin, totals={name: one * share for name, one in margin.totals.items()})


def _from_shares(margin: Margin, population: float | None) -> Margin:
    if margin.is_quantity:
        return margin
    if margin.level == HOUSEHOLD:
        return _households_as_totals(margin)
    if population is None:
        raise WrongCall(
            "Les marges sont des proportions : il manque l’effectif de la population.",
            todo="Ajoutez --population EFFECTIF.",
        )
    whole = min(WHOLES, key=lambda one: abs(margin.population - one))
    if abs(margin.population / whole - 1) > WHOLE_TOLERANCE:
        raise WrongCall(
            f"Les proportions de « {margin.variable} » s’additionnent à "
            f"{number(margin.population, decimals=3)}, ni 1 ni 100.",
            todo="Vérifiez qu’aucune modalité ne manque.",
        )
    # Rounded percentages (33.3 + 33.3 + 33.3) are brought back to the whole.
    return _brought_to(margin, population)


def _households_as_totals(margin: Margin) -> Margin:
    """The population counts people: it cannot turn shares of households into households."""
    if any(abs(margin.population / whole - 1) <= WHOLE_TOLERANCE for whole in WHOLES):
        raise WrongCall(
            f"La marge de ménages « {margin.variable} » est donnée en proportions.",
            todo="Donnez des nombres de ménages : --population compte des personnes.",
        )
    return margin


def _check_populations(margins: list[Margin], population: float | None) -> None:
    """Every categorical variable of one level counts the same population."""
    for level, words in ((PERSON, "personnes"), (HOUSEHOLD, "ménages")):
        sums = {
            one.variable: one.population
            for one in margins
            if one.level == level and not one.is_quantity
        }
        if population is not None and level == PERSON:
            sums["--population"] = population
        _check_same(sums, words)


def _check_same(sums: dict[str, float], words: str) -> None:
    if not sums:
        return
    reference, expected = next(iter(sums.items()))
    if expected <= 0:
        raise WrongCall(
            f"« {reference} » ne compte personne : le total de ses modalités est zéro.",
            todo="Vérifiez la colonne « total » du fichier de marges.",
        )
    for variable, total in sums.items():
        if abs(total - expected) > SAME_POPULATION * max(abs(total), abs(expected)):
            raise WrongCall(
                f"Les marges ne s’additionnent pas : « {reference} » compte "
                f"{number(expected, decimals=_decimals(expected))} {words} et « {variable} » "
                f"{number(total, decimals=_decimals(total))}, soit un écart de "
                f"{number(abs(total - expected), decimals=_decimals(total - expected))}.",
                todo="Prenez des marges de la même année et du même champ. S’il ne s’agit que "
                "d’arrondis, --align ramène chaque variable au même effectif.",
            )


def _decimals(value: float) -> int:
    return 0 if value == round(value) else 2


def check_not_shares(margins: list[Margin], respondents: int) -> None:
    """Raise when totals look like shares or percentages: the weights would add up to 1 or 100."""
    for margin in margins:
        if margin.is_quantity or margin.population >= respondents:
            continue
        for whole in WHOLES:
            if abs(margin.population / whole - 1) <= WHOLE_TOLERANCE:
                raise WrongCall(
                    f"Les totaux de « {margin.variable} » s’additionnent à "
                    f"{number(margin.population, decimals=2)} : ce sont des proportions, pas des "
                    "effectifs.",
                    todo="Ajoutez --proportions --population EFFECTIF.",
                )


def codes_for(table: OwnTable, margin: Margin) -> NDArray[np.int64]:
    """The rank in the margin of each answer. Raises WrongCall for what has no counterpart."""
    column = modalities_of(table, margin.variable)
    modalities = list(margin.totals)
    present = set(column.unique().to_list())
    if "" in present:
        _refuse_empty(table, margin, column)
    unknown = sorted(present - set(modalities))
    if unknown:
        rows = (column == unknown[0]).arg_true().to_list()
        raise WrongCall(
            f"{where(table, margin.variable, rows)} : « {unknown[0]} » "
            f"n’est pas dans les marges ({join_words([f'« {one} »' for one in modalities])}).",
            todo="Corrigez l’orthographe (majuscules et accents compris), ou ajoutez cette "
            "modalité et son total aux marges.",
        )
    _check_present(table, margin, present)
    return column.cast(pl.Enum(modalities)).to_physical().cast(pl.Int64).to_numpy()


def _refuse_empty(table: OwnTable, margin: Margin, column: pl.Series) -> None:
    empty = (column == "").arg_true().to_list()
    raise WrongCall(
        f"{where(table, margin.variable, empty)} : la réponse est vide. Le calage a besoin d’une "
        "réponse à chaque ligne.",
        todo="Complétez la réponse, retirez la ligne, ou calez sur une autre variable.",
    )


def _check_present(table: OwnTable, margin: Margin, present: set[str]) -> None:
    absent = [name for name, total in margin.totals.items() if name not in present and total > 0]
    if absent:
        total = margin.totals[absent[0]]
        raise WrongCall(
            f"Personne dans « {table.name} » n’a répondu « {absent[0]} » à « {margin.variable} », "
            f"alors que la population en compte {number(total, decimals=_decimals(total))} : aucun "
            "poids ne peut les représenter.",
            todo="Regroupez cette modalité avec une voisine, dans le fichier et dans les marges.",
        )
