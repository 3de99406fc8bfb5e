"""The method sheet of changes between censuses, run."""

import numpy as np
import pytest

from maillage.base.french import number
from maillage.stats.trends import (
    CYCLE,
    DESIGN,
    HANDLE_WITH_CARE,
    LARGE,
    SAMPLED,
    VERDICTS,
    change,
    effective_size,
    periods,
    wilson,
)
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    name="tendances",
    title="Une évolution dépasse-t-elle le bruit du recensement ?",
    purpose="Une part passe de 12 % à 14 % entre deux recensements : est-ce une évolution, ou le "
    "hasard de qui a été interrogé ? La fiche dit quels recensements se comparent, sur combien de "
    "personnes repose une part, et quand on peut parler de hausse.",
)


def percent(value: float) -> str:
    return f"{number(100 * value, decimals=1)} %"


@SHEET.section("La règle des cinq ans")
def five_years(page: Page) -> None:
    assert CYCLE == 5
    page.text(
        "Depuis 2004, chaque résultat réunit cinq enquêtes annuelles. Deux millésimes séparés de "
        "moins de cinq ans partagent des enquêtes : la commande les refuse. 2015 et 2021 se "
        "comparent ; 2018 et 2021, non.",
        "Sans `--from` ni `--to`, tous les recensements du fichier sont suivis, en remontant du "
        "dernier : "
        + ", ".join(f"{a} → {b}" for a, b in periods((2010, 2015, 2018, 2021), None, None))
        + " pour un fichier qui a 2010, 2015, 2018 et 2021. Avant 2004, le recensement comptait "
        "tout le monde à la fois : une grande commune y est traitée comme une petite.",
    )


@SHEET.section("Sur combien de personnes repose une part")
def effective(page: Page) -> None:
    names = {"main": "principale", "complementary": "complémentaire"}
    page.table(
        ("exploitation", "commune", "part interrogée", "1 000 personnes comptent pour"),
        [
            (
                names[survey],
                f"{number(LARGE)} habitants ou plus"
                if large
                else f"moins de {number(LARGE)} habitants",
                percent(part),
                number(effective_size(1_000, LARGE if large else 0, survey)),
            )
            for (survey, large), part in SAMPLED.items()
        ],
    )
    page.text(
        f"Les personnes d’un même logement se ressemblent : quand on tire des logements, "
        f"l’effectif est encore divisé par {number(DESIGN)} (effet de sondage, par prudence). Une "
        f"petite commune recensée en entier n’a pas d’erreur de tirage, mais ses habitants d’une "
        f"année sont eux-mêmes un hasard : la marge est celle d’un effectif plein, jamais nulle."
    )


@SHEET.section("Un cas à faire à la main")
def by_hand(page: Page) -> None:
    low, high = wilson(0.12, 200)
    assert (low, high) == pytest.approx((0.0820, 0.1723), abs=1e-3)
    found = change((0.12, 200), (0.14, 200))
    assert found.verdict == "unsure"
    surer = change((0.12, 1_000), (0.16, 1_000))
    assert surer.verdict == "up"
    page.text(
        f"Ville de 30 000 habitants ; parmi 1 000 personnes de 75 ans ou plus, 12 % puis 14 % "
        f"sans voiture. L’effectif utile est 1 000 × 0,4 ÷ 2 = 200. Intervalle de Wilson à 95 % "
        f"de la première part : (12 % + z²/2n ± z √(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n), soit de "
        f"{percent(low)} à {percent(high)}. L’écart de deux points a pour intervalle (Newcombe) "
        f"de {percent(found.low)} à {percent(found.high)} : il contient zéro, donc « "
        f"{VERDICTS[found.verdict]} ».",
        f"Dans un bourg de 4 000 habitants recensé en entier, 12 % puis 16 % de 1 000 personnes : "
        f"de {percent(surer.low)} à {percent(surer.high)}, donc « {VERDICTS[surer.verdict]} ».",
    )


@SHEET.section("Vérifié contre des nombres publiés, et par simulation")
def checked(page: Page) -> None:
    low, high = wilson(81 / 263, 263)
    gap = change((48 / 80, 80), (56 / 70, 70))
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert (round(gap.low, 4), round(gap.high, 4)) == (0.0524, 0.3339)
    page.table(
        ("exemple de Newcombe (1998)", "publié", "calculé"),
        [
            (
                "81 sur 263, méthode de Wilson",
                "0,2553 à 0,3662",
                (f"{number(low, decimals=4)} à {number(high, decimals=4)}"),
            ),
            (
                "56/70 − 48/80, méthode 10",
                "0,0524 à 0,3339",
                (f"{number(gap.low, decimals=4)} à {number(gap.high, decimals=4)}"),
            ),
        ],
    )
    generator = np.random.default_rng(8)
    size = effective_size(4_000, 30_000, "main")
    inside = 0
    for _ in range(1_000):
        dwellings = generator.random(2_000) < 0.12
        share = dwellings[generator.random(2_000) < 0.4].mean()
        lower, upper = wilson(float(share), size)
        inside += lower <= 0.12 <= upper
    assert 930 <= inside <= 970
    page.text(
        f"Mille recensements simulés (logements de deux personnes semblables, 40 % tirés, part "
        f"vraie 12 %) : l’intervalle à 95 % contient la vérité {number(inside)} fois."
    )


@SHEET.section("Ce que disent les verdicts")
def verdicts(page: Page) -> None:
    meanings = {
        "up": "l’intervalle de l’écart est tout entier au-dessus de zéro",
        "down": "il est tout entier au-dessous",
        "unsure": "il contient zéro : ce n’est pas « rien n’a changé », c’est « on ne sait pas »",
        "too_small": f"moins de {number(HANDLE_WITH_CARE)} personnes à l’une des deux dates "
        f"(prudence demandée par l’Insee)",
    }
    page.table(
        ("`verdict`", "se lit", "quand"),
        [(f"`{key}`", VERDICTS[key], text) for key, text in meanings.items()],
    )
    page.text(
        "Une case vide ou une année absente n’a pas de verdict. Sur cinquante communes, le hasard "
        "en désigne deux ou trois : la commande le rappelle à chaque fois. Ne lisez pas la commune "
        "la plus haute d’une liste comme une découverte."
    )


@SHEET.section("En ligne de commande")
def command(page: Page) -> None:
    page.code(
        "maillage trend PARTS.csv -o EVOLUTIONS.csv\n"
        "maillage trend PARTS.csv --from 2015 --to 2021 --survey complementary -o EVOLUTIONS.csv",
        language="sh",
    )
    page.text(
        "`PARTS.csv` : `code,year,numerator,denominator`, et `population` (celle de la commune) "
        "quand le dénominateur n’est pas toute la commune : c’est elle qui dit si la commune est "
        "grande. Sortie : `code,from,to,start,end,gap,low,high,verdict`, en parts de 0 à 1."
    )


@SHEET.section("Ce qui est refusé")
def refused(page: Page) -> None:
    page.table(
        ("le fichier ou la commande", "ce que vous lisez"),
        [
            ("deux années à moins de cinq ans", "pourquoi, et quelle année choisir"),
            (
                "plus de personnes concernées que de personnes",
                ("la ligne ; les colonnes sont peut-être interverties"),
            ),
            ("une année absente", "les années présentes"),
            ("aucune paire d’années comparable", "ce qu’il faut ajouter"),
            ("deux fois la même année d’une commune", "les deux lignes"),
        ],
    )


@SHEET.section("Limites")
def limits(page: Page) -> None:
    page.text(
        "- La marge mesure le hasard, ni les erreurs de collecte, ni un changement de "
        "questionnaire (la feuille de logement a changé en 2018) ou de géographie.\n"
        "- L’effet de sondage de 2 est une convention prudente : le vrai dépend de la question, "
        "plus fort quand tout le logement se ressemble.\n"
        "- Quand l’Insee publie la précision d’un résultat, elle vaut mieux que celle-ci.\n"
        "- La règle porte sur des parts. Une population totale, publiée depuis 1876, est comptée : "
        "son évolution se lit dans le portrait, sans marge.\n"
        "- Les exploitations complémentaires d’avant 2004 sont traitées comme un quart : le taux "
        "a varié d’un recensement à l’autre."
    )


@SHEET.section("Références")
def references(page: Page) -> None:
    page.text(
        "- E. Wilson (1927), « Probable inference, the law of succession, and statistical "
        "inference », *Journal of the American Statistical Association*, 22, 209-212.\n"
        "- R. Newcombe (1998), « Interval estimation for the difference between independent "
        "proportions: comparison of eleven methods », *Statistics in Medicine*, 17, 873-890.\n"
        "- L. Kish (1965), *Survey sampling*, Wiley : l’effet de sondage.\n"
        "- Insee, conseils d’utilisation des résultats du recensement : millésimes à comparer à "
        "cinq ans d’écart, prudence sous 200 personnes."
    )


@pytest.mark.parametrize("heading", [heading for heading, _ in SHEET.sections])
def test_section_of_the_sheet_holds(heading: str) -> None:
    dict(SHEET.sections)[heading](Page())
