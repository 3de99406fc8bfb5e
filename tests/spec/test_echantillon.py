"""The method sheet of sampling: run, checked, written into docs/methodes/echantillon.md."""

import numpy as np
import polars as pl
import pytest

from maillage.base.errors import MaillageError
from maillage.base.french import number
from maillage.base.typography import no_break
from maillage.surveys.answers import answers
from maillage.surveys.sampling.allocation import Share, allocate, quotas
from maillage.surveys.sampling.drawing import Draw, draw
from maillage.surveys.sampling.sizing import Wish, margin, size
from maillage.surveys.weighting.margins import Margin
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    "echantillon",
    "Préparer un échantillon : taille, tirage, quotas",
    "Combien de personnes interroger, et lesquelles, quand on a une liste où les choisir. Un "
    "tirage au hasard est le seul qui permette d’annoncer une précision. Sans liste, des quotas "
    "évitent les oublis les plus visibles ; ils ne donnent pas cette garantie.",
)
AREAS = {"bourg": 600, "plateau": 300, "vallée": 100}


@SHEET.section("La taille")
def sizes(page: Page) -> None:
    found = size(Wish(population=18_917))
    assert found.answers == 377
    page.text(
        "Pour une part p estimée à ± e près, 95 fois sur cent : n₀ = 1,96² · p(1 − p) · k ÷ e², "
        "où k est l’effet de plan (1 pour un tirage simple). Dans une population de N personnes, "
        "n = n₀ ÷ (1 + (n₀ − 1) ÷ N), arrondi au-dessus. Quand on ne sait pas, p = 0,5.",
        "Pour 18 917 habitants et ± 5 points : n₀ = 1,96² × 0,25 ÷ 0,05² = 384,1 ; "
        f"n = 384,1 ÷ (1 + 383,1 ÷ 18 917) = 376,5, soit **{found.answers}** réponses.",
    )
    rows = []
    for population in (500, 2_000, 5_000, 18_917, 100_000):
        answers_for = [
            size(Wish(margin=wished, population=population)).answers for wished in (0.1, 0.05, 0.03)
        ]
        rows.append((number(population), *map(number, answers_for)))
    assert rows[2][2] == "357"
    page.table(["Population", "± 10 points", "± 5 points", "± 3 points"], rows)
    wish = Wish(population=18_917, effect=1.5, response=0.4)
    page.text(
        "La taille dépend peu de celle du territoire. Elle se calcule sur les réponses obtenues : "
        "avec un effet de plan de 1,5 (poids inégaux après redressement) et quatre réponses sur "
        f"dix, il faut {number(size(wish).answers)} réponses, donc solliciter "
        f"{number(size(wish).asked)} personnes. Pour un groupe de 60 réponses (un quartier, un "
        f"âge), la précision n’est plus que de ± {number(100 * margin(60, Wish()), decimals=1)} "
        "points : si un groupe compte, c’est sa taille à lui qu’il faut prévoir.",
    )


@SHEET.section("Partager entre des strates")
def shares(page: Page) -> None:
    spreads = {"bourg": 1.0, "plateau": 4.0, "vallée": 2.0}
    found = {
        "proportionnelle": allocate(AREAS, 50),
        "proportionnelle, minimum 10": allocate(AREAS, 50, minimum=10),
        "égale": allocate(AREAS, 50, how=Share.EQUAL),
        "Neyman": allocate(AREAS, 50, how=Share.NEYMAN, spreads=spreads),
    }
    assert found["proportionnelle"] == {"bourg": 30, "plateau": 15, "vallée": 5}
    assert found["Neyman"] == {"bourg": 15, "plateau": 30, "vallée": 5}
    page.text(
        "Cinquante personnes à tirer dans trois secteurs. La répartition proportionnelle suit les "
        "effectifs. Celle de Neyman suit effectif × dispersion de ce qu’on étudie (ici 1, 4 et "
        "2) : 600, 1 200 et 200 sur 2 000. Un minimum par strate protège les petits secteurs. Les "
        "parts sont arrondies au plus fort reste, et aucune strate ne donne plus qu’elle n’a."
    )
    page.table(
        ["Répartition", *AREAS],
        [(name, *map(number, parts.values())) for name, parts in found.items()],
    )


@SHEET.section("Tirer")
def draws(page: Page) -> None:
    listed = answers(
        pl.DataFrame(
            {
                "code": [f"{rank:03}" for rank in range(100)],
                "secteur": ["bourg"] * 70 + ["vallée"] * 30,
            }
        )
    )
    simple = draw(listed, Draw(10, strata="secteur", seed=2026))
    regular = draw(listed, Draw(10, systematic=True, seed=2026))
    assert simple.equals(draw(listed, Draw(10, strata="secteur", seed=2026)))
    assert set(np.diff(regular["code"].cast(int))) == {10}
    assert simple["initial_weight"].to_list() == [10.0] * 10
    page.text(
        "Avec la même liste et la même graine, le tirage est le même : la graine se note au "
        "procès-verbal. Sur une liste fictive de 100 personnes (70 au bourg, 30 dans la vallée), "
        "graine 2026, sept tirés au bourg et trois dans la vallée : "
        f"{', '.join(simple['code'])}. Tirage systématique, une ligne sur dix : "
        f"{', '.join(regular['code'])}. Trié d’abord (`--order age`), le tirage systématique étale "
        "l’échantillon sur tous les âges.",
        "Chaque ligne tirée dit l’effectif de sa strate, le nombre de tirés et le poids de départ "
        "(`stratum_population`, `stratum_sample`, `initial_weight`) : ils servent ensuite au "
        "calage (`--initial`) et aux estimations (`--strata`, `--fpc`). Un test vérifie sur 600 "
        "tirages que chacun a bien la chance que dit son poids.",
    )


@SHEET.section("Les quotas")
def quota_tables(page: Page) -> None:
    known = [
        Margin("sexe", {"F": 9_700, "H": 9_217}),
        Margin("âge", {"18-29": 2_500, "30-59": 8_000, "60+": 8_417}),
    ]
    found = quotas(known, 400)
    assert found.group_by("variable").agg(pl.col("quota").sum())["quota"].to_list() == [400, 400]
    page.text("À partir d’un fichier de marges (le même que pour le calage), pour 400 réponses :")
    page.table(
        ["Variable", "Modalité", "Population", "Quota"],
        [(*row[:2], *map(number, row[2:])) for row in found.iter_rows()],
    )


@SHEET.section("Ce qui est refusé")
def refusals(page: Page) -> None:
    cases = [
        lambda: size(Wish(margin=5)),
        lambda: allocate(AREAS, 2_000),
        lambda: allocate(AREAS, 20, minimum=10),
        lambda: allocate(AREAS, 20, how=Share.NEYMAN),
        lambda: draw(answers(pl.DataFrame({"s": ["a", None]}), "base.csv"), Draw(1, strata="s")),
    ]
    for case in cases:
        with pytest.raises(MaillageError) as refused:
            case()
        page.text(f"> {no_break(str(refused.value))}")


@SHEET.section("En ligne de commande")
def command(page: Page) -> None:
    page.code(
        "maillage sample --population 18917 --margin 0.05 --response 0.4\n"
        "maillage sample BASE.csv --size 400 --strata commune --minimum 20 --seed 2026 "
        "-o TIRAGE.csv\n"
        "maillage sample BASE.csv --size 400 --systematic --order commune,age -o TIRAGE.csv\n"
        "maillage sample --quotas MARGES.csv --size 400 -o QUOTAS.csv"
    )
    page.text(
        "Références : W. Cochran (1977), *Sampling techniques*, 3e édition, Wiley ; J. Neyman "
        "(1934), *Journal of the Royal Statistical Society*, 97, 558-625 ; L. Kish (1965), *Survey "
        "sampling*, Wiley, pour l’effet de plan."
    )
    page.text(
        "Limites : le tirage par grappes et à plusieurs degrés n’est pas fait ici (l’effet de plan "
        "en tient compte pour la taille, `--cluster` pour les estimations). Les formules supposent "
        "un tirage au hasard : elles ne disent rien d’un questionnaire ouvert à tous."
    )


@pytest.mark.parametrize("section", [one for _, one in SHEET.sections])
def test_sheet_says_what_the_code_does(section):
    section(Page())
