"""A hand-made portrait of a territory that does not exist, with contours, for the tests of reports.

Every number here is invented. The shape is that of the JSON of the agreement, schema 1.0.
"""

from typing import Any

import numpy as np
from shapely import transform
from shapely.geometry import MultiPoint, Point, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import voronoi_diagram

from maillage.base.french import NBSP, with_unit
from maillage.portraits import Portrait
from maillage.reports.reading import Reading
from tests.factories.rows import make_territory
from tests.factories.tables import tables_of


COMMUNES = {
    "99001": "Arzeliers", "99002": "Beauvoir-sur-Onde", "99003": "Brissac-le-Vieux",
    "99004": "Cormeilles", "99005": "Estrac", "99006": "Fontbrune", "99007": "Lavernède",
    "99008": "Les Combettes", "99009": "Montclar-d'Onde", "99010": "Puy-Marsac",
    "99011": "Saint-Aubin-des-Prés", "99012": "Saint-Véran-la-Rivière", "99013": "Thorignac",
    "99014": "Valmeyrac",
}  # fmt: skip
PLACES = (
    (5.2, 8.6), (8.1, 8.0), (2.1, 6.9), (6.4, 6.6), (9.4, 5.6), (3.9, 5.2), (1.2, 4.1), (6.9, 4.6),
    (4.9, 3.3), (8.8, 3.2), (2.6, 2.3), (6.4, 1.9), (4.3, 0.9), (5.4, 4.9),
)  # fmt: skip
THEMES = {
    "demographie": "Démographie", "menages_familles": "Ménages et familles",
    "emploi": "Emploi et insertion", "revenus": "Revenus, pauvreté, prestations",
    "logement": "Logement et habitat", "mobilite": "Mobilité", "sante": "Santé et accès aux soins",
}  # fmt: skip

# id, theme, label, unit, value, (p5, q1, median, q3, p95), reference values (dep, region, France)
ROWS: tuple[tuple[Any, ...], ...] = (
    ("population", "demographie", "Population municipale", "count", 19044.0,
     (10400, 13200, 17800, 24100, 33900), (331415, 8114361, 67408052)),
    ("part_moins_20", "demographie", "Part des moins de 20 ans", "percent", 23.2,
     (19.0, 21.1, 22.6, 24.3, 26.9), (22.8, 24.4, 23.9)),
    ("part_65_plus", "demographie", "Part des 65 ans ou plus", "percent", 24.3,
     (16.2, 20.0, 23.2, 26.8, 31.9), (25.6, 20.2, 20.5)),
    ("indice_vieillissement", "demographie", "Indice de vieillissement", "ratio", 104.7,
     (63.0, 83.0, 102.0, 126.0, 165.0), (112.3, 82.8, 85.8)),
    ("taille_menages", "menages_familles", "Personnes par ménage", "ratio", 2.21,
     (2.0, 2.14, 2.24, 2.34, 2.5), (2.17, 2.18, 2.15)),
    ("part_familles_monoparentales_familles", "menages_familles",
     "Part des familles monoparentales parmi les familles", "percent", 15.8,
     (10.2, 12.4, 13.9, 15.6, 18.9), (14.6, 15.2, 16.7)),
    ("part_personnes_seules", "menages_familles", "Part des ménages d'une personne", "percent",
     33.4, (26.1, 29.4, 31.8, 34.2, 38.8), (35.2, 36.6, 37.8)),
    ("taux_chomage_rp", "emploi", "Taux de chômage au sens du recensement", "percent", 13.9,
     (6.6, 8.5, 10.0, 12.1, 16.2), (11.3, 9.6, 11.7)),
    ("taux_activite", "emploi", "Taux d'activité des 15-64 ans", "percent", 73.1,
     (69.8, 73.4, 75.6, 77.7, 80.6), (75.2, 76.3, 74.8)),
    ("part_precaires", "emploi", "Part des contrats précaires", "percent", 17.2,
     (11.0, 12.6, 14.0, 15.7, 18.9), (16.1, 14.7, 15.4)),
    ("niveau_vie_median", "revenus", "Niveau de vie médian", "euros", 20350.0,
     (20100, 21500, 22480, 23600, 26400), (22090, 23690, 23080)),
    ("gini", "revenus", "Indice de Gini", "ratio", 0.27,
     (0.22, 0.24, 0.25, 0.27, 0.30), (0.26, 0.28, 0.29)),
    ("taux_logements_vacants", "logement", "Part des logements vacants", "percent", 11.6,
     (4.9, 7.4, 9.2, 11.3, 15.5), (9.0, 8.0, 8.1)),
    ("part_residences_secondaires", "logement", "Part des résidences secondaires", "percent", 10.3,
     (1.0, 2.6, 7.2, 11.2, 41.0), (17.2, 11.4, 9.8)),
    ("part_maisons", "logement", "Part des maisons", "percent", 74.1,
     (49.0, 77.9, 84.8, 90.2, 95.1), (71.0, 54.2, 55.1)),
    ("part_hlm", "logement", "Part des ménages en HLM", "percent", 8.9,
     (1.2, 3.6, 6.4, 9.5, 15.7), (7.6, 12.7, 14.6)),
    ("part_menages_sans_voiture", "mobilite", "Part des ménages sans voiture", "percent", 10.9,
     (5.3, 7.1, 8.9, 11.0, 15.0), (11.1, 16.2, 18.9)),
)  # fmt: skip
FIRST = {
    "population", "part_65_plus", "part_moins_20", "part_familles_monoparentales_familles",
    "taux_chomage_rp", "niveau_vie_median", "taux_logements_vacants", "part_maisons",
    "part_menages_sans_voiture",
}  # fmt: skip
MEMBER_SPREAD = (0.82, 1.1, 0.55, 1.24, 0.91, 2.1, 0.7, 1.02, 1.31, 0.88, 0.63, 1.16, 0.97, 1.07)
PARENTS = (
    ("departement", "99", "Onde"),
    ("region", "990", "Val-Moyen"),
    ("france", "FR", "France"),
)


def portrait() -> dict[str, Any]:
    """The portrait of the communauté de communes."""
    indicators = [_indicator(row) for row in ROWS]
    return {
        "schema_version": "1.0",
        "territory": _territory(),
        "generated_on": "2026-11-01",
        "themes": [{"id": name, "label": label} for name, label in THEMES.items()],
        "indicators": [*indicators, _poverty()],
        "highlights": _highlights(indicators),
        "unknowns": _unknowns(),
        "peers": {
            "kind": "similar",
            "label": "intercommunalités de 10 000 à 35 000 habitants",
            "count": 633,
            "variables": ["taille", "densité", "âge", "revenu"],
            "nearest": [{"code": "990000002", "name": "Pays d'Ambrune", "distance": 0.31}],
            "note": "La distance est calculée sur les variables centrées et réduites.",
        },
        "members_values": {row[0]: _members(row) for row in ROWS},
        "sources": [
            {
                "id": "insee_rp",
                "label": "Recensement de la population 2021",
                "publisher": "Insee",
                "licence": "Licence Ouverte 2.0",
                "page": "https://www.insee.fr/",
                "years": [2021],
                "fetched_on": "2026-10-28",
            }
        ],
    }


def told(content: dict[str, Any]) -> Portrait:
    """A portrait that tells this dictionary, with its tables released as Insee publishes."""
    territory = make_territory(code=content["territory"]["code"])
    return Portrait(territory, content, tables_of(content))


def reading_of(content: dict[str, Any]) -> Reading:
    """The same as its readers see it."""
    return Reading.of(told(content))


def commune_portrait(code: str = "99003") -> dict[str, Any]:
    """The portrait of one member commune; its incomes are secret."""
    content = portrait()
    content["territory"] = {
        **content["territory"],
        "code": code,
        "level": "commune",
        "name": COMMUNES[code],
        "communes": [code],
        "members": [],
        "parents": [
            {"level": "epci", "code": "999000001", "name": "Valmeyrac"},
            *content["territory"]["parents"],
        ],
    }
    content["members_values"] = {}
    for indicator in content["indicators"]:
        if indicator["theme"] == "revenus":
            hide(indicator, "secret", "Moins de 11 foyers concernés.")
    return content


def hide(indicator: dict[str, Any], status: str, reason: str) -> None:
    """Turn an indicator into a hidden one."""
    parts = dict.fromkeys(("value", "numerator", "denominator", "position"))
    indicator.update(parts, status=status, reason=reason, sentence=reason, trend=[])


def contours() -> dict[str, BaseGeometry]:
    """Invented outlines of the communes, in longitude and latitude."""
    ground = Point(5.2, 4.8).buffer(5.2, quad_segs=6).intersection(box(0.3, 0.2, 10.4, 9.6))
    points = MultiPoint(PLACES)
    cells = list(voronoi_diagram(points, envelope=ground).geoms)
    shapes = {}
    for code, place in zip(COMMUNES, PLACES, strict=True):
        cell = next(cell for cell in cells if cell.contains(Point(place)))
        shapes[code] = _on_earth(cell.intersection(ground))
    return shapes


def _on_earth(shape: BaseGeometry) -> BaseGeometry:
    """From the drawing board to longitudes and latitudes, with a slight bend."""
    return transform(
        shape,
        lambda points: np.column_stack(
            [
                4.4 + points[:, 0] * 0.03 + np.sin(points[:, 1]) * 0.004,
                44.5 + points[:, 1] * 0.022,
            ]
        ),
    )


def _territory() -> dict[str, Any]:
    return {
        "code": "999000001",
        "level": "epci",
        "name": "Communauté de communes de Valmeyrac",
        "geography_year": 2026,
        "communes": list(COMMUNES),
        "fictitious": True,
        "parents": [{"level": level, "code": code, "name": name} for level, code, name in PARENTS],
        "members": [
            {"code": code, "name": name, "level": "commune", "population": 1000 + 97 * place}
            for place, (code, name) in enumerate(COMMUNES.items())
        ],
    }


def _indicator(row: tuple[Any, ...]) -> dict[str, Any]:
    name, theme, label, unit, value, quantiles, references = row
    printed = with_unit(value, unit)
    return {
        "id": name,
        "theme": theme,
        "label": label,
        "question": f"{label} : combien ?",
        "value": value,
        "unit": unit,
        "status": "computed",
        "reliability": "safe",
        "year": 2021,
        "geography_year": 2026,
        "source": "Insee, recensement",
        "source_id": "insee_rp",
        "numerator": round(value * 12.0, 3),
        "denominator": 1200.0,
        "coverage": {"present": 14, "expected": 14},
        "reason": "",
        "comparisons": [
            {
                "territory": territory,
                "code": code,
                "level": level,
                "value": float(reference),
                "status": "published",
                "year": 2021,
            }
            for (level, code, territory), reference in zip(PARENTS, references, strict=True)
        ],
        "position": _position(value, quantiles, unit),
        "trend": [
            {"year": year, "value": round(value * (0.9 + 0.02 * step), 3), "status": "computed"}
            for step, year in enumerate((2010, 2015, 2021))
        ],
        "trend_note": "",
        "sentence": f"En 2021, {label.lower()} à Valmeyrac : {printed}.",
        "position_sentence": "Plus élevé que dans 475 intercommunalités comparables sur 633.",
        "key": name in FIRST or theme in {"logement", "emploi"},
        "first": name in FIRST,
        "polarity": "neutral",
        "publics": ["tous"],
        "cautions": [],
    }


def _position(value: float, quantiles: tuple[float, ...], unit: str) -> dict[str, Any]:
    p5, q1, median, q3, p95 = (float(number) for number in quantiles)
    return {
        "peers": "intercommunalités comparables", "rank": 158, "of": 633, "percentile": 75,
        "p5": p5, "q1": q1, "median": median, "q3": q3, "p95": p95, "unit": unit,
    }  # fmt: skip


def _poverty() -> dict[str, Any]:
    row = (
        "taux_pauvrete",
        "revenus",
        "Taux de pauvreté",
        "percent",
        22.0,
        (1, 2, 3, 4, 5),
        (1, 2, 3),
    )
    indicator = _indicator(row)
    hide(
        indicator, "unavailable", "Non publié pour les intercommunalités dans les fichiers réunis."
    )
    return indicator


def _highlights(indicators: list[dict[str, Any]]) -> list[dict[str, Any]]:
    chosen = (
        "taux_logements_vacants", "niveau_vie_median", "taux_chomage_rp", "part_maisons",
        "part_familles_monoparentales_familles", "part_precaires", "part_menages_sans_voiture",
    )  # fmt: skip
    by_id = {indicator["id"]: indicator for indicator in indicators}
    found = []
    for name in chosen:
        one = by_id[name]
        here = with_unit(one["value"], one["unit"])
        median = with_unit(one["position"]["median"], one["unit"])
        found.append(
            {
                "indicator": name,
                "sentence": f"{one['label']} : {here}, contre {median} chez les comparables.",
                "detail": f"Plus élevé que dans 475 intercommunalités sur 633.{NBSP}",
                "score": 1.4,
                "gap": round(one["value"] - one["position"]["median"], 3),
                "direction": "above" if one["value"] > one["position"]["median"] else "below",
            }
        )
    return found


def _unknowns() -> list[dict[str, Any]]:
    return [
        {
            "indicator": "taux_pauvrete",
            "theme": "revenus",
            "label": "Taux de pauvreté",
            "status": "unavailable",
            "reason": "Non publié pour les intercommunalités dans les fichiers réunis.",
            "ask": "Insee, fichier Filosofi des EPCI",
        },
        {
            "indicator": "demande_logement_social",
            "theme": "logement",
            "label": "Tension sur la demande de logement social",
            "status": "on_request",
            "reason": "Aucune source ouverte ne publie cette information.",
            "ask": "Gestionnaire départemental du SNE",
        },
        {
            "indicator": "apl_generalistes",
            "theme": "sante",
            "label": "Accessibilité aux médecins généralistes",
            "status": "secret",
            "reason": "Trop peu de praticiens pour être diffusé.",
            "ask": "ARS",
        },
    ]


def _members(row: tuple[Any, ...]) -> list[dict[str, Any]]:
    name, _, _, unit, value, *_ = row
    rows = []
    for place, (code, commune) in enumerate(COMMUNES.items()):
        scale = MEMBER_SPREAD[(place + len(name)) % 14]
        local = value * scale / (14 if unit == "count" else 1)
        secret = name == "niveau_vie_median" and place in {2, 6, 9}
        rows.append(
            {
                "code": code,
                "name": commune,
                "value": None
                if secret
                else round(min(local, 98.0) if unit == "percent" else local, 3),
                "status": "secret" if secret else "computed",
                "reliability": "caution" if place in {4, 5, 10} else "safe",
                "year": 2021,
            }
        )
    return rows
