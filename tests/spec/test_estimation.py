"""The method sheet of estimation: run, checked, written into docs/methodes/estimation.md."""

import numpy as np
import polars as pl
import pytest

from maillage.base.errors import MaillageError
from maillage.base.french import number
from maillage.base.typography import no_break
from maillage.surveys.answers import answers
from maillage.surveys.estimating.design import Columns, design_of
from maillage.surveys.estimating.estimates import Question, Survey, estimates
from maillage.surveys.estimating.intervals import Confidence, plain, share
from maillage.surveys.estimating.statistics import mean
from maillage.surveys.estimating.thresholds import SELECTION_LABELS, hidden_cells
from tests.maillage.surveys.estimating.test_statistics import SAMPLED
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    "estimation",
    "Estimer à partir d’une enquête",
    "Passer des réponses pondérées à des parts, des moyennes, des totaux, des comparaisons, avec "
    "un intervalle qui dit ce que le hasard a pu faire, et seulement lui.",
)
SMALL = pl.DataFrame(
    {
        "secteur": ["bourg"] * 3 + ["vallée"] * 2,
        "population": [30] * 3 + [10] * 2,
        "poids": [10.0] * 3 + [5.0] * 2,
        "enfants": [0.0, 1.0, 2.0, 1.0, 3.0],
    }
)


@SHEET.section("Un cas à faire à la main")
def by_hand(page: Page) -> None:
    design = design_of(answers(SMALL), Columns("poids", strata="secteur", fpc="population"))
    found = mean(design, SMALL["enfants"].to_numpy(), np.ones(5, dtype=bool))
    error = found.error(design)

    assert found.value == pytest.approx(50 / 40)
    # Influences (x − 1.25) / 40, weighted: bourg −0.3125, −0.0625, 0.1875; vallée −0.03125, 0.21875
    assert error**2 == pytest.approx(0.9 * 3 * 0.0625 + 0.8 * 2 * 0.03125)
    interval = plain(design, found, Confidence())
    page.text(
        "Cinq réponses fictives. Bourg : trois personnes tirées parmi 30 (poids 10), qui ont 0, 1 "
        "et 2 enfants. Vallée : deux parmi 10 (poids 5), 1 et 3 enfants. La moyenne est "
        "(10 × 3 + 5 × 4) ÷ 40 = 1,25.",
        "Chaque réponse y ajoute z = poids × (enfants − 1,25) ÷ 40. Bourg : −0,3125, −0,0625, "
        "0,1875, de variance 0,0625 autour de leur moyenne. Vallée : −0,03125 et 0,21875, de "
        "variance 0,03125. La variance de la moyenne ajoute, strate par strate, (1 − n ÷ N) · n · "
        "variance de z : 0,9 × 3 × 0,0625 + 0,8 × 2 × 0,03125 = "
        f"{number(error**2, decimals=5)}. L’erreur type est {number(error, decimals=3)} et, avec "
        f"{design.freedom} degrés de liberté (5 réponses moins 2 strates), l’intervalle à 95 % va "
        f"de {number(interval.low, decimals=2)} à {number(interval.high, decimals=2)} : sur cinq "
        "réponses, on ne sait presque rien.",
    )


@SHEET.section("Les formules")
def formulas(page: Page) -> None:
    page.text(
        "Toute statistique est ramenée à la somme pondérée de ce que chaque réponse lui ajoute "
        "(linéarisation de Taylor), puis : V = Σ strates (1 − n ÷ N) · n ÷ (n − 1) · Σ grappes "
        "(z − z̄)², où z est la somme des réponses d’une grappe (une réponse, sans grappes). Seul "
        "le premier degré du tirage est compté. Une strate tirée en entier n’ajoute rien.",
        "Après calage (`--margins`), z est le poids calé fois le résidu de la régression sur les "
        "marges, pondérée par les poids d’avant le calage : les marges bien choisies resserrent "
        "l’intervalle. Sans `--margins`, l’intervalle est celui d’un échantillon non calé, le plus "
        "souvent trop large.",
    )
    page.table(
        ["Chiffre", "Intervalle"],
        [
            (
                "moyenne, total, rapport, effectif, différence",
                "± t · erreur type, t de Student à (grappes − strates) degrés ; `--normal` : 1,96",
            ),
            ("part", "le même, sur l’échelle logit : il reste entre 0 et 100 %"),
            ("part de 0 ou 100 %", "limite binomiale exacte sur le nombre efficace de réponses"),
            (
                "quantile",
                "Woodruff : intervalle de la part sous le quantile, lu sur la répartition",
            ),
        ],
    )
    page.text(
        "Deux questions croisées : χ² de Pearson sur les parts pondérées, corrigé du plan par Rao "
        "et Scott au second ordre, comparé à la loi de Fisher. Groupes comparés deux à deux : "
        "différence et probabilité, corrigée du nombre de paires (Holm)."
    )


@SHEET.section("Vérifié contre R survey")
def against_survey(page: Page) -> None:
    page.text(
        "Les échantillons d’écoles `apistrat` et `apiclus1` du paquet R survey (4.x) ; Maillage "
        "donne les mêmes nombres à 1e-9 près, et à 1e-6 près après calage (tests "
        "`tests/maillage/surveys/estimating/test_statistics.py` et "
        "`tests/maillage/surveys/estimating/test_intervals.py`) :"
    )
    page.table(
        ["Chiffre", "Estimation", "Erreur type"],
        [
            (f"`{name}`", *(number(one, decimals=6) for one in published))
            for name, published in SAMPLED.items()
        ],
    )
    page.text(
        "De même : moyenne après calage linéaire 665,309071 (erreur type 3,441753), raking "
        "665,393796 (3,437754), logit entre 0,7 et 1,7 665,460969 (3,419984) ; part et intervalle "
        "logit 0,021858 [0,002305 ; 0,177748] ; quartiles 565 [535 ; 597], 668 [642 ; 694], 756 "
        "[726 ; 778] ; test de Rao et Scott F = 5,1934, p = 0,02175.",
        "Simulation : 400 tirages stratifiés de 240 personnes dans une population fictive de "
        "3 000 ; les intervalles à 95 % de la part, de la moyenne et de la médiane contiennent la "
        "vérité entre 91 et 98 fois sur cent, avec et sans calage.",
    )


@SHEET.section("Une part, et l’unanimité")
def unanimity(page: Page) -> None:
    design = design_of(answers(pl.DataFrame({"poids": [1.0] * 20})), Columns("poids"))
    everyone = np.ones(20, dtype=bool)
    nobody = share(design, mean(design, np.zeros(20), everyone), everyone, Confidence())

    assert nobody.high == pytest.approx(1 - 0.025 ** (1 / 20))
    page.text(
        "Vingt réponses, aucun oui : la part estimée est 0 %, mais l’intervalle va jusqu’à "
        f"1 − 0,025^(1/20) = {number(100 * nobody.high, decimals=1)} %."
    )


@SHEET.section("Ce qui n’est pas montré")
def hidden(page: Page) -> None:
    counts = np.array([[91, 29], [40, 20], [44, 6], [7, 3]])
    found = hidden_cells(counts)

    assert found.tolist() == [[False, False], [False, False], [True, True], [True, True]]
    names = ["Ensemble", "bourg", "plateau", "vallée"]
    page.text(
        "Aucune case de moins de 5 réponses. Pour qu’une soustraction ne la rende pas, une case "
        "cachée n’est jamais seule dans sa ligne ni dans sa colonne, totaux compris. Un chiffre "
        "sur moins de 30 réponses porte un avertissement. Ici, les 3 réponses de la vallée en "
        "cachent trois autres :"
    )
    page.table(
        ["Secteur", "Voiture", "Sans voiture"],
        [
            (
                name,
                *("secret" if mask else number(count) for count, mask in zip(*pair, strict=True)),
            )
            for name, *pair in zip(names, counts.tolist(), found.tolist(), strict=True)
        ],
    )
    page.text(
        "Cette règle protège une page de résultats. Plusieurs tableaux publiés ensemble, ou un "
        "fichier remis à un partenaire, passent par `maillage protect` et `maillage audit`."
    )


@SHEET.section("Ce que l’intervalle ne dit pas")
def labels(page: Page) -> None:
    page.text(
        "Chaque tableau porte une phrase, selon la façon dont les gens ont répondu "
        "(`--selection`). Par défaut, on suppose qu’ils l’ont choisi, comme dans la plupart des "
        "enquêtes d’une ABS :"
    )
    page.table(
        ["Option", "Phrase"], [(f"`{kind}`", text) for kind, text in SELECTION_LABELS.items()]
    )


@SHEET.section("Ce qui est refusé")
def refusals(page: Page) -> None:
    table = answers(SMALL, "reponses.csv")
    alone = answers(pl.DataFrame({"strate": ["a", "b", "b"]}), "reponses.csv")
    cases = [
        lambda: design_of(table, Columns("poid")),
        lambda: design_of(alone, Columns(strata="strate")),
        lambda: design_of(table, Columns(fpc="enfants")),
        lambda: estimates(
            Survey(table, design_of(table, Columns("poids"))), [Question("mean", "secteur")]
        ),
    ]
    for case in cases:
        with pytest.raises(MaillageError) as refused:
            case()
        page.text(f"> {no_break(str(refused.value))}")


@SHEET.section("En ligne de commande")
def command(page: Page) -> None:
    page.code(
        "maillage estimate POIDS.csv --proportion voiture --by commune -o RESULTATS.csv\n"
        "maillage estimate POIDS.csv --mean age --quantile loyer:0.5 --ratio loyer/revenu "
        "-o RESULTATS.json\n"
        "maillage estimate POIDS.csv --count besoin --weight calibrated_weight --strata strate "
        "--fpc stratum_population --margins MARGES.csv --initial initial_weight "
        "--selection random -o RESULTATS.csv"
    )
    page.text(
        "Le résultat a une ligne par chiffre, modalité et groupe : `statistic`, `variable`, "
        "`modality`, `group` (vide : ensemble), `estimate`, `standard_error`, `low`, `high`, "
        "`design_effect`, `respondents` (réponses de la case), `base` (réponses à la question dans "
        "le groupe), `status`, `caution`, `label`. `--differences FICHIER` écrit les écarts entre "
        "groupes, `--tests FICHIER` les tests de lien. `--unprotected` montre les petites cases, "
        "pour un travail interne."
    )


@SHEET.section("Limites")
def limits(page: Page) -> None:
    page.text(
        "- L’intervalle mesure le hasard du tirage. Les refus, les oublis de la base de sondage et "
        "les questions mal comprises n’y sont pas, et pèsent souvent davantage.\n"
        "- La linéarisation est une approximation de grands échantillons : sous trente réponses, "
        "ou quelques grappes seulement, un intervalle est lui-même incertain.\n"
        "- Les degrés suivants d’un tirage à plusieurs degrés, l’imputation des réponses "
        "manquantes et les répliques (jackknife, bootstrap) ne sont pas faits. Une réponse "
        "manquante sort de la base de sa question.\n"
        "- Comparer beaucoup de groupes fait trouver des écarts par hasard : la probabilité est "
        "corrigée à l’intérieur d’une question, non d’une question à l’autre."
    )


@SHEET.section("Références")
def references(page: Page) -> None:
    page.text(
        "- J.-C. Deville (1999), « Estimation de variance pour des statistiques et des estimateurs "
        "complexes : linéarisation et techniques des résidus », *Techniques d’enquête*, 25(2), "
        "193-203.\n"
        "- R. Woodruff (1952), « Confidence intervals for medians and other position measures », "
        "*Journal of the American Statistical Association*, 47, 635-646.\n"
        "- J. Rao et A. Scott (1984), « On chi-squared tests for multiway contingency tables with "
        "cell proportions estimated from survey data », *Annals of Statistics*, 12, 46-60.\n"
        "- E. Korn et B. Graubard (1998), « Confidence intervals for proportions with small "
        "expected number of positive counts estimated from survey data », *Survey Methodology*, "
        "24, 193-201.\n"
        "- T. Lumley (2004), « Analysis of complex survey samples », *Journal of Statistical "
        "Software*, 9(8) : le paquet R survey."
    )


@pytest.mark.parametrize("section", [one for _, one in SHEET.sections])
def test_sheet_says_what_the_code_does(section):
    section(Page())
