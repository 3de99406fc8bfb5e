"""Invented names of places. None is the name of a French commune; a test checks it.

Names do not depend on the seed: the same commune keeps its name in every simulation.
"""

VALMEYRAC = (
    "Valmeyrac",
    "Saint-Aubrin",
    "Castelorme",
    "Montreyne",
    "La Rouvière-d'Oule",
    "Pierrefosse",
    "Saint-Évroux-des-Prés",
    "Brassolles",
    "Fontvireille",
    "Larnaude",
    "Les Combes-d'Ormet",
    "Roquebrière",
    "Sauzemont",
    "Le Mas-d'Arvelle",
)

EPCI = (
    "Communauté de communes de Valmeyrac (territoire fictif)",
    "Communauté de communes du Grand Ouvrandel (fictif)",
    "Communauté de communes de la Haute Besmeline (fictif)",
    "Communauté de communes des Coteaux d'Ulmance (fictif)",
    "Communauté de communes du Val de Gimbe (fictif)",
    "Communauté de communes Plaine de Norvande (fictif)",
    "Communauté de communes des Trois Orvelles (fictif)",
    "Communauté de communes du Pays de Drevance (fictif)",
    "Communauté de communes Thure et Lande (fictif)",
    "Communauté de communes du Plateau d'Arnandel (fictif)",
    "Communauté de communes des Gorges de l'Oule (fictif)",
    "Communauté de communes Monts de Parge (fictif)",
    "Communauté de communes de la Vireline (fictif)",
)

DEPARTEMENT = "Département des Trois-Vals (fictif)"
REGION = "Région d'exemple (fictive)"

_HEADS = [
    "Ouvr",
    "Tarv",
    "Besm",
    "Coulv",
    "Gard",
    "Mess",
    "Norv",
    "Parg",
    "Quinv",
    "Sorv",
    "Ulm",
    "Vir",
    "Arn",
    "Drev",
    "Esp",
    "Floss",
    "Gimb",
    "Hurl",
    "Jaurs",
    "Lim",
    "Orv",
    "Thur",
]
_TAILS = [
    "andel",
    "esse",
    "oulles",
    "igny-le-Haut",
    "elles",
    "ance",
    "ombre",
    "ignac-d'Oule",
    "ières",
    "onne",
    "eval",
    "osse",
]


def commune_names(count: int) -> list[str]:
    """`count` different names (at most 264) for the communes around Valmeyrac."""
    names = []
    for index in range(count):
        head = _HEADS[index % len(_HEADS)]
        tail = _TAILS[(index % len(_HEADS) * 5 + index // len(_HEADS)) % len(_TAILS)]
        names.append(_decorated(head + tail, index))
    return names


def _decorated(name: str, index: int) -> str:
    """Some places are named after a saint, some after a hill, as everywhere."""
    if index % 5 == 1:
        return f"Saint-{name}"
    if index % 7 == 3:
        return f"Mont-{name}"
    return name
