"""From the words of the data·inclusion schema v0 (2022-2025) to those of the schema v1.

A v0 word that v1 does not have, or splits, is left out rather than guessed; the family of themes
(`mobilite`, `numerique`…) is then all that remains.
https://gip-inclusion.github.io/data-inclusion-schema/
"""

import re


NETWORKS = {
    "ACI": "aci",
    "AFPA": "afpa",
    "AI": "ai",
    "CADA": "cada",
    "CAF": "caf",
    "CAP_EMPLOI": "cap-emploi-reseau-cheops",
    "CCAS": "ccas-cias",
    "CD": "departements",
    "CHRS": "chrs",
    "CHU": "chu",
    "CIAS": "ccas-cias",
    "CIDFF": "cidff",
    "EI": "ei",
    "EITI": "eiti",
    "ETTI": "etti",
    "GEIQ": "geiq",
    "MJC": "mjc",
    "ML": "mission-locale",
    "MUNI": "communes",
    "CC": "communes",
    "EPCI": "communes",
    "PE": "france-travail",
    "PLIE": "plie",
    "RS_FJT": "residences-fjt",
    "SPIP": "spip",
    "UDAF": "unaf",
    "CNFS": "conseillers-numeriques",
    "France Services": "france-service",
    "Aidants Connect": "aidants-connect",
}
FAMILIES = {
    "acces-aux-droits-et-citoyennete": "difficultes-administratives-ou-juridiques",
    "apprendre-francais": "lecture-ecriture-calcul",
    "creation-activite": "creer-une-entreprise",
    "gestion-financiere": "difficultes-financieres",
    "illettrisme": "lecture-ecriture-calcul",
}
_BASICS = "numerique--maitriser-les-fondamentaux-du-numerique"
_ONLINE = "numerique--acceder-a-des-services-en-ligne"
_COMPANY = "creer-une-entreprise--"
THEMES = {
    "creation-activite--definir-son-projet-de-creation-dentreprise": _COMPANY
    + "definir-son-projet-de-creation-dentreprise",
    "creation-activite--developper-son-entreprise": _COMPANY + "developper-son-entreprise",
    "creation-activite--structurer-son-projet-de-creation-dentreprise": _COMPANY
    + "structurer-son-projet-de-creation-dentreprise",
    "famille--violences-intrafamiliales": "famille--surmonter-conflits-separation-violence",
    "logement-hebergement--demenagement": "logement-hebergement--changer-de-logement",
    "mobilite--financer-mon-projet-mobilite": "mobilite--financer-ma-mobilite",
    "numerique--accompagner-les-demarches-de-sante": _ONLINE,
    "numerique--approfondir-ma-culture-numerique": _BASICS,
    "numerique--devenir-autonome-dans-les-demarches-administratives": _ONLINE,
    "numerique--prendre-en-main-un-ordinateur": _BASICS,
    "numerique--prendre-en-main-un-smartphone-ou-une-tablette": _BASICS,
    "numerique--realiser-des-demarches-administratives-avec-un-accompagnement": _ONLINE,
    "numerique--s-equiper-en-materiel-informatique": "numerique--acquerir-un-equipement",
    "numerique--utiliser-le-numerique-au-quotidien": _BASICS,
    "remobilisation--bien-etre": "remobilisation--bien-etre-confiance-en-soi",
}
# Structures of v0 list services of digital mediation in full French words.
DIGITAL_SERVICES = {
    "Accéder à une connexion internet": "numerique--acceder-a-une-connexion-internet",
    "Accompagner les démarches de santé": _ONLINE,
    "Approfondir ma culture numérique": _BASICS,
    "Devenir autonome dans les démarches administratives": _ONLINE,
    "Prendre en main un ordinateur": _BASICS,
    "Prendre en main un smartphone ou une tablette": _BASICS,
    "Réaliser des démarches administratives avec un accompagnement": _ONLINE,
    "S'équiper en matériel informatique": "numerique--acquerir-un-equipement",
    "Utiliser le numérique au quotidien": _BASICS,
}
TYPES = {"accueil": "information", "delegation": "accompagnement", "financement": "aide-financiere"}
SAME_TYPES = {
    "accompagnement",
    "aide-financiere",
    "aide-materielle",
    "atelier",
    "formation",
    "information",
}
PUBLICS = {
    "Déficience visuelle": "personnes-en-situation-de-handicap",
    "Familles/enfants": "familles",
    "Jeunes (16-26 ans)": "jeunes",
    "Seniors (+ 65 ans)": "seniors",
    "Surdité": "personnes-en-situation-de-handicap",
    "deficience-visuelle": "personnes-en-situation-de-handicap",
    "familles-enfants": "familles",
    "handicaps-mentaux": "personnes-en-situation-de-handicap",
    "handicaps-psychiques": "personnes-en-situation-de-handicap",
    "jeunes-16-26": "jeunes",
    "seniors-65": "seniors",
    "surdite": "personnes-en-situation-de-handicap",
}
FEES = {"gratuit": "gratuit", "gratuit-sous-conditions": "gratuit", "payant": "payant"}
SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:--[a-z0-9]+(?:-[a-z0-9]+)*)?$")


def networks(typology: str, labels: list[str], v1: list[str]) -> list[str]:
    """Carrying networks, from the v0 typology and labels or as v1 gives them."""
    known = [NETWORKS[word] for word in (typology, *labels) if word in NETWORKS]
    return _distinct([*known, *v1])


def themes(words: list[str], digital: list[str]) -> list[str]:
    """Themes of v1. A v0 word reduced to its family has none."""
    renamed = [THEMES.get(word, word) for word in words]
    kept = [word for word in renamed if "--" in word and _family(word) == word.split("--")[0]]
    return _distinct(
        [*kept, *(DIGITAL_SERVICES[word] for word in digital if word in DIGITAL_SERVICES)]
    )


def families(words: list[str], digital: list[str]) -> list[str]:
    """Families of themes, as v1 names them."""
    found = [_family(word) for word in words if SLUG.match(word)]
    return _distinct([*found, *(["numerique"] if digital else [])])


def types(words: list[str]) -> list[str]:
    """Types of service of v1; what v1 no longer calls a type is left out."""
    known = [TYPES.get(word, word) for word in words]
    return _distinct([word for word in known if word in SAME_TYPES])


def publics(words: list[str]) -> list[str]:
    """Publics of v1. Words of v1 pass; words of v0 without equivalent are left out."""
    known = [PUBLICS.get(word, word if SLUG.match(word) else "") for word in words]
    handicap = ["personnes-en-situation-de-handicap" for word in words if "Handicaps" in word]
    return _distinct([word for word in [*known, *handicap] if word])


def fees(words: list[str]) -> str:
    """« gratuit », « payant » or ""."""
    return next((FEES[word] for word in words if word in FEES), "")


def _family(word: str) -> str:
    family = word.split("--")[0]
    return FAMILIES.get(family, family)


def _distinct(words: list[str]) -> list[str]:
    return list(dict.fromkeys(words))
