"""Geographical levels, by the names used in every table, command and page."""

from enum import StrEnum


class Level(StrEnum):
    """A kind of territory. Codes are unique within a level, not across levels."""

    IRIS = "iris"
    COMMUNE = "commune"
    ARRONDISSEMENT_MUNICIPAL = "arrondissement_municipal"
    EPCI = "epci"
    DEPARTEMENT = "departement"
    REGION = "region"
    METROPOLE = "metropole"
    FRANCE = "france"
    PERIMETRE = "perimetre"


# A code without a level is tried in this order: 84 is a région and a département,
# 242320000 an IRIS and an EPCI.
SEARCH_ORDER = (
    Level.EPCI,
    Level.COMMUNE,
    Level.ARRONDISSEMENT_MUNICIPAL,
    Level.DEPARTEMENT,
    Level.REGION,
    Level.IRIS,
)

FRANCE_CODE = "FR"
METROPOLE_CODE = "METRO"

LEVEL_LABELS = {
    Level.IRIS: "IRIS",
    Level.COMMUNE: "commune",
    Level.ARRONDISSEMENT_MUNICIPAL: "arrondissement municipal",
    Level.EPCI: "intercommunalité",
    Level.DEPARTEMENT: "département",
    Level.REGION: "région",
    Level.METROPOLE: "France métropolitaine",
    Level.FRANCE: "France",
    Level.PERIMETRE: "périmètre choisi",
}

LEVEL_PLURALS = {
    Level.IRIS: "IRIS",
    Level.COMMUNE: "communes",
    Level.ARRONDISSEMENT_MUNICIPAL: "arrondissements municipaux",
    Level.EPCI: "intercommunalités",
    Level.DEPARTEMENT: "départements",
    Level.REGION: "régions",
}
