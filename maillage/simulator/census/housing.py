"""Census variables of dwellings: stock, main homes, tenure, comfort, cars."""

import numpy as np

from maillage.simulator.census.tabulation import Tabulation
from maillage.simulator.housing import (
    CENTRAL_HEATING,
    COLLECTIVE_HEATING,
    ELECTRIC_HEATING,
    FREE,
    OWNER,
    SECOND,
    SOCIAL_TENANT,
    VACANT,
)


MOVED = (("0002", 0, 2), ("0204", 2, 5), ("0509", 5, 10), ("10P", 10, 200))
LONG_AGO = (("1019", 10, 20), ("2029", 20, 30), ("30P", 30, 200))
PERIODS = (
    ("19", 0, 1919),
    ("45", 1919, 1946),
    ("70", 1946, 1971),
    ("90", 1971, 1991),
    ("05", 1991, 2006),
)


def dwellings(table: Tabulation) -> None:
    """Theme « Logement »."""
    _stock(table)
    _rooms(table)
    _crowding(table)
    if table.year > 2010:
        _periods(table, table.year - 2)
    _moved_in(table)
    _tenures(table)
    _comfort(table)


def _stock(table: Tabulation) -> None:
    """All dwellings: main homes, second homes, empty ones."""
    spare, homes = table.world.spare, table.world.homes
    back = 2021 - table.year
    weights = np.exp(-back * np.where(spare.why == SECOND, 0.002, 0.016))
    counts = {
        key: np.bincount(spare.cell, weights * chosen, minlength=table.cells)
        for key, chosen in (
            ("second", spare.why == SECOND),
            ("vacant", spare.why == VACANT),
            ("house", spare.house),
            ("flat", ~spare.house),
        )
    }
    names = ("P_LOG", "P_RP", "P_RSECOCC", "P_LOGVAC", "P_MAISON", "P_APPART")
    for name in names:  # the order of the file; totals are filled once their parts are known
        table.put(name, np.zeros(table.cells))
    table.households("P_RP")
    main = table.get("P_RP")
    table.put("P_RSECOCC", counts["second"])
    table.put("P_LOGVAC", counts["vacant"])
    table.put("P_LOG", main + counts["second"] + counts["vacant"])
    table.households("P_MAISON", homes.house)
    table.put("P_MAISON", table.get("P_MAISON") + counts["house"])
    table.households("P_APPART", ~homes.house)
    table.put("P_APPART", table.get("P_APPART") + counts["flat"])


def _rooms(table: Tabulation) -> None:
    homes = table.world.homes
    for rooms, name in enumerate(("1P", "2P", "3P", "4P", "5PP"), start=1):
        table.households(f"P_RP_{name}", homes.rooms >= 5 if rooms == 5 else homes.rooms == rooms)
    table.households("P_NBPI_RP", None, homes.rooms)
    for name, chosen in (("RPMAISON", homes.house), ("RPAPPART", ~homes.house)):
        table.households(f"P_{name}", chosen)
        table.households(f"P_NBPI_{name}", chosen, homes.rooms)


def _crowding(table: Tabulation) -> None:
    """Insee's norm: a living room, one room per couple or adult, one for two children."""
    households, homes = table.world.households, table.world.homes
    counted = ~((homes.rooms == 1) & (households.size == 1))
    couple = np.isin(households.kind, (2, 3))
    adults = households.size - households.children - couple
    needed = 1 + adults + np.ceil(households.children / 2)
    needed = np.where(households.size == 1, 2, needed)
    table.households("C_RP_HSTU1P", counted)
    table.households("C_RP_HSTU1P_SUROCC", counted & (homes.rooms < needed))


def _periods(table: Tabulation, before: int) -> None:
    """Main homes by year of construction, those finished before the census campaign only."""
    homes = table.world.homes
    old = homes.built < before
    last = (f"{(before - 1) % 100}", 2006, before)
    table.households("P_RP_ACHTOT", old)
    for prefix, chosen in (
        ("RP", old),
        ("RPMAISON", old & homes.house),
        ("RPAPPART", old & ~homes.house),
    ):
        for name, start, end in (*PERIODS, last):
            table.households(f"P_{prefix}_ACH{name}", chosen & _between(homes.built, start, end))


def _moved_in(table: Tabulation) -> None:
    homes, size = table.world.homes, table.world.households.size
    table.households("P_MEN")
    for name, start, end in (*MOVED, *LONG_AGO):
        table.households(f"P_MEN_ANEM{name}", _between(homes.since, start, end))
    table.households("P_PMEN", None, size)
    for name, start, end in MOVED:
        table.households(f"P_PMEN_ANEM{name}", _between(homes.since, start, end), size)
    for name, start, end in MOVED:
        table.households(f"P_NBPI_RP_ANEM{name}", _between(homes.since, start, end), homes.rooms)


def tenures(table: Tabulation) -> list[tuple[str, np.ndarray]]:
    """Suffix and households of each tenure; social tenants are tenants too."""
    tenure = table.world.homes.tenure
    tenant = (tenure != OWNER) & (tenure != FREE)
    social = tenure == SOCIAL_TENANT
    return [
        ("_PROP", tenure == OWNER),
        ("_LOC", tenant),
        ("_LOCHLMV", social),
        ("_GRAT", tenure == FREE),
    ]


def _tenures(table: Tabulation) -> None:
    size, since = table.world.households.size, table.world.homes.since
    for name, chosen in tenures(table):
        table.households(f"P_RP{name}", chosen)
    for prefix, of in (("P_NPER_RP", size), ("P_ANEM_RP", since)):
        table.households(prefix, None, of)
        for name, chosen in tenures(table):
            table.households(f"{prefix}{name}", chosen, of)


def _comfort(table: Tabulation) -> None:
    """Comfort, parking, cars; what is asked overseas only is zero here."""
    homes = table.world.homes
    table.households("P_RP_SDB", homes.bathroom)
    table.households("P_RP_CCCOLL", homes.heating == COLLECTIVE_HEATING)
    table.households("P_RP_CCIND", homes.heating == CENTRAL_HEATING)
    table.households("P_RP_CINDELEC", homes.heating == ELECTRIC_HEATING)
    for name in ("ELEC", "EAUCH", "BDWC", "CHOS", "CLIM", "TTEGOU"):
        table.put(f"P_RP_{name}", np.zeros(table.cells))
    table.households("P_RP_GARL", homes.parking)
    table.households("P_RP_VOIT1P", homes.cars >= 1)
    table.households("P_RP_VOIT1", homes.cars == 1)
    table.households("P_RP_VOIT2P", homes.cars >= 2)
    for name in ("HABFOR", "CASE", "MIBOIS", "MIDUR"):
        table.put(f"P_RP_{name}", np.zeros(table.cells))


def _between(values: np.ndarray, start: int, end: int) -> np.ndarray:
    return (values >= start) & (values < end)
