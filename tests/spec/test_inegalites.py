"""The method sheet of inequality, segregation and deprivation, run."""

import numpy as np
import polars as pl
import pytest

from maillage.base.french import number
from maillage.stats.deprivation import ENOUGH, deprivation
from maillage.stats.inequality import inequality
from maillage.stats.segregation import DRAWS, segregation
from tests.maillage.stats.tables import own
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    name="inegalites",
    title="Inégalités, ségrégation, défavorisation",
    purpose="Trois questions différentes sur un même territoire : une ressource est-elle partagée "
    "entre communes comme les habitants ? un groupe vit-il à part ? où se cumulent les "
    "difficultés ? Chaque mesure est donnée avec ce que le hasard ferait, ou avec ses poids.",
)


def percent(value: float) -> str:
    return f"{number(100 * value, decimals=1)} %"


@SHEET.section("Entre communes : parts, Gini, Theil")
def between(page: Page) -> None:
    frame = pl.DataFrame({"code": ["A", "B"], "amount": [50.0, 50.0], "people": [90.0, 10.0]})
    found = inequality(frame)
    assert (found.gini, found.hoover) == pytest.approx((0.4, 0.4))
    assert found.theil == pytest.approx(0.5 * np.log(5 / 9) + 0.5 * np.log(5))
    page.text(
        "Une ressource (places, moyens, logements sociaux) ou une difficulté (ménages pauvres) "
        "est rapportée aux habitants de chaque commune. Les communes sont rangées de la moins à "
        "la mieux dotée par habitant ; la courbe de Lorenz cumule les parts.",
        "- **Gini** : 1 − 2 × l’aire sous la courbe. 0 si chacun a autant partout.\n"
        "- **Hoover** : part de la quantité à déplacer pour que chaque commune ait autant par "
        "habitant.\n"
        "- **Theil** : Σ part de la quantité × ln(part de la quantité ÷ part des habitants) ; "
        "s’additionne entre groupes de communes.",
        "Exemple : A a 90 habitants et 50 places, B 10 habitants et 50 places.",
    )
    page.table(
        ("mesure", "calcul", "résultat"),
        [
            ("Gini", "1 − 2 × (0,9 × 0,25 + 0,1 × 0,75)", number(found.gini, decimals=4)),
            ("Hoover", "(abs(0,5 − 0,9) + abs(0,5 − 0,1)) / 2", number(found.hoover, decimals=4)),
            ("Theil", "0,5 ln(5/9) + 0,5 ln 5", number(found.theil, decimals=4)),
            ("dixième le mieux doté", "la commune B", percent(found.top)),
        ],
    )
    page.text(
        "Ce sont des inégalités **entre lieux** : dans chaque commune, tout le monde compte pour "
        "la moyenne. L’inégalité entre personnes est dans Filosofi (rapport interdécile), jamais "
        "dans ce fichier. Le Gini est vérifié contre la moitié de l’écart moyen entre toutes les "
        "paires."
    )


@SHEET.section("La ségrégation d’un groupe entre IRIS")
def apart(page: Page) -> None:
    found = segregation(np.array([30.0, 10.0]), np.array([100.0, 100.0]))
    assert found.dissimilarity == pytest.approx(0.3125)
    assert found.isolation == pytest.approx(0.25)
    assert found.eta == pytest.approx(0.0625)
    page.text(
        "Deux quartiers de 100 habitants ; 30 personnes du groupe dans le premier, 10 dans le "
        "second, soit 20 % de l’ensemble."
    )
    page.table(
        ("indice", "question", "calcul", "résultat"),
        [
            (
                "dissimilarité",
                "quelle part du groupe devrait déménager ?",
                "(abs(30/40 − 70/160) + abs(10/40 − 90/160)) / 2",
                number(found.dissimilarity, decimals=4),
            ),
            (
                "isolement",
                "combien de semblables dans le quartier d’une personne du groupe ?",
                "30/40 × 0,30 + 10/40 × 0,10",
                number(found.isolation, decimals=4),
            ),
            (
                "exposition",
                "combien d’autres ?",
                "1 − isolement",
                number(found.exposure, decimals=4),
            ),
            (
                "êta²",
                "l’isolement, corrigé de la taille du groupe",
                "(0,25 − 0,20) / (1 − 0,20)",
                number(found.eta, decimals=4),
            ),
            (
                "entropie (H de Theil)",
                "de combien les quartiers diffèrent-ils de l’ensemble ?",
                "voir Theil",
                number(found.entropy, decimals=4),
            ),
        ],
    )
    page.text(
        "Massey et Denton (1988). Un groupe entièrement à part a 1 partout, un groupe réparti "
        "comme les autres 0."
    )


@SHEET.section("Ce que le hasard ferait")
def chance(page: Page) -> None:
    draw = np.random.default_rng(2)
    total = np.full(60, 30)
    group = draw.multivariate_hypergeometric(total, 180, method="marginals").astype(float)
    found = segregation(group, total.astype(float))
    assert found.dissimilarity > 0.2
    assert found.beyond < 0.08
    page.text(
        f"De petits quartiers paraissent ségrégués par hasard. Soixante quartiers de 30 habitants, "
        f"180 personnes du groupe placées au hasard : la dissimilarité vaut pourtant "
        f"{percent(found.dissimilarity)}. Elle est donc donnée avec sa valeur attendue si "
        f"chacun tirait son quartier au sort ({DRAWS} tirages, graine fixe), ici "
        f"{percent(found.expected)}, et ce qui la dépasse (`beyond`), ici {percent(found.beyond)} "
        f"(Carrington et Troske 1997)."
    )


@SHEET.section("Un indice de défavorisation à la manière du FDep")
def deprived(page: Page) -> None:
    draw = np.random.default_rng(11)
    hardship = np.linspace(-1, 1, 40)
    columns = {
        "code": [f"{index:05}" for index in range(40)],
        "chomage": (10 + 5 * (hardship + 0.3 * draw.normal(size=40))).tolist(),
        "ouvriers": (25 + 8 * (hardship + 0.4 * draw.normal(size=40))).tolist(),
        "revenu": (20_000 - 4_000 * (hardship + 0.3 * draw.normal(size=40))).tolist(),
        "bacheliers": (45 - 12 * (hardship + 0.4 * draw.normal(size=40))).tolist(),
    }
    found = deprivation(own(columns), "code", ["chomage", "ouvriers"], ["revenu", "bacheliers"])
    assert (found.weights["weight"] ** 2).sum() == pytest.approx(1)
    page.text(
        "Le FDep (Rey et al. 2009) résume quatre variables : revenu médian, part de bacheliers, "
        "part d’ouvriers, taux de chômage, par la première composante principale. Maillage fait de "
        "même avec les variables que vous donnez : les poids viennent des données et **sont "
        "affichés**. Sur quarante communes tirées au hasard :"
    )
    page.table(
        ("variable", "sens annoncé", "poids", "corrélation avec l’indice"),
        [
            (
                row["variable"],
                "monte avec la difficulté"
                if row["direction"] == "worse"
                else "baisse avec la difficulté",
                number(row["weight"], decimals=3),
                number(row["correlation"], decimals=2),
            )
            for row in found.weights.iter_rows(named=True)
        ],
    )
    page.text(
        f"L’indice résume {percent(found.share)} de l’information. Sous {percent(ENOUGH)}, un "
        f"avertissement dit de lire les variables une par une. Une variable qui va à l’inverse du "
        f"sens annoncé fait **refuser** l’indice : la compter quand même dirait le contraire de "
        f"ce qu’on croit.",
        "Le cinquième 5 (`fifth`) réunit les communes les plus défavorisées, jusqu’à un cinquième "
        "des habitants (`--people`). Un indice compare les territoires d’un même fichier, jamais "
        "deux fichiers.",
    )


@SHEET.section("En ligne de commande")
def command(page: Page) -> None:
    page.code(
        "maillage inequality PLACES.csv -o PARTS.csv\n"
        "maillage segregation IRIS.csv -o INDICES.json\n"
        "maillage deprivation COMMUNES.csv --worse chomage --worse ouvriers --better revenu \\\n"
        "    --better bacheliers --people population --weights POIDS.csv -o INDICE.csv",
        language="sh",
    )
    page.table(
        ("commande", "colonnes attendues"),
        [
            ("`inequality`", "`code,amount,people`"),
            ("`segregation`", "`code,group,total`"),
            ("`deprivation`", "un code, puis les variables nommées"),
        ],
    )


@SHEET.section("Ce qui est refusé")
def refused(page: Page) -> None:
    page.table(
        ("le fichier contient", "ce que vous lisez"),
        [
            ("une quantité sans habitant", "« une quantité sans personne à qui la rapporter »"),
            (
                "un groupe plus grand que son quartier",
                ("la ligne, « le groupe dépasse le total du quartier »"),
            ),
            (
                "un groupe absent, ou seul au monde",
                ("ce qu’il faut : deux quartiers, du groupe et d’autres"),
            ),
            (
                "une variable au sens contraire",
                ("« va à l’inverse du sens annoncé » ; l’indice n’est pas calculé"),
            ),
            (
                "moins de dix territoires complets",
                ("combien il en reste, et pourquoi c’est trop peu"),
            ),
        ],
    )


@SHEET.section("Limites")
def limits(page: Page) -> None:
    page.text(
        "- Ces indices dépendent du découpage : entre IRIS et entre communes, ce ne sont pas les "
        "mêmes questions.\n"
        "- Les effectifs par IRIS viennent souvent de l’exploitation complémentaire du "
        "recensement, au quart ou à 40 % : des IRIS de moins de 200 personnes du groupe sont à "
        "regrouper.\n"
        "- Un indice de défavorisation décrit des lieux. Des personnes en difficulté vivent dans "
        "des communes favorisées."
    )


@SHEET.section("Références")
def references(page: Page) -> None:
    page.text(
        "- G. Rey, E. Jougla, A. Fouillet et D. Hémon (2009), « Ecological association between "
        "a deprivation index and mortality in France over the period 1997-2001 », *BMC Public "
        "Health*, 9, 33.\n"
        "- D. Massey et N. Denton (1988), « The dimensions of residential segregation », "
        "*Social Forces*, 67, 281-315.\n"
        "- W. Carrington et K. Troske (1997), « On measuring segregation in samples with small "
        "units », *Journal of Business & Economic Statistics*, 15, 402-409.\n"
        "- H. Theil (1967), *Economics and information theory*, North-Holland."
    )


@pytest.mark.parametrize("heading", [heading for heading, _ in SHEET.sections])
def test_section_of_the_sheet_holds(heading: str) -> None:
    dict(SHEET.sections)[heading](Page())
