"""Commune codes as they come in published files: five characters, and which are arrondissements.

Codes of Paris's, Lyon's and Marseille's arrondissements sit among those of communes; adding them to
the city they are part of would count their people twice, so they carry a level of their own.
"""

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.levels import Level
from maillage.sources.contract import RawFile
from maillage.sources.reading import commune_code


# The communes of the fictitious département are 00001 to 00199; no other code begins with 00.
FICTITIOUS = r"00(?:1\d\d|0[1-9]\d|00[1-9])"
COMMUNE_PATTERN = rf"^(?:(?:0[1-9]|[1-8]\d|9[0-5]|2[AB])\d{{3}}|9[78]\d{{3}}|{FICTITIOUS})$"
ARRONDISSEMENT_PATTERN = r"^(?:751[012]\d|6938\d|132[01]\d)$"


def level_of(code: pl.Expr) -> pl.Expr:
    """`arrondissement_municipal` for 75101…, 6938x and 132xx, `commune` for every other code."""
    return (
        pl.when(code.str.contains(ARRONDISSEMENT_PATTERN))
        .then(pl.lit(str(Level.ARRONDISSEMENT_MUNICIPAL)))
        .otherwise(pl.lit(str(Level.COMMUNE)))
    )


def commune_codes(raw: RawFile, codes: pl.Series) -> pl.Series:
    """Codes on five characters, upper case: « 1001 » → « 01001 ».

    Raises RefusedFile naming the first one that cannot be a commune.
    """
    clean = pl.select(commune_code(pl.lit(codes))).to_series()
    wrong = codes.filter(~clean.str.contains(COMMUNE_PATTERN))
    if wrong.len():
        raise RefusedFile(
            f"« {raw.sample.name} » : « {wrong[0]} » n’est pas un code de commune "
            "(cinq caractères, par exemple 01001, 2A004 ou 97101).",
            todo="Déposez le fichier tel que publié, sans l’enregistrer depuis un tableur.",
        )
    return clean
