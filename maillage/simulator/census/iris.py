"""The five census bases by IRIS (`base-ic-…-2021.csv`); most columns are those of communes."""

import itertools
import re
from pathlib import Path

import numpy as np

from maillage.simulator.census.tabulation import Tabulation, within
from maillage.simulator.files.delimited import INSEE, plain, write_table
from maillage.simulator.files.levels import iris, iris_type
from maillage.simulator.households import MONO
from maillage.simulator.work import EMPLOYED, INACTIVE, OWN_ACCOUNT, RETIRED, STUDENT, UNEMPLOYED
from maillage.simulator.world import World


KEYS = ("IRIS", "COM", "TYP_IRIS", "LAB_IRIS")
# Names of the columns, braces standing for each of the words they hold.
BASES = {
    "evol-struct-pop": """
        P_POP P_POP{0002,0305,0610,1117,1824,2539,4054,5564,6579,80P}
        P_POP{0014,1529,3044,4559,6074,75P,0019,2064,65P}
        P_POPH P_H{0014,1529,3044,4559,6074,75P,0019,2064,65P}
        P_POPF P_F{0014,1529,3044,4559,6074,75P,0019,2064,65P}
        C_{POP15P,H15P,F15P}{,_CS1,_CS2,_CS3,_CS4,_CS5,_CS6,_CS7,_CS8}
        P_POP_{FR,ETR,IMM} P_PMEN P_PHORMEN""",
    "couples-familles-menages": """
        C_MEN{,PSEUL,HSEUL,FSEUL,SFAM,FAM,COUPSENF,COUPAENF,FAMMONO} C_PMEN
        C_PMEN_MEN{PSEUL,HSEUL,FSEUL,SFAM,FAM,COUPSENF,COUPAENF,FAMMONO}
        P_POP{15P,1524,2554,5579,80P} P_POPMEN{15P,1524,2554,5579,80P}
        P_POP{15P,1524,2554,5579,80P}_PSEUL
        P_POP15P_{MARIEE,PACSEE,CONCUB_UNION_LIBRE,VEUFS,DIVORCEE,CELIBATAIRE}
        C_{MEN,PMEN}_CS{1,2,3,4,5,6,7,8} C_{FAM,COUPAENF,FAMMONO,COUPSENF} C_NE24F{0,1,2,3,4P}
        C_MEN-FAM C_MEN1F{COUPSENF,COUPUNIQENFCOUP,COUPENF1ADUL,MONO} C_PMENFAM
        C_PMEN1F{COUPSENF,COUPUNIQENFCOUP,COUPENF1ADUL,MONO} C_FAM{TRAD,RECOMP}""",
    "logement": """
        P_{LOG,RP,RSECOCC,LOGVAC,MAISON,APPART} P_RP_{1P,2P,3P,4P,5PP} P_NBPI_RP
        P_{RPMAISON,NBPI_RPMAISON,RPAPPART,NBPI_RPAPPART}
        P_RP_{M30M2,3040M2,4060M2,6080M2,80100M2,100120M2,120M2P}
        P_{RP,RPMAISON,RPAPPART}_ACH{TOT,19,45,70,90,05,18}
        P_MEN{,_ANEM0002,_ANEM0204,_ANEM0509,_ANEM10P}
        P_PMEN{,_ANEM0002,_ANEM0204,_ANEM0509,_ANEM10P}
        P_NBPI_RP_ANEM{0002,0204,0509,10P} P_RP_{PROP,LOC,LOCHLMV,GRAT}
        P_{NPER_RP,ANEM_RP}{,_PROP,_LOC,_LOCHLMV,_GRAT}
        P_RP_{SDB,CCCOLL,CCIND,CINDELEC,ELEC,EAUCH,BDWC,CHOS,CLIM,TTEGOU,GARL,VOIT1P,VOIT1,VOIT2P}
        P_RP_{HABFOR,CASE,MIBOIS,MIDUR} C_RP_HSTU1P{,_SUROCC}""",
    "diplomes-formation": """
        P_POP{0205,0610,1114,1517,1824,2529,30P} P_SCOL{0205,0610,1114,1517,1824,2529,30P}
        P_{,H,F}NSCOL15P{,_DIPLMIN,_BEPC,_CAPBEP,_BAC,_SUP2,_SUP34,_SUP5}""",
    "activite-residents": """
        P_{POP,H,F}{1564,1524,2554,5564} P_{,H,F}ACT{1564,1524,2554,5564}
        P_{,H,F}ACTOCC{1564,1524,2554,5564} P_CHOM{1564,1524,2554,5564}
        P_{CHOM,ACT}_{DIPLMIN,BEPC,CAPBEP,BAC,SUP2,SUP34,SUP5}
        P_{,H,F}INACT1564 P_{,H,F}ETUD1564 P_{,H,F}RETR1564 P_{,H,F}AINACT1564
        C_{ACT,ACTOCC}1564{,_CS1,_CS2,_CS3,_CS4,_CS5,_CS6} P_{,H,F}{ACTOCC,SAL,NSAL}15P
        P_ACTOCC15P_TP P_SAL15P_TP P_HSAL15P_TP P_FSAL15P_TP P_NSAL15P_TP
        P_SAL15P_{CDI,CDD,INTERIM,EMPAID,APPR} P_NSAL15P_{INDEP,EMPLOY,AIDFAM}
        P_ACTOCC15P_{ILT1,ILT2P,ILT2,ILT3,ILT4,ILT5}
        C_ACTOCC15P{,_PAS,_MAR,_VELO,_2ROUESMOT,_VOIT,_TCOM}""",
}
_SURFACES = (
    ("M30M2", 0, 30), ("3040M2", 30, 40), ("4060M2", 40, 60), ("6080M2", 60, 80),
    ("80100M2", 80, 100), ("100120M2", 100, 120), ("120M2P", 120, 9999),
)  # fmt: skip


def names_of(base: str) -> list[str]:
    """The columns of one base, without its four keys: `P21_POP`, `P21_POP0002`…"""
    words = [name for pattern in BASES[base].split() for name in expanded(pattern)]
    return [f"{word[0]}21{word[1:]}" for word in words]


def expanded(pattern: str) -> list[str]:
    """`P_{H,F}15P` is P_H15P, P_F15P."""
    pieces = re.split(r"[{}]", pattern)
    choices = [piece.split(",") if rank % 2 else [piece] for rank, piece in enumerate(pieces)]
    return ["".join(words) for words in itertools.product(*choices)]


def write_iris_bases(world: World, folder: Path, census: dict[str, np.ndarray]) -> list[Path]:
    """Five files; `census` holds the columns already counted by cell for the communes."""
    table = Tabulation(world, 2021)
    for extra in (_people, _families, _dwellings, _activity, _employment):
        extra(table)
    known = {**census, **table.columns}
    return [_write(world, folder, base, known) for base in BASES]


def _write(world: World, folder: Path, base: str, known: dict[str, np.ndarray]) -> Path:
    grouping, names = iris(world.territory), names_of(base)
    columns = [[plain(value) for value in grouping.total(known[name])] for name in names]
    heads = ([code, code[:5], iris_type(code), "5"] for code in grouping.codes)
    rows = ([*head, *cells] for head, *cells in zip(heads, *columns, strict=True))
    return write_table(folder / f"base-ic-{base}-2021.csv", [*KEYS, *names], rows, INSEE)


def _people(table: Tabulation) -> None:
    people = table.world.people
    for band in ("0002", "0305", "1117", "75P", "0019", "2064", "65P"):
        table.people(f"P_POP{band}", within(people.age, band))
    table.people("P_H75P", ~people.female & within(people.age, "75P"))
    table.people("P_F75P", people.female & within(people.age, "75P"))
    foreign = people.abroad & (table.world.rng(22).random(len(people)) < 0.58)
    table.people("P_POP_FR", ~foreign)
    table.people("P_POP_ETR", foreign)
    table.people("P_POP_IMM", people.abroad)
    table.people("P_PHORMEN", people.household < 0)


def _families(table: Tabulation) -> None:
    people, households = table.world.people, table.world.households
    inside = people.household >= 0
    alone = inside & (households.size[np.where(inside, people.household, 0)] == 1)
    for band in ("15P", "1524", "2554", "5579", "80P"):
        chosen = within(people.age, band)
        table.people(f"P_POP{band}", chosen)
        table.people(f"P_POPMEN{band}", chosen & inside)
        table.people(f"P_POP{band}_PSEUL", chosen & alone)
    table.households("C_MEN1FMONO", households.kind == MONO)
    table.households("C_PMEN1FMONO", households.kind == MONO, households.size)


def _dwellings(table: Tabulation) -> None:
    homes = table.world.homes
    for name, low, high in _SURFACES:
        table.households(f"P_RP_{name}", (homes.surface >= low) & (homes.surface < high))
    before = homes.built < 2019
    table.households("P_RPMAISON_ACHTOT", before & homes.house)
    table.households("P_RPAPPART_ACHTOT", before & ~homes.house)


def _activity(table: Tabulation) -> None:
    people, work = table.world.people, table.world.work
    working_age = within(people.age, "1564")
    out = ~np.isin(work.activity, (EMPLOYED, UNEMPLOYED))
    for letter, sex in (("H", ~people.female), ("F", people.female)):
        table.people(f"P_{letter}INACT1564", working_age & sex & out)
        for name, value in (("ETUD", STUDENT), ("RETR", RETIRED), ("AINACT", INACTIVE)):
            table.people(f"P_{letter}{name}1564", working_age & sex & (work.activity == value))


def _employment(table: Tabulation) -> None:
    work = table.world.work
    employed = work.activity == EMPLOYED
    for rank, name in enumerate(("CDI", "CDD", "INTERIM", "EMPAID", "APPR")):
        table.people(f"P_SAL15P_{name}", employed & (work.status == rank))
    for rank, name in enumerate(("INDEP", "EMPLOY", "AIDFAM"), start=OWN_ACCOUNT):
        table.people(f"P_NSAL15P_{name}", employed & (work.status == rank))
    table.people("C_ACTOCC15P", employed)
    for rank, name in enumerate(("PAS", "MAR", "VELO", "2ROUESMOT", "VOIT", "TCOM")):
        table.people(f"C_ACTOCC15P_{name}", employed & (work.transport == rank))
