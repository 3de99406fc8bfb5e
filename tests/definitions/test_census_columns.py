"""Census cards name variables that INSEE publishes: checked against its own files."""

import re
from functools import cache
from pathlib import Path

import pytest

from maillage.indicators.cards import Card, cards, dataset_of, formulas


# Written by the reader of the dossier complet from NAIS1520, DECE1520…, whose name holds a period.
RENAMED = {"NAIS_INTERCENS", "DECE_INTERCENS", "SUPERF"}
CENSUS = [one for one in cards().values() if one.dataset == "insee_rp"]
YEAR = re.compile(r"^([PC])\d\d_")
DOSSIER = {
    "insee_etat_civil",
    "insee_filosofi",
    "insee_flores",
    "insee_sirene",
    "insee_salaires",
    "insee_tourisme",
}


@cache
def headers(folder: Path) -> list[list[str]]:
    """The first line of the dossier complet and of each infra-communal base."""
    found = []
    for path in sorted((folder / "grenoble").glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            found.append(file.readline().strip().split(","))
    return found


def names_by_file(folder: Path) -> list[set[str]]:
    """Census variables of each file, without their year."""
    return [{YEAR.sub(r"\1_", name) for name in header} | RENAMED for header in headers(folder)]


@pytest.mark.parametrize("one", CENSUS, ids=lambda one: one.id)
def test_a_census_card_can_be_computed_from_one_published_file(
    shared_data: Path, one: Card
) -> None:
    roles = formulas(one).items()

    def computable(names: set[str]) -> bool:
        return all(any(each.columns() <= names for each in options) for _, options in roles)

    if one.method == "population_par_ages":
        known = set().union(*names_by_file(shared_data))
        assert all(any(each.columns() <= known for each in options) for _, options in roles)
    else:
        assert any(computable(names) for names in names_by_file(shared_data))


@pytest.mark.parametrize(
    "one", [one for one in cards().values() if one.dataset in DOSSIER], ids=lambda one: one.id
)
def test_a_card_of_the_dossier_names_a_published_variable(shared_data: Path, one: Card) -> None:
    published = {
        re.sub(r"(?:20)?\d\d$", "", name) for header in headers(shared_data) for name in header
    } | {"GI", "Q1", "Q3"}  # Filosofi only, outside the dossier complet

    for options in formulas(one).values():
        own = [each for each in options if dataset_of(one, each) == one.dataset]
        assert not own or any(each.columns() <= published for each in own)
