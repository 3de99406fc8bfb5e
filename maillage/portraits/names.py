"""The name of a territory inside a sentence: « la CC du Pays », « le département du Gard ».

Communes keep their name alone; what would need an article gets the name of its kind, so that the
verb stays singular (« le département des Vosges compte »).
"""

import re

from maillage.base.levels import Level


FEMININE_KINDS = ("CC ", "CA ", "CU ", "Communauté ", "Métropole ", "Eurométropole ")
BOROUGH = re.compile(r"^(?P<city>.+) (?P<rank>\d+er?) Arrondissement$")
# Gender and number of départements are custom, not a rule: these lists follow the Insee's.
WITHOUT_ARTICLE = frozenset({"Paris", "Mayotte"})
MASCULINE = frozenset({
    "Bas-Rhin", "Calvados", "Cantal", "Cher", "Doubs", "Finistère", "Gard", "Gers", "Haut-Rhin",
    "Jura", "Loiret", "Lot", "Morbihan", "Nord",
    "Pas-de-Calais", "Puy-de-Dôme", "Rhône", "Tarn", "Territoire de Belfort",
    "Val-d'Oise", "Val-de-Marne", "Var", "Vaucluse",
})  # fmt: skip
PLURAL = frozenset({
    "Alpes-de-Haute-Provence", "Alpes-Maritimes", "Ardennes", "Bouches-du-Rhône", "Côtes-d'Armor",
    "Deux-Sèvres", "Hautes-Alpes", "Hautes-Pyrénées", "Hauts-de-Seine", "Landes",
    "Pyrénées-Atlantiques", "Pyrénées-Orientales", "Vosges", "Yvelines",
})  # fmt: skip
ELIDED = "AEIOUYÉÈÊÎÂÔ"
# Collectivities the COG lists beside the départements.
NOT_DEPARTEMENTS = frozenset({
    "Île de Clipperton", "Nouvelle-Calédonie", "Polynésie française", "Saint-Barthélemy",
    "Saint-Martin", "Saint-Pierre-et-Miquelon", "Terres australes et antarctiques françaises",
    "Wallis et Futuna",
})  # fmt: skip


def in_sentence(name: str, level: Level) -> str:
    """The name of a territory inside a sentence, with typographic apostrophes."""
    return _named(name, level).replace("'", "’")


def _named(name: str, level: Level) -> str:
    if level == Level.EPCI and name.startswith(FEMININE_KINDS):
        return f"la {name}"
    if level == Level.PERIMETRE and not name.startswith(("le ", "la ", "les ")):
        return f"le périmètre « {name} »"
    if level in (Level.METROPOLE, Level.FRANCE) and name.startswith("France"):
        return f"la {name}"
    if level == Level.REGION:
        return f"la région {name}"
    if level == Level.DEPARTEMENT:
        return name if name in NOT_DEPARTEMENTS else f"le département {_of(name)}"
    if level == Level.IRIS:
        return f"l’{name}" if name.startswith("IRIS ") else f"l’IRIS « {name} »"
    borough = BOROUGH.match(name) if level == Level.ARRONDISSEMENT_MUNICIPAL else None
    return f"le {borough['rank']} arrondissement de {borough['city']}" if borough else name


def _of(name: str) -> str:
    """« de la Drôme », « du Gard », « des Vosges », « de l’Ardèche », « d’Eure-et-Loir »."""
    elided = name[0] in ELIDED or name == "Hérault"
    if name in WITHOUT_ARTICLE or name.startswith("La ") or "-et-" in name:
        return f"d’{name}" if elided else f"de {name}"
    if name in MASCULINE:
        return f"du {name}"
    if name in PLURAL:
        return f"des {name}"
    return f"de l’{name}" if elided else f"de la {name}"
