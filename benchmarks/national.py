"""The generated national files: a dossier complet of every commune, a census of individuals.

Numbers are drawn at random around the real population of each commune: right shapes, no meaning.
Same seed, same bytes.
"""

import csv
import os
import re
from pathlib import Path

import numpy as np
import polars as pl


VARIABLES = "france/rp/meta_dossier_complet.csv"
SEED = 7
SHARE_WITHOUT_DECIMALS = 0.35
INCOMES = re.compile(r"^(MED|TP60\w*|D[19]|RD|PIMP)\d\d$")
SECRET_BELOW = 1_000
PEOPLE = 20_000_000


def variables() -> list[str]:
    """Those of the real file when its dictionary is there, else blocks of the same shape."""
    folder = Path(os.environ.get("MAILLAGE_SHARED_DATA", "../shared/data"))
    path = folder / VARIABLES
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            names = [row["COD_VAR"] for row in csv.DictReader(file, delimiter=";")]
        return [name for name in dict.fromkeys(names) if name != "CODGEO"]
    return _built_in()


def _built_in() -> list[str]:
    """About 1,900 names: the columns the cards read, for three censuses, then numbered ones."""
    from maillage.indicators.cards import cards, columns_by_dataset

    census = {
        name
        for card in cards().values()
        if card.is_open
        for name in columns_by_dataset(card).get("insee_rp", ())
        if name[:2] in ("P_", "C_")
    }
    names = [f"{name[0]}{year}_{name[2:]}" for year in (10, 15, 21) for name in sorted(census)]
    names += [f"NAISD{year}" for year in range(14, 24)] + ["MED21", "TP6021", "D121", "D921"]
    names += ["ETTOT22", "SUPERF"]
    missing = max(0, 1_900 - len(names))
    return names + [f"P21_AUTRE{number}" for number in range(missing)]


def write_dossier(communes: pl.DataFrame, path: Path) -> None:
    """One row per commune, one column per variable, as Insee writes them.

    communes  code, population
    """
    draw = np.random.default_rng(SEED)
    people = communes["population"].fill_null(100).to_numpy().astype(float)
    columns: dict[str, pl.Series] = {"CODGEO": communes["code"]}
    for name in variables():
        if INCOMES.match(name):
            values = draw.uniform(5, 40, len(people)).round(1).astype(str)
            texts = np.where(people < SECRET_BELOW, "s", np.char.replace(values, ".", ","))
            columns[name] = pl.Series(texts)
            continue
        values = people * draw.random() * draw.uniform(0.5, 1.5, len(people)) * 0.3
        whole = draw.random() < SHARE_WITHOUT_DECIMALS
        columns[name] = pl.Series(values.round(0).astype(int) if whole else values.round(9))
    path.parent.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(columns).write_csv(path, separator=";")


def write_census(communes: pl.DataFrame, path: Path, people: int) -> None:
    """Individuals: commune, age, sex, weight and eight other columns."""
    draw = np.random.default_rng(SEED)
    share = communes["population"].fill_null(1).to_numpy().astype(float) + 1
    places = draw.choice(len(share), size=people, p=share / share.sum())
    others = {f"variable_{each}": draw.integers(0, 9, people, dtype=np.int8) for each in range(8)}
    frame = pl.DataFrame(
        {
            "commune": communes["code"].gather(places),
            "age": draw.integers(0, 7, people, dtype=np.int8),
            "sexe": draw.integers(1, 3, people, dtype=np.int8),
            "poids": draw.uniform(1, 5, people).round(6),
            **others,
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path, compression="zstd")
