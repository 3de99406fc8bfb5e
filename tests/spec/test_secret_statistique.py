"""The method sheet of statistical secrecy: run, checked, written to docs/methodes."""

from itertools import product

import numpy as np
import pytest

from maillage.base.french import number
from maillage.disclosure.attack import Release, audit_releases
from maillage.disclosure.protection.primary import primary_reasons
from maillage.disclosure.protection.protecting import protect
from maillage.disclosure.protection.rounding import MOST_SEARCHED
from maillage.disclosure.protection.sparing import MOST_CELLS
from maillage.disclosure.protection.tables import Table
from maillage.disclosure.regimes import regime
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    "secret-statistique",
    "Secret statistique : masquer, puis vérifier que rien ne se déduit",
    "Pour qui doit publier un tableau d’effectifs ou de montants sans qu’aucune personne ni aucune "
    "entreprise ne s’y reconnaisse. Deux commandes : `maillage protect` masque, `maillage audit` "
    "attaque un tableau publié, d’où qu’il vienne.",
)
TOTAL = "Total"
FOUR_TABLES = (
    "mêmes cases primaires (52+25, 35+25, 55+17, 45+20) ; liés : 68, 79, 80 et 88 secondaires, "
    "pour 83, 88, 82 et 101 publiées ; le premier seul : 64, comme publié ; aucune case sensible à "
    "moins de 10 % (`tests/maillage/cli/oracles/test_rtauargus.py`)"
)


INSIDERS_COST = (
    "Sur les quatre tableaux liés de rtauargus, la précaution porte de 308 à 315 les cases "
    "masquées pour en protéger d’autres."
)


def _with_margins(rows: str, columns: str, values: list[list[float]]) -> dict:
    table: dict = {}
    for (i, row), (j, column) in product(enumerate(rows), enumerate(columns)):
        for key in product((row, TOTAL), (column, TOTAL)):
            table[key] = table.get(key, 0.0) + values[i][j]
    return table


def _printed(page: Page, cells: dict, rows: str, columns: str) -> None:
    heads = ["", *columns, TOTAL]
    lines = []
    for row in (*rows, TOTAL):
        shown = [cells[row, column] for column in (*columns, TOTAL)]
        lines.append([row, *("secret" if one is None else number(one) for one in shown)])
    page.table(heads, lines)


@SHEET.section("Le principe")
def principle(page: Page) -> None:
    page.text(
        "1. **Règles primaires.** Une case est sensible si elle repose sur trop peu d’unités "
        "(fréquence), ou si une seule unité en fait l’essentiel (dominance). Une case vide ne "
        "désigne personne et reste montrée, sauf régime contraire.",
        "2. **Secret secondaire.** Une case masquée seule dans sa ligne se retrouve par différence "
        "avec le total. D’autres cases sont donc masquées, le moins possible.",
        "3. **Audit.** Pour chaque case masquée *j*, deux programmes linéaires donnent ce qu’un "
        "lecteur peut en déduire : min *x*ⱼ et max *x*ⱼ sous A*x* = *b* (toutes les sommes, "
        "hiérarchies comprises), *x* ≥ 0, *x* entier pour un effectif. Une case sensible de valeur "
        "*v* est protégée si min ≤ 0,9 *v* et max ≥ 1,1 *v* (10 % par défaut, selon le régime) ; "
        "sous une dominance de *k* %, max doit atteindre la part du plus gros divisée par *k*.",
        "Rien n’est écrit avant que l’audit ait échoué à ouvrir le tableau. Un résultat du solveur "
        "qui n’est pas prouvé optimal compte comme une case non protégée.",
    )


@SHEET.section("Un cas à faire à la main")
def by_hand(page: Page) -> None:
    cells = _with_margins("ABC", "xyz", [[4, 20, 30], [30, 40, 50], [19, 28, 37]])
    table = Table(Release("main.csv", ("zone", "âge"), cells), cells, None, are_counts=True)

    done = protect([table], regime("enquete_locale"))

    hidden = {key for key, value in done.published[0].cells.items() if value is None}
    assert ("A", "x") in hidden
    assert len(hidden) == 4
    page.text("Une seule case est sensible sous le seuil de 10 : A × x, qui vaut 4.")
    _printed(page, cells, "ABC", "xyz")
    page.text(
        "Masquée seule, elle vaut 54 − 20 − 30 = 4. Il faut une autre case dans sa ligne, une dans "
        "sa colonne, et celle qui ferme le rectangle :"
    )
    _printed(page, dict(done.published[0].cells), "ABC", "xyz")
    found = next(one for one in done.audit.findings if one.key == ("A", "x"))
    page.text(
        f"Un lecteur sait seulement que A × x est entre {number(found.lower)} et "
        f"{number(found.upper)}."
    )


@SHEET.section("Deux cases masquées par ligne ne suffisent pas")
def bridge(page: Page) -> None:
    values = [[3, 5, 6, 8], [9, 4, 7, 2], [8, 6, 5, 7], [4, 9, 3, 8]]
    cells = _with_margins("abcd", "vwyz", values)
    blocks = {(r, c) for r in "ab" for c in "vw"} | {(r, c) for r in "cd" for c in "yz"}
    shown = {key: None if key in blocks | {("a", "y")} else one for key, one in cells.items()}

    found = audit_releases([Release("pont.csv", ("l", "c"), shown)])

    assert [(one.key, one.lower) for one in found.leaks] == [(("a", "y"), 6)]
    _printed(page, shown, "abcd", "vwyz")
    page.text(
        "Chaque ligne et chaque colonne qui cache quelque chose y cache au moins deux cases. "
        "Pourtant la somme des lignes a et b moins celle des colonnes v et w ne laisse que a × y : "
        "**6**, exactement. L’audit le trouve ; une règle « deux cases par ligne » non."
    )


@SHEET.section("Plusieurs publications")
def several(page: Page) -> None:
    last = Release("2023.csv", ("zone", "âge"), {("E23", "0-17"): 120.0, ("E23", "18+"): 300.0})
    this = Release("2024.csv", ("zone", "âge"), {("E24", "0-17"): 124.0, ("E24", "18+"): 356.0})

    found = audit_releases(
        [last, this], hierarchies={"zone": {"E23": ["A", "B"], "E24": ["A", "B", "C"]}}
    )

    assert [one.lower for one in found.leaks] == [4]
    page.text(
        "Une intercommunalité publie 120 jeunes en 2023, puis 124 en 2024 après l’entrée de la "
        "commune C. Rien n’est masqué, et pourtant C compte **4** jeunes. Donnez ensemble à "
        "`maillage audit` tous les fichiers déjà publiés : il relie les périmètres par la "
        "hiérarchie, les tranches d’âge par leurs bornes (18-24 et 18-29 révèlent 25-29), une "
        "liste de communes à son complément."
    )


@SHEET.section("Deux règles sur les contributions, à la main")
def contributions(page: Page) -> None:
    values = {"A": (80, 15, 5), "B": (80, 12, 8), "C": (50, 45, 5), "D": (50, 40, 10)}
    rules = regime("entreprises").model_copy(
        update={"dominance": 90, "dominance_count": 2, "p_percent": 10}
    )
    tops = [np.array([float(one[rank]) for one in values.values()]) for rank in (0, 1)]
    found = primary_reasons(np.full(4, 100.0), np.full(4, 3), tops, rules)
    assert found.tolist() == ["dominance", "dominance", "dominance", ""]
    alone = primary_reasons(
        np.full(4, 100.0), np.full(4, 3), tops, rules.model_copy(update={"dominance": None})
    )
    assert alone.tolist() == ["p_percent", "", "", ""]
    words = {"": "montrée", "dominance": "secret", "p_percent": "secret"}
    page.text(
        "**(n, k)** : les n plus grosses unités font plus de k % du total. **p %** : ce que font "
        "toutes les autres, total − x₁ − x₂, est inférieur à p % de x₁ ; la deuxième unité "
        "estime alors la première d’assez près. Chaque case vaut 100 :"
    )
    page.table(
        ["Case", "x₁, x₂, x₃", "(2, 90 %)", "p = 10 %"],
        [
            [
                name,
                ", ".join(map(str, values[name])),
                f"{sum(values[name][:2])} : {words[first]}",
                f"{values[name][2]} contre {number(values[name][0] / 10)} : {words[second]}",
            ]
            for name, first, second in zip(values, found, alone, strict=True)
        ],
    )


@SHEET.section("Ce que laissent les autres")
def others(page: Page) -> None:
    page.text(
        "Mesuré ailleurs, cité et non refait ici : sur les quatre tableaux de rtauargus, le "
        "résultat par défaut de GaussSuppression ne laisse aucune case exactement déductible, mais "
        "31, 27, 13 et 18 cases sensibles s’y estiment à moins de 10 % près. `maillage audit "
        "--known` (ou `--strict`) les refuserait ; `maillage protect` n’en laisse aucune."
    )


@SHEET.section("Vérifié sur")
def checked(page: Page) -> None:
    page.table(
        ["Source", "Ce qui est vérifié"],
        [
            ["rtauargus (Insee), exemple du README", "les quatre cases masquées, à l’identique"],
            ["rtauargus, quatre tableaux, τ-Argus 4.2.3", FOUR_TABLES],
            [
                "sdcTools/UserSupport nos 115, 135, 136, 160",
                "échecs d’autres outils, devenus tests",
            ],
            ["tous les tableaux d’entiers, un à un", "les intervalles de l’audit, sur petits cas"],
        ],
    )


@SHEET.section("Commandes")
def commands(page: Page) -> None:
    page.code(
        """
maillage protect tableau.csv --by commune --by age --value n --regime fiscal \\
    --hierarchy commune=communes.csv -o publie.csv --audit AUDIT.json --report page.html
maillage audit publie.csv annee_passee.csv --regime fiscal --hierarchy commune=communes.csv
maillage protect tableau.csv --by commune --by age --value n --regime cnaf --round 5 -o arrondi.csv
""",
        language="sh",
    )
    page.text(
        "`--value` la valeur publiée ; `--count` l’effectif de chaque case quand la valeur est un "
        "montant ; `--max` le plus gros contributeur, pour la dominance. Sans `--value`, ou quand "
        "les lignes se répètent, le fichier est lu comme une ligne par personne : il est compté, "
        "marges et niveaux compris. Plusieurs tableaux donnés ensemble sont protégés ensemble, et "
        "`-o` est alors un dossier. Un fichier de hiérarchie a deux colonnes, `child,parent`.",
        "Le compte rendu propose les regroupements qui perdent le moins : « regrouper 18-24 et "
        f"25-29 éviterait 9 cases masquées ». Un tableau d’effectifs seul, d’au plus {MOST_CELLS} "
        "cases, est pour cela protégé de nouveau, regroupé ; pour les autres, ce sont les cases "
        "trop petites évitées qui sont comptées, et la phrase le dit.",
        "Les règles sur plusieurs contributions viennent de la fiche du régime, ou de "
        "`--dominance 2,90` et `--p-percent 10`. Elles se lisent dans un fichier d’une ligne par "
        "apport (`--contributor` nomme la colonne de qui apporte, s’il a plusieurs lignes), ou "
        "dans un tableau où `--max` est répété : la plus grosse contribution, la deuxième…",
        "`maillage audit` rend 0 si rien ne se déduit, 1 si une case se retrouve exactement ou de "
        "trop près, 2 si l’appel ou un fichier ne convient pas.",
    )


@SHEET.section("Messages")
def messages(page: Page) -> None:
    page.table(
        ["Ce qui ne va pas", "Ce qui est dit"],
        [
            ["une marge fausse", "la case, sa valeur, la somme de ses parties"],
            [
                "une valeur négative, un texte, une case en double",
                "le fichier, la ligne, la colonne",
            ],
            ["deux fichiers qui se contredisent", "la case, les deux valeurs"],
            ["une hiérarchie qui tourne en rond", "la boucle"],
            ["un montant sans effectif", "l’option `--count` à ajouter"],
            ["un tableau qui ne peut pas être protégé", "regrouper ; rien n’est écrit"],
        ],
    )


@SHEET.section("Qui est seul dans sa case")
def alone(page: Page) -> None:
    inner = [[1.0, 1, 30], [20, 25, 31], [22, 27, 33]]
    cells = _with_margins("abc", "xyz", inner)
    one = dict.fromkeys(cells, 20.0) | {("a", "x"): 1.0, ("a", "y"): 1.0}
    table = Table(Release("t.csv", ("ligne", "colonne"), cells), one, None, are_counts=False)
    usual = protect([table], regime("entreprises"), insiders=False)
    careful = protect([table], regime("entreprises"), insiders=True)
    assert (usual.exposed, careful.exposed) == (2, 0)
    page.text(
        "Une entreprise seule dans une case masquée connaît sa propre valeur. Si une autre, seule "
        "elle aussi, est l’unique case masquée de sa ligne avec elle, chacune déduit l’autre : le "
        "total de la ligne moins ce qui est montré moins sa propre valeur. Un lecteur ordinaire ne "
        "le peut pas.",
        "`maillage protect` l’empêche, et `maillage audit --known` le vérifie. Les outils usuels "
        "ne l’empêchent pas pour des montants déjà additionnés ; `--no-insiders` fait comme eux. "
        "Le compte rendu dit alors combien de cases sensibles une telle unité déduirait, et "
        "`maillage audit --known` les nomme et rend 1.",
        f"Sur un tableau fictif de neuf montants, deux cases reposent sur une seule unité : "
        f"{number(len(usual.reasons[0]))} cases masquées sans la précaution, dont deux déductibles "
        f"ainsi ; {number(len(careful.reasons[0]))} avec elle, aucune. {INSIDERS_COST} "
        "Ne l’enlevez que si aucune des unités concernées ne lira le tableau.",
    )


@SHEET.section("Limites")
def limits(page: Page) -> None:
    page.text(
        "- Dans un tableau de montants à décimales, le régime promet ±10 % aux cases sensibles ; "
        "les autres cases masquées ne sont jamais déductibles exactement, mais parfois d’assez "
        "près. `maillage audit` ne sait pas lesquelles sont sensibles : il compte à part ces cases "
        "étroites sans les tenir pour des fuites ; `--known AUDIT.json` le dit, `--strict` les "
        "refuse toutes. Un montant sans décimales ne se distingue pas d’un effectif : toutes ses "
        "cases masquées restent ouvertes.",
        "- Une déduction seulement étroite par une unité seule dans sa case, ou par deux qui "
        "s’entendent, n’est pas examinée.",
        "- La réponse dépend de la graine (`--seed`), non de la machine : les essais sont comptés. "
        "Après dix minutes, la recherche s’arrête et le compte rendu le dit. τ-Argus, qui propose "
        "un point de départ, dispose de deux minutes.",
        "- Au-delà de 3 000 cases masquées, l’audit prouve que chaque case reste assez ouverte "
        "sans calculer tout son intervalle : les bornes données sont atteintes, et peut-être "
        "dépassées.",
        f"- L’arrondi contrôlé est cherché au plus près, par un programme en nombres entiers, "
        f"jusqu’à {number(MOST_SEARCHED)} cases. Au-delà, ou sans preuve, chaque case parmi les "
        f"plus fines prend l’un de ses deux multiples voisins, choisis pour que les sommes "
        f"s’écartent le moins des vraies : les totaux restent justes entre eux, une marge peut "
        f"s’écarter de plus d’un multiple. Sur un tableau fictif de 28 938 cases arrondi "
        f"à 5, l’écart le plus grand est 16, l’écart moyen 2 ; additionner les "
        f"plus proches multiples donnerait 1 709.",
        "- Sous un régime qui arrondit case par case (Cnaf), l’audit lit chaque valeur comme un "
        "intervalle, et les marges n’ont pas à s’additionner.",
    )


@SHEET.section("Références")
def references(page: Page) -> None:
    page.text(
        "- Insee, *Manuel de protection des tableaux*, "
        "https://inseefrlab.github.io/manuel-protection-tableaux.\n"
        "- A. Hundepool et al. (2012), *Statistical disclosure control*, Wiley.\n"
        "- M. Fischetti et J.-J. Salazar (2001), « Solving the cell suppression problem on tabular "
        "data with linear constraints », *Management Science*, 47(7), 1008-1027 : les deux "
        "programmes linéaires par case.\n"
        "- L. Cox (1987), « A constructive procedure for unbiased controlled rounding », *Journal "
        "of the American Statistical Association*, 82, 520-524."
    )


@pytest.mark.parametrize(
    ("heading", "section"), SHEET.sections, ids=[one[0] for one in SHEET.sections]
)
def test_section_holds_what_it_says(heading, section):
    page = Page([])

    section(page)

    assert page.lines, heading


def test_sheet_is_the_one_that_is_committed():
    assert SHEET.is_up_to_date()
