"""The opening of a portrait: what the territory is, in one sentence, then three figures.

Every claim is computed from the indicators; a figure that is missing makes no claim.
"""

from collections.abc import Mapping
from typing import Any

from atelier.portraits.places import Place
from atelier.portraits.presenters.indicator import is_missing, reference, url_of
from maillage.base.french import number, plural, with_unit


Portrait = Mapping[str, Any]

KINDS = {
    "iris": "Quartier",
    "commune": "Commune",
    "arrondissement_municipal": "Arrondissement municipal",
    "epci": "Intercommunalité",
    "departement": "Département",
    "region": "Région",
    "metropole": "La France métropolitaine",
    "france": "La France entière",
    "perimetre": "Périmètre choisi",
}
# A gap in points under which two shares of older people are told « the same ».
SAME_AGE = 1.0
NOTABLE_VACANCY = 7.0
WORDS = {3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf", 10: "dix"}
ORDERED = {**WORDS, 11: "onze", 12: "douze", 13: "treize", 14: "quatorze"}

KEY_FIGURES = (
    ("population", "habitants"),
    ("part_65_plus", "ont 65 ans ou plus"),
    ("taux_logements_vacants", "des logements sont vacants"),
    ("niveau_vie_median", "de niveau de vie médian"),
    ("taux_pauvrete", "sous le seuil de pauvreté"),
    ("part_moins_20", "ont moins de 20 ans"),
)


def by_id(portrait: Portrait) -> dict[str, Mapping[str, Any]]:
    """Indicators of the portrait by id."""
    return {indicator["id"]: indicator for indicator in portrait["indicators"]}


def has_value(portrait: Portrait, name: str) -> bool:
    """Whether the portrait has this indicator, with a number."""
    found = by_id(portrait).get(name)
    return found is not None and not is_missing(found)


def lead(portrait: Portrait) -> str:
    """« Intercommunalité de 9 communes, en Ardèche. La population y est plus âgée que … »."""
    indicators = by_id(portrait)
    claims = [_age_claim(indicators), _vacancy_claim(indicators)]
    said = " et ".join(claim for claim in claims if claim)
    return (
        f"{_kind(portrait['territory'])} {said[:1].upper()}{said[1:]}{'.' if said else ''}".strip()
    )


def _kind(territory: Mapping[str, Any]) -> str:
    """What it is and where: « Intercommunalité de 14 communes, Ardèche. »."""
    words = KINDS[territory["level"]]
    count = len(territory["communes"])
    if count > 1:
        link = "\u00a0:" if territory["level"] in _EVERYWHERE else " de"
        words += f"{link} {plural(count, 'commune')}"
    names = [row["name"] for row in territory["parents"] if row["level"] not in _EVERYWHERE]
    # Overseas, a département and its région have the same name.
    parents = [name for name in dict.fromkeys(names) if name != territory["name"]]
    return f"{words} — {', '.join(parents)}." if parents else f"{words}."


_EVERYWHERE = {"metropole", "france"}


def _age_claim(indicators: Mapping[str, Mapping[str, Any]]) -> str:
    """Older, younger or alike, compared with the région, else the département, else the country."""
    older = indicators.get("part_65_plus")
    if older is None or is_missing(older):
        return ""
    for level, words in _AGE_REFERENCES:
        row = next((row for row in older["comparisons"] if row["level"] == level), None)
        if row is not None and row["value"] is not None:
            gap = older["value"] - row["value"]
            return f"la population y {_age_words(gap)} {words}{_unlike_peers(gap, older)}"
    return ""


_AGE_REFERENCES = (
    ("region", "que dans la région"),
    ("departement", "que dans le département"),
    ("metropole", "qu’en France métropolitaine"),
    ("france", "qu’en France"),
)


def _age_words(gap: float) -> str:
    """The verb and the adjective of a gap in points of the share of people aged 65 and over."""
    if abs(gap) < SAME_AGE:
        return "a à peu près le même âge"
    return "est plus âgée" if gap > 0 else "est plus jeune"


def _unlike_peers(gap: float, older: Mapping[str, Any]) -> str:
    """« , mais moins que dans la plupart des … », when its peers say the contrary."""
    position = older["position"]
    if position is None or abs(gap) < SAME_AGE:
        return ""
    beside = older["value"] - position["median"]
    if beside * gap >= 0:
        return ""
    return f", mais moins que dans la plupart des {position['peers']}"


def _vacancy_claim(indicators: Mapping[str, Mapping[str, Any]]) -> str:
    """« un logement sur sept est vide », only when vacancy is notable."""
    vacancy = indicators.get("taux_logements_vacants")
    if vacancy is None or is_missing(vacancy) or vacancy["value"] < NOTABLE_VACANCY:
        return ""
    every = round(100 / vacancy["value"])
    return f"un logement sur {ORDERED.get(every, number(every))} environ est vide"


def key_figures(portrait: Portrait, place: Place) -> list[dict[str, str]]:
    """The first three of KEY_FIGURES that have a value."""
    indicators = by_id(portrait)
    known = [
        (indicators[name], words)
        for name, words in KEY_FIGURES
        if name in indicators and not is_missing(indicators[name])
    ]
    return [
        {
            "value": with_unit(indicator["value"], indicator["unit"]),
            "words": f"{words} en\u00a0{indicator['year']}",
            "reference": reference(indicator) if indicator["unit"] != "count" else "",
            "url": url_of(indicator, place),
        }
        for indicator, words in known[:3]
    ]


def source_line(portrait: Portrait) -> str:
    """« Insee, recensement de la population, 2021 ; communes de 2026. » for the three figures."""
    indicators = by_id(portrait)
    used = [indicators[name] for name, _ in KEY_FIGURES if name in indicators]
    shown = [indicator for indicator in used if not is_missing(indicator)][:3]
    sources = dict.fromkeys(f"{indicator['source']}, {indicator['year']}" for indicator in shown)
    if not sources:
        return ""
    told = [*sources, f"communes de\u00a0{portrait['territory']['geography_year']}"]
    return "\u00a0; ".join(told) + "."
