"""The method sheet of access, run."""

import numpy as np
import pytest

from maillage.accessibility import continuous, nearest, share_beyond, steps, three_step, two_step
from maillage.accessibility.catchment import apl
from maillage.accessibility.coordinates import DETOUR, SPEEDS, RoadLike
from maillage.base.french import number
from tests.maillage.accessibility.tables import travel
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    name="accessibilite",
    title="L’accès aux services",
    purpose="Combien de places, d’heures ou de professionnels chaque lieu peut atteindre, compte "
    "tenu de ceux avec qui il les partage. La mesure sert à comparer des lieux entre eux : un "
    "médecin à dix minutes partagé entre 300 habitants vaut mieux qu’un médecin dans la commune "
    "partagé entre 3 000.",
)
STEPS = {10.0: 1.0, 15.0: 2 / 3, 20.0: 1 / 3}
SUPPLY = {"A": 3.0, "B": 1.0}
DEMAND = {"p": 100.0, "q": 200.0, "r": 50.0, "s": 10.0}
PAIRS = [("p", "A", 5), ("p", "B", 15), ("q", "A", 10), ("r", "B", 18), ("s", "B", 90)]

# What PySAL access 1.1.10 answers on its own « hospital » case, first scenario.
PYSAL_TWO = [0.3314441169802766, 0.5798281320669381, 7.286418169862544]
PYSAL_THREE = [0.15625658829061984, 0.4062164524508605, 9.906351854839498]


def shown(value: float | None) -> str:
    return "vide" if value is None else number(value, decimals=4)


@SHEET.section("La formule")
def formula(page: Page) -> None:
    page.text(
        "Chaque lieu *i* a *P* habitants du public visé, chaque équipement *j* une capacité *S*, "
        "et chaque couple une durée. Un poids *w* dit ce que vaut cette durée : par paliers "
        "(chaque poids s’applique jusqu’à ses minutes **incluses**) ou par une fonction continue.",
        "1. Devant chaque équipement : le ratio *R<sub>j</sub> = S<sub>j</sub> ÷ Σ<sub>i</sub> "
        "w<sub>ij</sub> P<sub>i</sub>*.\n"
        "2. Pour chaque lieu : l’accès *A<sub>i</sub> = Σ<sub>j</sub> w<sub>ij</sub> "
        "R<sub>j</sub>*, en capacité par habitant.",
    )
    page.table(
        ("méthode", "ce qui change", "référence"),
        [
            ("`2sfca`", "un seul palier de poids 1", "Luo et Wang 2003"),
            ("`e2sfca`", "plusieurs paliers, ou décroissance continue", "Luo et Qi 2009"),
            (
                "`3sfca`",
                (
                    "les habitants se partagent d’abord entre équipements, *w ÷ Σ w* ; le poids "
                    "devient *w²÷ Σ w*"
                ),
                "Wan, Zou et Sternberg 2012",
            ),
            (
                "`apl`",
                (
                    "forme de l’accessibilité potentielle localisée : habitants pondérés par âge, "
                    "activité plafonnée"
                ),
                "Drees 2012, Études et résultats 795",
            ),
            ("`nearest`", "durée jusqu’à l’équipement ouvert le plus proche", "—"),
        ],
    )
    page.text(
        "L’APL de la Drees ne peut pas être recalculée : l’activité de chaque médecin n’est pas "
        "publique. Maillage montre l’APL telle que publiée ; ce que vous calculez ici s’appelle "
        "E2SFCA, même avec les paramètres de la Drees."
    )


@SHEET.section("Un cas à faire à la main")
def by_hand(page: Page) -> None:
    found = two_step(travel(SUPPLY, DEMAND, PAIRS), steps(STEPS)).access["access"].to_list()
    ratio_a, ratio_b = 3 / (100 + 200), 1 / (100 * 2 / 3 + 50 / 3)
    expected = [ratio_a + 2 / 3 * ratio_b, ratio_a, ratio_b / 3, 0]
    assert found == pytest.approx(expected, abs=1e-15)
    page.text(
        "Quatre lieux de 100, 200, 50 et 10 habitants, deux équipements de 3 et 1 places, poids 1 "
        "jusqu’à 10 minutes, 2/3 jusqu’à 15, 1/3 jusqu’à 20."
    )
    page.table(
        ("lieu", "équipement", "minutes", "poids"),
        [(*row, weight) for row, weight in zip(PAIRS, ("1", "2/3", "1", "1/3", "0"), strict=True)],
    )
    page.text(
        f"Devant A : 3 ÷ (100 + 200) = {shown(ratio_a)}. Devant B : 1 ÷ (100 × 2/3 + 50 × 1/3) = "
        f"{shown(ratio_b)}."
    )
    page.table(
        ("lieu", "calcul", "accès"),
        [
            ("p", "0,01 + 2/3 × 0,012", shown(found[0])),
            ("q", "0,01", shown(found[1])),
            ("r", "1/3 × 0,012", shown(found[2])),
            ("s", "trop loin de B", shown(found[3])),
        ],
    )


@SHEET.section("Ce qui est conservé")
def conservation(page: Page) -> None:
    found = two_step(travel(SUPPLY, DEMAND, PAIRS), steps(STEPS))
    total = sum(a * p for a, p in zip(found.access["access"], DEMAND.values(), strict=True))
    assert total == pytest.approx(found.shared, rel=1e-12)
    assert found.shared == sum(SUPPLY.values())
    page.text(
        f"Rien ne se crée : la somme des accès multipliés par les habitants est la capacité que "
        f"quelqu’un atteint (ici {number(total)} places sur {number(sum(SUPPLY.values()))}). La "
        f"capacité que personne n’atteint est annoncée par la commande. Cette égalité est vérifiée "
        f"sur des centaines de cas tirés au hasard, à 10⁻⁹ près."
    )


@SHEET.section("Zéro, vide, sans objet")
def zeros(page: Page) -> None:
    people = DEMAND | {"oublié": 40.0}
    found, complete = (
        two_step(travel(SUPPLY, people, PAIRS), steps(STEPS), complete=one).access["access"]
        for one in (False, True)
    )
    assert (found[3], found[4], complete[4]) == (0, None, 0)
    page.table(
        ("situation", "accès", "pourquoi"),
        [
            (
                "le lieu a des trajets, tous trop longs",
                shown(found[3]),
                "on sait qu’il n’atteint rien",
            ),
            (
                "le lieu n’a aucun trajet",
                shown(found[4]),
                "loin de tout, ou oublié du fichier : on ne sait pas",
            ),
            (
                "le même, avec `--complete`",
                shown(complete[4]),
                "vous dites que les trajets sont complets",
            ),
            (
                "lieu sans habitant",
                "celui qu’un habitant aurait",
                "il ne compte pas dans la demande",
            ),
            (
                "lieu sans habitant, seul devant un équipement",
                "vide",
                "une capacité divisée par personne",
            ),
        ],
    )


@SHEET.section("Vérifié contre PySAL access")
def peer(page: Page) -> None:
    minutes = {("1", "1"): 1, ("2", "2"): 1, ("3", "3"): 1, ("1", "3"): 40, ("2", "3"): 40}
    minutes |= {("3", "1"): 40, ("3", "2"): 40, ("1", "2"): 80, ("2", "1"): 80}
    town = travel(
        {"1": 15.0, "2": 20.0, "3": 100.0},
        {"1": 100.0, "2": 50.0, "3": 10.0},
        [(*pair, cost) for pair, cost in minutes.items()],
    )
    decay = continuous("power", 1, 61)
    rows = []
    two, three = (method(town, decay).access["access"] for method in (two_step, three_step))
    for index, place in enumerate("123"):
        rows.append((place, number(two[index], decimals=6), number(three[index], decimals=6)))
    assert two.to_list() == pytest.approx(PYSAL_TWO, abs=1e-12)
    assert three.to_list() == pytest.approx(PYSAL_THREE, abs=1e-12)
    page.text(
        "L’exemple « hospital » de ses propres tests (trois quartiers de 100, 50 et 10 habitants ; "
        "15, 20 et 100 médecins ; poids 1 ÷ minutes, rien au-delà de 61) donne les mêmes nombres à "
        "10⁻¹², dans ses quatre scénarios, en deux et trois étapes ; ses grilles aussi. Sur 34 945 "
        "lieux, 60 000 équipements et 2,2 millions de trajets, l’écart le plus grand est de 7 × "
        "10⁻¹⁸ (`benchmarks/reaching.py`). Scénario « circulation bloquée » :"
    )
    page.table(("quartier", "2SFCA", "3SFCA"), rows)


@SHEET.section("La forme de l’APL")
def apl_form(page: Page) -> None:
    world = travel({"M": 9_000.0}, {"p": 10, "q": 10}, [("p", "M", 1), ("q", "M", 12)])
    found = apl(world, steps(STEPS), need=np.array([10.0, 20.0]), cap=7_000.0).access["access"]
    ratio = 7_000 / (10 + 20 * 2 / 3)
    assert found.to_list() == pytest.approx([ratio, ratio * 2 / 3])
    page.text(
        f"Deux communes de 10 habitants ; ceux de la seconde, plus âgés, consomment deux fois plus "
        f": 10 et 20 habitants standardisés. Le médecin a 9 000 actes, plafonnés à 7 000. Devant "
        f"lui : 7 000 ÷ (10 + 20 × 2/3) = {number(ratio, decimals=1)} actes ; les communes en "
        f"reçoivent {number(found[0], decimals=1)} et {number(found[1], decimals=1)} par habitant "
        f"standardisé. Les poids des âges sont ceux que vous donnez (`--ages`)."
    )


@SHEET.section("Sans matrice : une durée estimée")
def estimated(page: Page) -> None:
    road = RoadLike()
    crow = [1.0, 5.0, 20.0, 50.0]
    minutes = road.minutes(np.array(crow))
    assert minutes[2] == pytest.approx(4.8 + 640 / 60 + 960 / 65)
    bands = [f"{number(speed)} km/h jusqu’à {number(end)} km" for end, speed in SPEEDS[:-1]]
    page.text(
        f"Sans trajets ni réseau, la distance à vol d’oiseau (grand cercle) est multipliée par "
        f"{number(DETOUR, decimals=1)} pour le détour des routes, puis parcourue à "
        f"{', '.join(bands)}, {number(SPEEDS[-1][1])} au-delà. Cette approximation ignore cols, "
        f"rivières et autoroutes : elle convient à un premier regard, pas à une décision "
        f"d’implantation."
    )
    page.table(
        ("kilomètres à vol d’oiseau", "minutes estimées"),
        [(number(km), number(time, decimals=1)) for km, time in zip(crow, minutes, strict=True)],
    )
    page.text(
        "Mieux : une matrice d’OSRM (réponse `table` en JSON) ou de r5py "
        "(`from_id,to_id,travel_time`), lues telles quelles, ou un réseau routier "
        "(`from,to,minutes`) sur lequel Maillage cherche les plus courts chemins."
    )


@SHEET.section("Le plus proche, et ceux qui en sont loin")
def far(page: Page) -> None:
    world = travel(SUPPLY, DEMAND, PAIRS)
    times, beyond = nearest(world), share_beyond(world, 15)
    assert times["minutes"].to_list() == [5, 10, 18, 90]
    assert beyond.share == pytest.approx(60 / 360)
    page.text(
        f"Dans le cas à la main, {number(beyond.people)} habitants sur {number(beyond.known)} sont "
        f"à plus de 15 minutes de l’équipement le plus proche, soit "
        f"{number(100 * beyond.share, decimals=1)} %. Un lieu sans trajet connu n’est compté ni "
        f"près ni loin : ses habitants sont annoncés à part."
    )


@SHEET.section("En ligne de commande")
def command(page: Page) -> None:
    page.code(
        "maillage reach --supply S.csv --demand D.csv --cost C.csv --method e2sfca \\\n"
        "    --weights 10:1,15:0.6667,20:0.3333 -o ACCES.csv\n"
        "maillage reach --supply S.csv --demand D.csv --cost C.csv --method nearest --limit 20 -o "
        "PROCHE.csv\n"
        "maillage reach --supply S.csv --demand D.csv --roads ROUTES.csv --method 2sfca --limit 20 "
        "-o ACCES.csv\n"
        "maillage reach --supply S.csv --demand D.csv --decay gaussian:20 --limit 45 -o ACCES.csv",
        language="sh",
    )
    page.table(
        ("fichier", "colonnes"),
        [
            ("`--supply`", "`facility,capacity` (et `longitude,latitude` ou `node`)"),
            ("`--demand`", "`place,people` (et `longitude,latitude` ou `node`)"),
            ("`--cost`", "`place,facility,minutes`"),
            ("résultat", "`place,access` ; pour `nearest` : `place,facility,minutes`"),
        ],
    )
    page.text(
        "CSV, classeur ou Parquet en entrée ; CSV, Parquet ou JSON en sortie, selon la fin du nom."
    )


@SHEET.section("Ce qui est refusé")
def refused(page: Page) -> None:
    page.table(
        ("le fichier contient", "ce que vous lisez"),
        [
            (
                "une capacité, un effectif ou une durée négatifs",
                "la ligne, la colonne, « est négatif »",
            ),
            (
                "une cellule vide, « NaN », un texte",
                "« la cellule est vide », « n’est pas un nombre »",
            ),
            (
                "un trajet vers un code inconnu",
                "la ligne et le fichier où l’ajouter ; `--ignore-unknown` le laisse de côté",
            ),
            (
                "« 1001 » au lieu de « 01001 »",
                "« un tableur a sans doute retiré le zéro de gauche »",
            ),
            ("deux durées pour un couple", "les deux lignes"),
            (
                "longitude et latitude interverties, ou en Lambert 93",
                "la ligne, et comment les convertir",
            ),
        ],
    )


@SHEET.section("Limites")
def limits(page: Page) -> None:
    page.text(
        "- **Les bords** : qui vient d’ailleurs et où l’on va ailleurs doivent être dans les "
        "fichiers. Ajoutez une bande d’une vingtaine de minutes autour du territoire, sinon ses "
        "bords paraissent trop bien ou trop mal servis.\n"
        "- La méthode suppose que chacun a une voiture, et que la durée seule compte : ni le prix, "
        "ni les horaires, ni l’acceptation de nouveaux patients.\n"
        "- Les paliers sont une convention. Essayez-en deux : une conclusion qui change avec eux "
        "n’en est pas une."
    )
    page.text(
        "Vitesse, sur une machine partagée et bruyante : 2,2 millions de trajets en 0,06 à 0,11 s "
        "une fois les codes numérotés (30 à 50 fois moins que PySAL access), 0,2 à 0,3 s avec "
        "tous les contrôles ; 20 millions de trajets en 2,2 s et 2,3 Go ; 200 équipements sur un "
        "réseau d’un million de nœuds, à 20 minutes, en 3 s."
    )


@SHEET.section("Références")
def references(page: Page) -> None:
    page.text(
        "- W. Luo et F. Wang (2003), « Measures of spatial accessibility to health care in a "
        "GIS environment », *Environment and Planning B*, 30, 865-884.\n"
        "- W. Luo et Y. Qi (2009), « An enhanced two-step floating catchment area (E2SFCA) "
        "method for measuring spatial accessibility to primary care physicians », *Health & "
        "Place*, 15, 1100-1107.\n"
        "- N. Wan, B. Zou et T. Sternberg (2012), « A three-step floating catchment area "
        "method for analyzing spatial access to health services », *International Journal of "
        "Geographical Information Science*, 26, 1073-1089.\n"
        "- M. Barlet, M. Coldefy, C. Collin et V. Lucas-Gabrielli (2012), « L’accessibilité "
        "potentielle localisée (APL) », Drees, *Études et résultats*, 795.\n"
        "- PySAL access, https://access.readthedocs.io."
    )


@pytest.mark.parametrize("heading", [heading for heading, _ in SHEET.sections])
def test_section_of_the_sheet_holds(heading: str) -> None:
    dict(SHEET.sections)[heading](Page())
