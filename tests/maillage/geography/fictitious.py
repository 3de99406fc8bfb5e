"""Fictitious places of two years, small enough to be checked by hand.

2021 → 2022: Bellac (07902) joins Arval (07901); Cordes (07903) gives birth to Dorel (07904).
Mortmont (55901) has no inhabitant. Valfeu (00001) is in no real département.
"""

import polars as pl
import shapely


YEARS = (2021, 2022)


def commune(code: str, name: str, **about: object) -> dict[str, object]:
    """One commune; `about` overrides departement, region, zone, population, lists…"""
    return {
        "code": code,
        "name": name,
        "type": "commune",
        "parent": None,
        "departement": code[:2],
        "region": "84",
        "zone": "metro",
        "population": 100,
        "postal_codes": [],
        "former_codes": [],
    } | about


ALWAYS = [
    commune("55901", "Mortmont", region="44", population=0),
    commune("55902", "Vivier-sur-Meuse", region="44", population=50),
    commune("75056", "Paris", region="11", population=2000),
    commune("75101", "Paris 1er", region="11", type="arrondissement_municipal", parent="75056"),
    commune("75102", "Paris 2e", region="11", type="arrondissement_municipal", parent="75056"),
    commune("97601", "Baie-Bleue", departement="976", region="06", zone="drom"),
    commune("97501", "Île-aux-Morues", departement="975", region="975", zone="com"),
    commune("00001", "Valfeu", departement="00", region="00", zone="fictif"),
]
BEFORE = [
    commune("07901", "Arval", population=600),
    commune("07902", "Bellac", population=200),
    commune("07903", "Cordes-les-Bains", population=400, former_codes=["07904"]),
]
AFTER = [
    commune("07901", "Arval", population=800, former_codes=["07902"], postal_codes=["07990"]),
    commune("07903", "Cordes-les-Bains", population=300, postal_codes=["07990", "07991"]),
    commune("07904", "Dorel", population=100),
    commune("07902", "Bellac", type="commune_deleguee", parent="07901", population=None),
]
MEMBERS = {
    2021: {"200000001": ["07901", "07902"], "200000002": ["07903", "55902"]},
    2022: {"200000001": ["07901", "07904"], "200000002": ["07903", "55902"]},
}
EPCI_NAMES = {"200000001": "CC du Val aux Étoiles d'Or", "200000002": "CA Cordes et Meuse"}


def communes() -> pl.DataFrame:
    """`decoupage_communes` of both years."""
    rows = [{"year": 2021, **row} for row in BEFORE + ALWAYS]
    rows += [{"year": 2022, **row} for row in AFTER + ALWAYS]
    kinds = {"year": pl.Int32, "population": pl.Int64, "postal_codes": pl.List(pl.String)}
    return pl.DataFrame(
        rows, schema_overrides={**kinds, "former_codes": pl.List(pl.String)}, infer_schema_length=99
    )


def epci() -> pl.DataFrame:
    """`decoupage_epci` of both years."""
    rows = [
        (year, code, EPCI_NAMES[code], "CC", member)
        for year, groups in MEMBERS.items()
        for code, members in groups.items()
        for member in members
    ]
    columns = {"year": pl.Int32, **dict.fromkeys(["code", "name", "kind", "commune"], pl.String)}
    return pl.DataFrame(rows, schema=columns, orient="row")


def areas(names: dict[str, str]) -> pl.DataFrame:
    """`decoupage_departements` or `decoupage_regions`."""
    rows = [(2022, code, name, None, None) for code, name in names.items()]
    columns = {"year": pl.Int32, **dict.fromkeys(["code", "name", "region", "zone"], pl.String)}
    return pl.DataFrame(rows, schema=columns, orient="row")


def iris() -> pl.DataFrame:
    """`iris_reference` of 2021: three IRIS in Arval, one in Bellac, two in Paris 1er."""
    codes = ["079010101", "079010102", "079010103", "079020000", "751010101", "751010102"]
    rows = [(2021, code, f"Quartier {code[-2:]}", code[:5]) for code in codes]
    columns = {"year": pl.Int32, **dict.fromkeys(["code", "name", "commune"], pl.String)}
    return pl.DataFrame(rows, schema=columns, orient="row")


def contours() -> pl.DataFrame:
    """`contours_communes`: unit squares side by side; Dorel has none, Arval that of its parts."""
    squares = {"07903": 1, "55902": 2, "75056": 3}
    rows = [(2022, code, "commune", None, _square(x)) for code, x in squares.items()]
    rows += [(2022, "07902", "commune_deleguee", "07901", _square(0))]
    columns = {
        "year": pl.Int32,
        **dict.fromkeys(["code", "type", "parent"], pl.String),
        "wkb": pl.Binary,
    }
    return pl.DataFrame(rows, schema=columns, orient="row")


def _square(x: int) -> bytes:
    return bytes(shapely.to_wkb(shapely.box(x, 44, x + 1, 45)))


def tables() -> dict[str, pl.DataFrame]:
    """Every fictitious geography table."""
    return {
        "decoupage_communes": communes(),
        "decoupage_epci": epci(),
        "decoupage_departements": areas({"07": "Ardèche", "55": "Meuse", "75": "Paris"}),
        "decoupage_regions": areas({"84": "Auvergne-Rhône-Alpes", "44": "Grand Est"}),
        "iris_reference": iris(),
        "contours_communes": contours(),
    }


def events() -> pl.DataFrame:
    """`cog_evenements`: what happened in 2021, and the older merger of Estang (07905) in Arval."""
    rows = [
        ("2015-06-01", "31", "07905", "Estang", "07901", "Arval"),
        ("2015-06-01", "31", "07901", "Arval", "07901", "Arval"),
        ("2021-10-01", "32", "07902", "Bellac", "07901", "Arval"),
        ("2021-10-01", "32", "07901", "Arval", "07901", "Arval"),
        ("2022-01-01", "21", "07903", "Cordes-les-Bains", "07903", "Cordes-les-Bains"),
        ("2022-01-01", "21", "07903", "Cordes-les-Bains", "07904", "Dorel"),
    ]
    columns = ["date", "kind", "before", "before_name", "after", "after_name"]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
