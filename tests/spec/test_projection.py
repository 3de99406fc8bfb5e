"""The method sheet of projections, run."""

import numpy as np
import pytest

from maillage.base.french import number
from maillage.sources.own_tables import read_own_table
from maillage.stats.projection.backcast import SMALLEST, backcast
from maillage.stats.projection.broad_ages import SHRINKAGE, advance, followed, ratios
from maillage.stats.projection.cohorts import SCENARIOS, Rates, step, step_boys
from maillage.stats.projection.own_counts import read_counts
from maillage.stats.projection.own_rates import FEWEST, SAFE
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    name="projection",
    title="Projeter une population par âge",
    purpose="Combien d’enfants, d’adultes et de personnes âgées dans cinq ou dix ans, si les "
    "comportements observés se prolongent. Une projection dit ce qui suit de ses taux ; elle "
    "n’est pas une prévision, et la fiche dit de combien la méthode s’est trompée dans le passé.",
)
# Preston, Heuveline & Guillot (2001), boxes 6.1 and 6.2: Swedish women, 1993 to 1998.
# age, women 1993, person-years, fertility, net migrants, women 1998.
SWEDEN = (
    ("0", 293_395, 497_487, 0, 6_840, 302_392),
    ("5", 248_369, 497_138, 0, 4_150, 298_682),
    ("10", 240_012, 496_901, 0, 3_365, 252_007),
    ("15", 261_346, 496_531, 0.012, 5_270, 244_150),
    ("20", 285_209, 495_902, 0.0908, 9_240, 268_267),
    ("25", 314_388, 495_168, 0.1499, 8_230, 293_515),
    ("30", 281_290, 494_213, 0.1125, 5_470, 320_624),
    ("35", 286_923, 492_760, 0.0441, 3_155, 284_767),
    ("40", 304_108, 490_447, 0.0074, 1_770, 288_031),
    ("45", 324_946, 486_613, 0.0003, 1_115, 303_166),
    ("50", 247_613, 480_665, 0, 1_075, 322_062),
    ("55", 211_351, 471_786, 0, 845, 243_989),
    ("60", 215_140, 457_852, 0, 645, 205_841),
    ("65", 221_764, 436_153, 0, 530, 205_516),
    ("70", 223_506, 402_775, 0, 465, 205_270),
    ("75", 183_654, 350_358, 0, 300, 194_771),
    ("80", 141_990, 271_512, 0, 250, 142_565),
    ("85+", 112_424, 291_707, 0, 175, 131_966),
)
# Communes of Grenoble-Alpes Métropole, 2010 and 2015 → 2021: size, age, communes, median error,
# error of nine in ten, median error had nothing changed (percent).
PAST = (
    ("0-2000", "0-14", 20, 14.2, 30.2, 11.3),
    ("0-2000", "15-29", 20, 9.9, 21.6, 10.7),
    ("0-2000", "30-44", 20, 17.6, 28.6, 8.5),
    ("0-2000", "45-59", 20, 6.8, 16.6, 7.9),
    ("0-2000", "60-74", 20, 3.4, 18.1, 13.9),
    ("0-2000", "75-89", 20, 14.9, 36.3, 20.7),
    ("0-2000", "90+", 20, 18.1, 72.6, 46.2),
    ("0-2000", "total", 20, 4.3, 12.6, 4.8),
    ("2000-10000", "0-14", 20, 8.3, 22.6, 6.3),
    ("2000-10000", "15-29", 20, 12.1, 23.3, 9.6),
    ("2000-10000", "30-44", 20, 12.9, 33.5, 8.2),
    ("2000-10000", "45-59", 20, 5.9, 12.9, 3.9),
    ("2000-10000", "60-74", 20, 3.6, 10.6, 12.2),
    ("2000-10000", "75-89", 20, 6.0, 11.5, 16.3),
    ("2000-10000", "90+", 20, 23.2, 55.4, 22.9),
    ("2000-10000", "total", 20, 4.3, 16.5, 3.1),
    ("10000-50000", "0-14", 8, 10.1, 22.6, 6.0),
    ("10000-50000", "15-29", 8, 4.8, 12.3, 3.3),
    ("10000-50000", "30-44", 8, 9.7, 19.2, 7.8),
    ("10000-50000", "45-59", 8, 2.4, 9.2, 3.4),
    ("10000-50000", "60-74", 8, 7.3, 11.9, 4.3),
    ("10000-50000", "75-89", 8, 6.0, 9.3, 10.7),
    ("10000-50000", "90+", 8, 12.2, 32.0, 25.3),
    ("10000-50000", "total", 8, 4.5, 9.0, 2.4),
)


@SHEET.section("Deux méthodes")
def methods(page: Page) -> None:
    page.table(
        ("méthode", "ce qu’il faut", "pour qui"),
        [
            (
                "`cohort` : composantes",
                "population par âge quinquennal, table de mortalité, fécondité, solde migratoire",
                (
                    f"territoires de {number(SAFE)} habitants ou plus ; possible dès "
                    f"{number(FEWEST)}, avec prudence"
                ),
            ),
            (
                "`hamilton-perry` : rapports de cohortes",
                (
                    "deux recensements par grand âge, trois pour connaître les erreurs (le dossier "
                    "complet suffit)"
                ),
                f"communes et intercommunalités ; aucun nombre sous {number(SMALLEST)} habitants",
            ),
        ],
    )


@SHEET.section("Les composantes : la formule")
def formula(page: Page) -> None:
    page.text(
        "Sur une période de la largeur des groupes (cinq ans), avec *N* la population, *L* les "
        "années vécues de la table de mortalité, *I* le solde migratoire et *F* la fécondité :",
        "1. la moitié des migrants arrive au début et vit les risques de la période, l’autre "
        "moitié à la fin : *N<sub>x+5</sub>(t+5) = (N<sub>x</sub> + I<sub>x</sub>/2) × "
        "L<sub>x+5</sub>/L<sub>x</sub> + I<sub>x+5</sub>/2* ;\n"
        "2. le groupe ouvert réunit les deux plus âgés : *(N<sub>80</sub> + N<sub>85+</sub> + "
        "moitiés) × L<sub>85+</sub>/(L<sub>80</sub> + L<sub>85+</sub>)* ;\n"
        "3. les naissances se comptent sur la moyenne des femmes présentes au début et à la fin, "
        "moitiés de migrants comprises ; une sur *2,05* est une fille ;\n"
        "4. les nouveau-nés survivent selon *L<sub>0</sub> ÷ (5 × racine)*.",
        "Les décès ferment la balance : population finale = initiale + naissances − décès + "
        "solde, vérifiée à 10⁻⁹.",
    )


@SHEET.section("Un cas à faire à la main")
def by_hand(page: Page) -> None:
    rates = Rates(
        person_years=np.array([500_000.0, 400_000.0, 100_000.0]),
        fertility=np.array([0.0, 0.1, 0.0]),
        migrants=np.array([0.0, 20.0, 0.0]),
        boys=1.0,
    )
    found = step(np.array([100.0, 200.0, 50.0]), rates)
    assert found.people == pytest.approx([37.5, 90, 52])
    assert found.births.sum() == pytest.approx(75)
    assert found.deaths == pytest.approx(228)
    page.text(
        "Trois groupes de 100, 200 et 50 femmes ; *L* = 500 000, 400 000 et 100 000 ; 20 arrivées "
        "dans le deuxième groupe, dont la fécondité est de 0,1 enfant par an ; autant de garçons "
        "que de filles."
    )
    page.table(
        ("groupe", "calcul", "résultat"),
        [
            ("deuxième", "100 × 400 000 / 500 000 + 20 / 2", number(found.people[1])),
            ("ouvert", "(200 + 10 + 50) × 100 000 / (400 000 + 100 000)", number(found.people[2])),
            ("naissances", "5 × 0,1 × (210 + 80 + 10) / 2", number(found.births.sum())),
            ("premier", "75 / 2 × 500 000 / (5 × 100 000)", number(found.people[0], decimals=1)),
            ("décès", "350 + 37,5 + 20 − 179,5", number(found.deaths)),
        ],
    )


@SHEET.section("Vérifié contre un exemple publié")
def published(page: Page) -> None:
    ages, *columns = zip(*SWEDEN, strict=True)
    women, years, fertility, migrants, after = (np.array(one, dtype=float) for one in columns)
    rates = Rates(years, fertility, migrants)
    found = step(women, rates)
    boys = step_boys(float(found.births.sum()), women, rates).people[0]
    assert np.abs(found.people - after).max() < 0.5
    assert found.births.round()[3:10].tolist() == [
        15_244,
        126_688,
        229_354,
        170_057,
        63_203,
        10_971,
        472,
    ]
    assert round(boys) == 317_340
    page.text(
        f"Suède, femmes, 1993 → 1998 (Preston, Heuveline et Guillot, *Demography*, encadrés 6.1 et "
        f"6.2) : les dix-huit âges à l’arrondi près, les naissances par âge de la mère exactement, "
        f"{number(boys)} garçons de 0 à 4 ans."
    )
    page.table(
        ("âge", "1993", "1998 publié", "1998 calculé"),
        [
            (age, number(start), number(end), number(got))
            for age, start, end, got in zip(ages, women, after, found.people, strict=True)
        ],
    )


@SHEET.section("Les scénarios")
def scenarios(page: Page) -> None:
    page.text(
        "Un seul nombre trompe : comparez des scénarios. Chacun change une chose et laisse les "
        "autres, par exemple `--scenario central --scenario sans_migration`, ou `--scenario all`."
    )
    page.table(
        ("scénario", "fécondité", "solde migratoire", "risque de décéder"),
        [
            (
                f"`{one.name}`",
                *(
                    f"× {number(value, decimals=1)}"
                    for value in (one.fertility, one.migration, one.mortality)
                ),
            )
            for one in SCENARIOS
        ],
    )


@SHEET.section("Les rapports de cohortes, quand les âges sont larges")
def broad(page: Page) -> None:
    flat = np.array([[1_500.0] * 6 + [40.0]])
    assert followed(flat, 5)[0, 1] == pytest.approx(1_500)
    grown = flat * 1.1
    assert advance(flat, ratios(flat, grown, 5), 5) == pytest.approx(grown)
    page.text(
        "Le dossier complet donne sept groupes (0–14, 15–29 … 90 ou plus). Les habitants d’un "
        "groupe, divisés par ceux qui, cinq ans plus tôt, étaient des mêmes générations, donnent "
        "un rapport qui réunit décès et migrations. Les générations sont découpées par une courbe "
        "monotone passant par les totaux publiés (PCHIP) ; les enfants nés depuis viennent du "
        "nombre d’adultes de 15 à 44 ans.",
        "Exemple : une pyramide plate, 1 500 personnes par groupe. Les 15–29 ans de dans cinq ans "
        "sont les 10–24 ans d’aujourd’hui, soit 1 500 ; s’ils étaient 1 650 au recensement "
        "suivant, le rapport est 1,1.",
        f"Un petit territoire emprunte les rapports des territoires de sa taille, comme si "
        f"{number(SHRINKAGE)} de leurs habitants s’ajoutaient aux siens : ses rapports, jamais "
        f"ses habitants. Emprunter à l’ensemble serait pire : une ville étudiante et sa banlieue "
        f"échangent leurs jeunes adultes. Deux recensements à moins de cinq ans d’écart sont "
        f"refusés.",
    )


@SHEET.section("De combien cette méthode s’est trompée")
def past(page: Page) -> None:
    page.text(
        "Les communes de Grenoble-Alpes Métropole : avec les recensements 2010 et 2015, "
        "qu’aurait-on annoncé de 2021 ? Erreur absolue en % de la population comptée : médiane des "
        "communes, puis celle que neuf communes sur dix ne dépassent pas ; à droite, la médiane si "
        "l’on avait dit « rien ne change »."
    )
    page.table(
        ("habitants", "âge", "communes", "médiane", "neuf sur dix", "rien ne change"),
        [
            (size, age, count, *(number(value, decimals=1) for value in values))
            for size, age, count, *values in PAST
        ],
    )
    better = sum(row[3] < row[5] for row in PAST if row[1] == "75-89")
    assert better == 3
    page.text(
        "À lire franchement : de 75 à 89 ans, et dès 60 ans dans les communes de moins de 10 000 "
        "habitants, la méthode fait mieux que de ne rien changer, et c’est l’essentiel pour une "
        "politique du vieillissement. Pour les moins de 60 ans et pour le total, elle ne fait pas "
        "mieux, ou à peine : études, logements neufs et déménagements ne se prolongent pas. Le "
        "résultat le dit, âge par âge (`status`), et ses bornes `low` et `high` sont ces erreurs "
        "passées, élargies avec la racine de l’horizon."
    )
    page.table(
        ("`status`", "ce que cela veut dire"),
        [
            ("`projected`", "l’essai sur le passé a fait mieux que « rien ne change »"),
            ("`no_better`", "il n’a pas fait mieux : ne pas s’appuyer sur ce nombre"),
            ("`too_small`", f"moins de {number(SMALLEST)} habitants : aucun nombre"),
        ],
    )


@SHEET.section("En ligne de commande")
def command(page: Page) -> None:
    page.code(
        "maillage project TAUX.csv --periods 2 --scenario all --flows FLUX.csv -o POPULATION.csv\n"
        "maillage project dossier_complet.csv --method hamilton-perry --horizon 10 \\\n"
        "    --errors ERREURS.csv -o POPULATION.csv",
        language="sh",
    )
    page.text(
        "`TAUX.csv` : `age,people,person_years,fertility,migrants` (ou `migration_rate`), une "
        "ligne par groupe d’âges, le dernier ouvert (`85+`) ; une colonne `sex` (F, H) projette "
        "aussi les hommes. Sans dossier complet : `code,year,age,people`."
    )


@SHEET.section("Ce qui est refusé")
def refused(page: Page) -> None:
    page.table(
        ("le fichier contient", "ce que vous lisez"),
        [
            (
                f"moins de {number(FEWEST)} habitants",
                ("« le hasard pèse plus que les taux : aucune projection n’est faite »"),
            ),
            (
                "des groupes d’âges inégaux ou en désordre",
                ("« les groupes d’âges ne se suivent pas »"),
            ),
            (
                "une table de mortalité qui remonte",
                ("la ligne, « ne peut ni remonter ni s’annuler »"),
            ),
            ("plus de départs que d’habitants", "la période et l’âge"),
            ("un âge absent d’un recensement", "« un âge absent n’est pas un âge sans habitant »"),
        ],
    )


@SHEET.section("Limites")
def limits(page: Page) -> None:
    page.text(
        "- Le modèle Omphale de l’Insee n’est pas public : ses résultats par département restent "
        "la référence quand ils existent.\n"
        "- Les migrations d’une commune dépendent de ses logements : un programme de deux cents "
        "logements change tout, et aucun taux ne le sait. Ajoutez-les à la main.\n"
        "- Le recensement de 2021 est séparé de celui de 2015 par six ans : les rapports sont "
        "ramenés à leur durée."
    )


@SHEET.section("Références")
def references(page: Page) -> None:
    page.text(
        "- S. Preston, P. Heuveline et M. Guillot (2001), *Demography. Measuring and modeling "
        "population processes*, Blackwell, chapitre 6.\n"
        "- C. Hamilton et J. Perry (1962), « A short method for projecting population by age from "
        "one decennial census to another », *Social Forces*, 41(2), 163-170.\n"
        "- F. Fritsch et R. Carlson (1980), « Monotone piecewise cubic interpolation », *SIAM "
        "Journal on Numerical Analysis*, 17, 238-246 : la courbe qui découpe les grands âges."
    )


@pytest.mark.parametrize("heading", [heading for heading, _ in SHEET.sections])
def test_section_of_the_sheet_holds(heading: str) -> None:
    dict(SHEET.sections)[heading](Page())


def test_errors_of_the_past_are_those_of_the_real_communes(shared_data) -> None:
    counts = read_counts(read_own_table(shared_data / "grenoble" / "dossier_complet.csv"))

    tried = backcast(counts.codes, counts.by_year, (2010, 2015, 2021))

    found = {(row["size"], row["age"]): row for row in tried.errors.iter_rows(named=True)}
    for size, age, count, median, most, unchanged in PAST:
        row = found[size, age]
        assert (row["territories"], round(row["median"], 1)) == (count, median)
        assert (round(row["p90"], 1), round(row["unchanged_median"], 1)) == (most, unchanged)
