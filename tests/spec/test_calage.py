"""The method sheet of calibration: run, checked, written into docs/methodes/calage.md."""

import numpy as np
import polars as pl
import pytest

from maillage.base.errors import MaillageError
from maillage.base.french import number
from maillage.base.typography import no_break
from maillage.surveys.answers import answers
from maillage.surveys.weighting.calibration import Plan, calibrate
from maillage.surveys.weighting.diagnostics import dispersion
from maillage.surveys.weighting.distances import METHOD_LABELS, Method
from maillage.surveys.weighting.margins import HOUSEHOLD, Margin
from tests.maillage.surveys.conftest import COLUMNS, EMPLOYEES
from tests.maillage.surveys.weighting.test_calibration import HOME_MARGINS, HOMES, PUBLISHED
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    "calage",
    "Redresser une enquête : le calage sur marges",
    "Donner à chaque réponse un poids, pour que l’échantillon ressemble à la population sur ce "
    "qu’on sait d’elle (âge, sexe, commune, statut d’occupation…). Les poids restent aussi proches "
    "que possible de ceux du tirage. Le calage corrige ce que les marges expliquent ; il ne "
    "corrige pas le fait d’avoir choisi de répondre.",
)
EMPLOYEE_MARGINS = [
    Margin("category", {"1": 80, "2": 90, "3": 60}),
    Margin("sex", {"1": 140, "2": 90}),
    Margin("department", {"1": 100, "2": 130}),
    Margin("salary", {"": 470_000}),
]
FOUR = pl.DataFrame({"sexe": ["F", "F", "F", "H"]})


def employees():
    rows = [line.split() for line in EMPLOYEES.split(";")]
    return answers(pl.DataFrame(rows, schema=list(COLUMNS), orient="row"))


@SHEET.section("Un cas à faire à la main")
def by_hand(page: Page) -> None:
    found = calibrate(answers(FOUR), [Margin("sexe", {"F": 50, "H": 50})], Plan("raking"))

    assert found.initial.tolist() == [25] * 4
    assert found.weights == pytest.approx([50 / 3] * 3 + [50])
    page.text(
        "Quatre réponses, trois femmes et un homme, pour une population de 50 femmes et 50 hommes. "
        "Sans autre poids, chaque réponse vaut d’abord 100 ÷ 4 = 25. Chaque femme doit valoir "
        f"50 ÷ 3 = {number(found.weights[0], decimals=2)}, et l’homme {number(found.weights[3])}."
    )
    seen = dispersion(found)
    assert seen.design_effect == pytest.approx(4 / 3)
    page.text(
        "Cette correction coûte de la précision : l’effet des poids de Kish, n Σw² ÷ (Σw)², vaut "
        f"4 × (3 × 16,67² + 50²) ÷ 100² = {number(seen.design_effect, decimals=2)}. Les quatre "
        f"réponses en valent {number(seen.effective, decimals=1)}."
    )


@SHEET.section("La formule")
def formula(page: Page) -> None:
    page.text(
        "Le poids initial d d’une réponse devient w = d · F(q · x′λ). x dit à quelles marges la "
        "réponse contribue (1 ou 0 pour une modalité, sa valeur pour une quantité), λ est trouvé "
        "pour que chaque marge soit respectée, q vaut 1 sauf demande contraire (une réponse de q "
        "plus grand bouge plus). F est la méthode (Deville et Särndal, 1992) :"
    )
    rows = [
        (f"`{Method.LINEAR}`", METHOD_LABELS[Method.LINEAR], "1 + u", "poids négatifs possibles"),
        (
            f"`{Method.TRUNCATED}`",
            METHOD_LABELS[Method.TRUNCATED],
            "1 + u, coupé aux bornes L, H",
            "L ≤ w/d ≤ H",
        ),
        (f"`{Method.RAKING}`", METHOD_LABELS[Method.RAKING], "exp(u)", "w > 0"),
        (
            f"`{Method.LOGIT}`",
            METHOD_LABELS[Method.LOGIT],
            "(L(H−1) + H(1−L)e^(Au)) ÷ ((H−1) + (1−L)e^(Au)), A = (H−L) ÷ ((1−L)(H−1))",
            "L < w/d < H",
        ),
    ]
    page.table(["Option", "Nom", "F(u)", "Poids"], rows)
    page.text(
        "λ est cherché par la méthode de Newton sur la fonction duale, avec un pas réduit tant "
        "qu’il n’améliore rien. Des marges redondantes (deux variables donnent le même effectif "
        "total) sont admises. On s’arrête quand chaque marge est atteinte à 1e-9 près au moins, en "
        "valeur relative."
    )


@SHEET.section("Vérifié contre CALMAR")
def against_calmar(page: Page) -> None:
    page.text(
        "Les quinze salariés de la documentation de CALMAR (jeu « data_employees » du paquet R "
        "icarus), marges : catégorie 80, 90, 60 ; sexe 140, 90 ; service 100, 130 ; salaires "
        "470 000. Poids publiés et poids de Maillage :"
    )
    found = {
        method: calibrate(
            employees(),
            EMPLOYEE_MARGINS,
            Plan(method, (0.4, 2.2) if method == "logit" else None, initial="weight"),
        ).weights
        for method in PUBLISHED
    }
    rows = []
    for rank, name in enumerate(employees().frame["id"]):
        cells = [name]
        for method, text in PUBLISHED.items():
            published = text.split()[rank]
            assert found[method][rank] == pytest.approx(float(published), abs=5.1e-5)
            cells += [number(float(published), decimals=4), number(found[method][rank], decimals=4)]
        rows.append(cells)
    heads = [f"{method}, {who}" for method in PUBLISHED for who in ("publié", "Maillage")]
    page.table(["Salarié", *heads], rows)
    page.text(
        "La méthode linéaire donne un poids négatif (a06) : c’est pourquoi on lui préfère souvent "
        "le raking ratio ou la méthode logit, ici entre 0,4 et 2,2.",
        "Le même test est fait sur un échantillon de 1 000 réponses et 17 marges, où CALMAR2 "
        "(SAS) a publié ses poids : linéaire, raking ratio, logit (0,2 à 1,3), marges en "
        "effectifs puis en pourcentages, 718 répondants seulement (option ECHELLE, logit de "
        "0,1 à 2), et coefficients q. Écart relatif le plus grand : moins de 1e-6 (test "
        "`tests/maillage/surveys/weighting/test_calibration.py`).",
        "Pour la méthode linéaire tronquée, aucun poids publié n’est à notre portée. Sur ces mêmes "
        "1 000 réponses, bornes 0,5 et 1,3 (atteintes par 6 et 16 réponses), elle est comparée à "
        "un programme quadratique résolu par HiGHS, qui ne sait rien du calage : les poids les "
        "plus proches, Σ(w − d)² ÷ d, entre ces bornes, sont les mêmes à 1e-6 près "
        "(`tests/maillage/cli/oracles/test_surveys.py`).",
    )


@SHEET.section("Ménages et personnes")
def households(page: Page) -> None:
    found = calibrate(answers(HOMES), HOME_MARGINS, Plan("raking", household="menage"))

    weights = dict(zip(HOMES["menage"], found.weights, strict=True))
    assert found.units.count == len(weights) == 5
    for margin, total in zip(
        found.constraints.sums(found.weights[found.units.first_row]),
        found.constraints.totals,
        strict=True,
    ):
        assert margin == pytest.approx(total)
    page.text(
        "Avec une colonne de ménage, tous les membres d’un ménage ont le même poids. Les marges de "
        "personnes comptent les membres, celles de ménages (colonne `level` : `household`) "
        "comptent chaque ménage une fois. Cinq ménages fictifs, 52 femmes, 45 hommes, et 21, 20 "
        "et 12 ménages d’une, deux et trois personnes :"
    )
    assert {one.level for one in HOME_MARGINS} == {"person", HOUSEHOLD}
    members = HOMES.group_by("menage", maintain_order=True).agg(pl.col("sexe").str.join(" "))
    page.table(
        ["Ménage", "Membres", "Poids"],
        [(name, sexes, number(weights[name], decimals=3)) for name, sexes in members.iter_rows()],
    )


@SHEET.section("Quand c’est impossible")
def impossible(page: Page) -> None:
    page.text(
        "Aucun jeu de poids n’est rendu si une marge n’est pas respectée. Un programme linéaire "
        "(HiGHS) cherche alors les totaux les plus proches qui soient possibles, les variables "
        "dont le retrait suffit, et les bornes les plus étroites qui suffiraient :"
    )
    wrong = [*EMPLOYEE_MARGINS[:-1], Margin("salary", {"": 970_000})]
    cases = [
        (employees(), wrong, Plan("raking", initial="weight")),
        (employees(), EMPLOYEE_MARGINS, Plan("logit", (0.6, 2.2), initial="weight")),
        (answers(FOUR), [Margin("sexe", {"F": 50, "H": 40, "autre": 10})], Plan()),
        (answers(FOUR), [Margin("sexe", {"F": 90})], Plan()),
        (answers(FOUR), [Margin("sexe", {"F": 52.0, "H": 48.0})], Plan(population=200.0)),
        (answers(pl.concat([FOUR] * 50)), [Margin("sexe", {"F": 52.0, "H": 48.0})], Plan()),
    ]
    for table, margins, plan in cases:
        with pytest.raises(MaillageError) as refused:
            calibrate(table, margins, plan)
        page.text(f"> {no_break(str(refused.value))}")


@SHEET.section("En ligne de commande")
def command(page: Page) -> None:
    page.code(
        "maillage weigh REPONSES.csv --margins MARGES.csv --method raking -o POIDS.csv\n"
        "maillage weigh REPONSES.csv --margins MARGES.csv --method logit --bounds 0.5,2 "
        "--initial poids -o POIDS.csv"
    )
    page.text("Le fichier de marges ; une modalité vide annonce le total d’une quantité :")
    page.code("variable,modality,total\nsexe,F,9700\nsexe,H,9217\nenfants,,6120", language="csv")
    page.table(
        ["Option", "Effet"],
        [
            ("`--initial COL`", "poids d’avant le calage ; sans elle, population ÷ réponses"),
            (
                "`--proportions --population N`",
                "les marges à modalités sont des parts (1) ou des pourcentages (100)",
            ),
            (
                "`--align`",
                "ramène chaque variable au même effectif, quand seuls des arrondis les séparent",
            ),
            (
                "`--scale`",
                "poids initiaux d’abord mis à l’échelle de la population (ECHELLE de CALMAR2)",
            ),
            ("`--household COL`", "un seul poids par ménage"),
            ("`--q COL`", "coefficients individuels"),
            ("`--report FICHIER`", "marges avant et après, à joindre au rapport"),
        ],
    )


@SHEET.section("Limites")
def limits(page: Page) -> None:
    chance = np.random.default_rng(1)
    linked = chance.random(4000) < 0.3
    answered = chance.random(4000) < np.where(linked, 0.4, 0.1)
    sexes = chance.choice(["F", "H"], 4000)
    sample = pl.DataFrame({"sexe": sexes[answered]})
    counts = {one: float((sexes == one).sum()) for one in "FH"}
    found = calibrate(answers(sample), [Margin("sexe", counts)], Plan("raking"))
    estimated = float(np.average(linked[answered], weights=found.weights))
    assert estimated > 0.55
    page.text(
        f"Dans une population fictive de 4 000 personnes, {number(100 * linked.mean())} % ont un "
        "besoin, et ceux qui l’ont répondent quatre fois plus. Calée sur le sexe, qui n’y est pour "
        f"rien, l’enquête en trouve encore {number(100 * estimated)} % : caler ne corrige que ce "
        "que les marges expliquent.",
        "Une modalité de moins de 30 réponses porte mal sa marge, de moins de 5 ne la porte pas : "
        "la commande le dit. Multiplier les marges augmente l’effet des poids. La forme pénalisée "
        "du calage, et le calage généralisé de CALMAR2 (variables de non-réponse différentes des "
        "marges), ne sont pas faits.",
    )


@SHEET.section("Références")
def references(page: Page) -> None:
    page.text(
        "- J.-C. Deville et C.-E. Särndal (1992), « Calibration estimators in survey sampling », "
        "*Journal of the American Statistical Association*, 87, 376-382.\n"
        "- J.-C. Deville, C.-E. Särndal et O. Sautory (1993), « Generalized raking procedures in "
        "survey sampling », *Journal of the American Statistical Association*, 88, 1013-1020.\n"
        "- O. Sautory, *La macro CALMAR*, Insee : méthodes, options et vocabulaire.\n"
        "- L. Kish (1965), *Survey sampling*, Wiley : l’effet des poids inégaux."
    )


@pytest.mark.parametrize("section", [one for _, one in SHEET.sections])
def test_sheet_says_what_the_code_does(section):
    section(Page())
