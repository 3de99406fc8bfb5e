"""People by broad age of several censuses, from a file: ours, or the « dossier complet » itself.

Ours is `code,year,age,people`, one row per territory, census and broad age (0-14, 15-29 … 90+).
A « dossier complet » is recognised by its columns: men and women are added, since its oldest census
stops at « 75 or more » for both together.
"""

import re
from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.french import join_words
from maillage.sources.own_tables import OwnTable, expecting
from maillage.stats.projection.backcast import age_labels


COLUMNS = {
    "code": "code du territoire",
    "year": "année du recensement",
    "age": "groupe d’âges : 0-14, 15-29 … 90+",
    "people": "habitants",
}
DOSSIER_AGES = ("0014", "1529", "3044", "4559", "6074", "7589", "90P")
DOSSIER_CODES = ("CODGEO", "IRIS")


@dataclass(frozen=True)
class Counts:
    """codes, and for each year the people by broad age: (territories, 7)."""

    codes: tuple[str, ...]
    by_year: dict[int, np.ndarray]

    @property
    def years(self) -> list[int]:
        """The censuses, oldest first."""
        return sorted(self.by_year)


def read_counts(table: OwnTable) -> Counts:
    """The censuses of a file. Raises RefusedFile when a territory lacks an age or a year."""
    code = next((name for name in DOSSIER_CODES if name in table.frame.columns), None)
    if code is not None:
        return _from_dossier(table, code)
    return _from_rows(expecting(table, COLUMNS))


def _from_dossier(table: OwnTable, code: str) -> Counts:
    found = {
        2000 + int(match[1])
        for name in table.frame.columns
        if (match := re.fullmatch(r"P(\d\d)_[HF]0014", name))
    }
    by_year = {}
    for year in sorted(found):
        names = [(f"P{year % 100}_H{age}", f"P{year % 100}_F{age}") for age in DOSSIER_AGES]
        absent = [one for pair in names for one in pair if one not in table.frame.columns]
        if absent:
            raise RefusedFile(
                f"« {table.name} » : la colonne « {absent[0]} » est absente.",
                todo="Déposez le dossier complet tel que publié.",
            )
        columns = [
            table.numbers(men, minimum=0).to_numpy() + table.numbers(women, minimum=0).to_numpy()
            for men, women in names
        ]
        by_year[year] = np.column_stack(columns)
    if not by_year:
        raise RefusedFile(
            f"« {table.name} » : aucune population par âge (P21_H0014…).",
            todo="Donnez le dossier complet, ou un fichier code,year,age,people.",
        )
    return Counts(tuple(table.texts(code)), by_year)


def _from_rows(table: OwnTable) -> Counts:
    table.refuse_twice("code", "year", "age")
    ages = table.texts("age").str.replace_all("[–—]", "-")
    unknown = (~ages.is_in(age_labels())).arg_true()
    if unknown.len():
        row = int(unknown[0])
        raise RefusedFile(
            f"{table.where(row, 'age')} : « {ages[row]} » n’est pas un groupe d’âges connu.",
            todo=f"Écrivez {join_words(age_labels(), last='ou')}.",
        )
    long = pl.DataFrame(
        {
            "code": table.texts("code"),
            "year": table.years("year"),
            "age": ages,
            "people": table.numbers("people", minimum=0),
        }
    )
    wide = long.pivot("age", index=["code", "year"], values="people")
    return _complete(table.name, wide)


def _complete(name: str, wide: pl.DataFrame) -> Counts:
    """Every territory has every age of every year, or the first hole is named."""
    ages = [age for age in age_labels() if age in wide.columns]
    codes = wide["code"].unique(maintain_order=True)
    years = wide["year"].unique().sort().to_list()
    whole = codes.to_frame().join(pl.DataFrame({"year": years}), how="cross")
    whole = whole.join(wide, on=["code", "year"], how="left", maintain_order="left")
    holes = whole.filter(pl.any_horizontal(pl.col(ages).is_null()))
    if holes.height or len(ages) < len(age_labels()):
        first = holes.row(0, named=True) if holes.height else whole.row(0, named=True)
        missing = [age for age in age_labels() if first.get(age) is None]
        raise RefusedFile(
            f"« {name} » : {first['code']}, {first['year']} : il manque {join_words(missing)}. Un "
            f"âge absent n’est pas un âge sans habitant.",
            todo="Ajoutez les lignes manquantes (0 quand personne n’a cet âge).",
        )
    by_year = {
        int(year): whole.filter(pl.col("year") == year).select(age_labels()).to_numpy()
        for year in years
    }
    return Counts(tuple(codes), by_year)
