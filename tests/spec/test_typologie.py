"""The method sheet of typologies, run."""

import numpy as np
import polars as pl
import pytest

from maillage.base.french import number
from maillage.stats.typology.components import principal_components
from maillage.stats.typology.describing import REMARKABLE, SMALLEST_GAP, class_names, profile
from maillage.stats.typology.grouping import (
    FEWEST_CLASSES,
    MOST_CLASSES,
    by_size,
    consolidate,
    cut,
    suggested_number,
    ward_tree,
)
from maillage.stats.typology.making import AXES, DRAWS
from maillage.stats.typology.stability import DOUBTFUL, LARGEST_SAMPLE, STABLE, stability
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    name="typologie",
    title="Classer des territoires qui se ressemblent",
    purpose="Ramener des dizaines de communes ou d’IRIS à quelques familles, sur des variables "
    "que vous choisissez, pour comparer ce qui est comparable et raconter un territoire. Les "
    "familles sont nommées par ce qui les distingue, et leur solidité est mesurée.",
)
# Six communes, fictitious: share of people over 75 (percent), median income (thousands of euros).
TOWNS = ("Aubrac", "Belval", "Corniche", "Duval", "Estran", "Fontaine")
VALUES = np.array([[8.0, 24], [9, 25], [10, 23], [18, 19], [19, 18], [20, 20]])
LABELS = ["part des 75 ans ou plus", "niveau de vie médian"]


@SHEET.section("Ce qui est fait, dans l’ordre")
def steps(page: Page) -> None:
    page.text(
        "1. **Standardiser** : chaque variable est centrée sur sa moyenne et divisée par son écart "
        "type, pour que les unités ne comptent pas.\n"
        f"2. **Chercher les axes** : analyse en composantes principales ; {AXES} axes sont gardés "
        f"par défaut, ce qui ôte une partie du bruit.\n"
        "3. **Regrouper** : arbre de Ward exact, qui réunit à chaque pas les deux groupes dont "
        "l’union perd le moins d’inertie entre groupes, en mémoire proportionnelle au nombre de "
        "lignes.\n"
        f"4. **Couper** : au nombre de classes demandé, sinon, de {FEWEST_CLASSES} à "
        f"{MOST_CLASSES}, à celui dont la dernière coupure a le plus réduit l’inertie interne, "
        f"relativement à la précédente.\n"
        "5. **Consolider** : chaque territoire rejoint le centre le plus proche, jusqu’à ce que "
        "rien ne bouge.\n"
        "6. **Nommer et éprouver** : ce qui distingue chaque classe, et sa stabilité."
    )


@SHEET.section("Un cas à faire à la main")
def by_hand(page: Page) -> None:
    found = principal_components(VALUES, axes=2)
    link = np.corrcoef(VALUES.T)[0, 1]
    assert found.eigenvalues == pytest.approx([1 - link, 1 + link])
    groups = by_size(consolidate(found.coordinates, cut(ward_tree(found.coordinates), 2)))
    assert groups.tolist() == [1, 1, 1, 2, 2, 2]
    names = class_names(profile(VALUES, groups, LABELS))
    page.table(
        ("commune", *LABELS, "classe"),
        [
            (town, f"{number(old)} %", f"{number(income)} 000 €", group)
            for town, (old, income), group in zip(TOWNS, VALUES, groups, strict=True)
        ],
    )
    page.text(
        f"Les deux variables ont une corrélation *r* de {number(link, decimals=4)} ; deux "
        f"variables standardisées ont toujours pour valeurs propres 1 + |*r*| = "
        f"{number(found.eigenvalues[0], decimals=4)} et 1 − |*r*| = "
        f"{number(found.eigenvalues[1], decimals=4)}. Deux classes :",
        "\n".join(f"- classe {key} : {name}" for key, name in names.items()),
    )


@SHEET.section("Vérifié contre FactoMineR")
def published(page: Page) -> None:
    page.text(
        "Sur sa table « decathlon » (41 athlètes, 10 épreuves), les valeurs propres publiées par "
        "FactoMineR et les quatre classes de son HCPC sont retrouvées ; un test les vérifie quand "
        "la table est là. Sur 14 points tirés au hasard, l’arbre est aussi comparé à l’essai de "
        "toutes les réunions possibles."
    )
    page.table(
        ("", "FactoMineR", "Maillage"),
        [
            ("valeurs propres", "3,2719 ; 1,7371 ; 1,4049 ; 1,0569", "les mêmes à 10⁻⁴"),
            ("nombre de classes proposé", "4", "4"),
            (
                "effectifs après consolidation",
                "12, 14, 12, 3",
                ("14, 12, 12, 3 (numérotées par taille)"),
            ),
        ],
    )


@SHEET.section("Comment une classe est nommée")
def naming(page: Page) -> None:
    groups = np.array([1, 1, 1, 2, 2, 2])
    row = profile(VALUES, groups, LABELS).filter(pl.col("variable") == LABELS[0]).row(0, named=True)
    gap = (9 - 14) / VALUES[:, 0].std()
    assert row["gap"] == pytest.approx(gap)
    assert row["test_value"] == pytest.approx(gap / np.sqrt((6 - 3) / 5 / 3))
    page.text(
        f"Pour chaque variable : l’écart de la moyenne de la classe à celle de l’ensemble, en "
        f"écarts types, et sa valeur-test *v* = écart ÷ √((n − n<sub>k</sub>) / ((n − 1) "
        f"n<sub>k</sub>)). Au-delà de {number(REMARKABLE, decimals=2)}, le hasard ferait rarement "
        f"mieux. Le nom prend les deux variables les plus écartées, si l’écart passe aussi "
        f"{number(SMALLEST_GAP, decimals=1)} écart type : avec 35 000 communes, tout est « "
        f"significatif ». Une classe sans trait s’appelle « Proche de la moyenne ».",
        f"Classe 1 du cas à la main, {LABELS[0]} : moyenne 9 %, ensemble 14 %, écart type "
        f"{number(VALUES[:, 0].std(), decimals=3)}, donc écart de "
        f"{number(row['gap'], decimals=3)} et valeur-test de "
        f"{number(row['test_value'], decimals=2)}.",
        "Le profil donne la **commune médiane** de chaque classe, jamais une moyenne de taux.",
    )


@SHEET.section("Est-ce solide ?")
def robust(page: Page) -> None:
    draw = np.random.default_rng(3)
    clouds = np.vstack([draw.normal(centre, 0.3, (40, 2)) for centre in ((0, 0), (9, 0), (0, 9))])
    formless = draw.normal(size=(120, 2))
    rows = []
    for label, values, count in (
        ("trois nuages nets", clouds, 3),
        ("un seul nuage coupé en cinq", formless, 5),
    ):
        axes = principal_components(values, axes=2).coordinates
        groups = by_size(consolidate(axes, cut(ward_tree(axes), count)))
        found = stability(values, groups, axes=2, draws=20, seed=1)
        rows.append((label, " ; ".join(number(value, decimals=2) for value in found)))
        assert (found.min() > STABLE) == (count == 3)
    page.text(
        f"Les lignes sont tirées au hasard avec remise ({DRAWS} fois par défaut), toute la méthode "
        f"est refaite, et chaque classe est cherchée parmi les nouvelles : part de territoires "
        f"communs (Jaccard). Au-dessus de {number(STABLE, decimals=2)} elle est dite **stable**, "
        f"sous {number(DOUBTFUL, decimals=1)} **fragile** (Hennig 2007). Au-delà de "
        f"{number(LARGEST_SAMPLE)} territoires, chaque tirage en prend {number(LARGEST_SAMPLE)}. "
        f"La graine est fixe : le même fichier donne la même réponse."
    )
    page.table(("table tirée au hasard", "stabilité des classes"), rows)
    page.text("Une classe fragile se raconte, elle ne se cartographie pas comme une frontière.")


@SHEET.section("Le nombre de classes")
def how_many(page: Page) -> None:
    draw = np.random.default_rng(3)
    clouds = np.vstack([draw.normal(centre, 0.3, (40, 2)) for centre in ((0, 0), (9, 0), (0, 9))])
    assert suggested_number(ward_tree(principal_components(clouds, axes=2).coordinates)) == 3
    page.text(
        "La proposition retrouve 3 sur les trois nuages ci-dessus. Elle reste une proposition : "
        "essayez une classe de plus et une de moins (`-k`), et gardez celle dont vous savez "
        "raconter chaque famille."
    )


@SHEET.section("Valeurs manquantes")
def missing(page: Page) -> None:
    page.text(
        "Un territoire à qui manque une variable (vide, « s », « nd ») n’est pas classé : sa "
        "classe reste vide et le nombre en est annoncé. Rien n’est remplacé par une moyenne. Si "
        "une variable est souvent secrète, retirez-la."
    )


@SHEET.section("En ligne de commande")
def command(page: Page) -> None:
    page.code(
        "maillage typology COMMUNES.csv --by part_75_plus --by niveau_vie --by densite --log "
        "densite \\\n"
        "    -k 5 --labels NOMS.csv --profile PROFIL.csv --summary FAMILLES.csv \\\n"
        "    --map carte.svg -o CLASSES.csv",
        language="sh",
    )
    page.table(
        ("fichier", "colonnes"),
        [
            ("`CLASSES.csv`", "le code, `class`, `name`"),
            (
                "`carte.svg` (ou `.png`, `.html`)",
                "la carte ; à côté, son tableau `.csv` et sa description `.txt`",
            ),
            ("`FAMILLES.csv`", "`class,name,size,stability,stability_word`"),
            ("`NOMS.csv`, donné par vous", "`variable,label` : le nom en toutes lettres"),
            ("`PROFIL.csv`", "`class,size,variable,median,overall_median,gap,test_value`"),
        ],
    )


@SHEET.section("La carte")
def mapped(page: Page) -> None:
    page.text(
        "`--map` dessine les classes des communes, intercommunalités, IRIS, départements ou "
        "régions dont l’entrepôt connaît le contour (le niveau est reconnu aux codes). Chaque "
        "classe a sa teinte **et son numéro**, écrit sur le territoire s’il y tient : personne n’a "
        "à distinguer des couleurs. Les teintes n’ont pas d’ordre, puisque les classes n’en ont "
        "pas. Un territoire sans classe est hachuré, un territoire sans contour est nommé sous la "
        "carte. Les outre-mer sont dans leur cadre, à leur propre échelle. Sans contour connu, la "
        "commande le dit et les classes sont écrites quand même."
    )


@SHEET.section("Ce qui est refusé")
def refused(page: Page) -> None:
    page.table(
        ("le fichier contient", "ce que vous lisez"),
        [
            ("une colonne inconnue", "les colonnes trouvées, et la plus ressemblante"),
            ("une colonne partout égale", "« a partout la même valeur » : à retirer"),
            ("moins de 15 territoires complets", "combien il en reste, et quelle issue"),
            ("deux fois le même code", "les deux lignes"),
            (
                "deux variables qui disent la même chose",
                ("un avertissement : leur sujet compte double"),
            ),
        ],
    )


@SHEET.section("Limites et vitesse")
def limits(page: Page) -> None:
    page.text(
        "- Le choix des variables fait la typologie : publiez-le avec la carte.\n"
        "- Chaque commune compte pour une, quelle que soit sa taille.\n"
        "- Des taux de très petites communes sont du bruit : comparez des territoires assez "
        "peuplés, ou passez par l’intercommunalité.\n"
        "- 34 945 communes, 30 variables, 8 axes : 8 secondes et 105 Mo sur une machine partagée "
        "(`benchmarks/clustering.py`) ; sur 10 000 lignes, l’arbre seul de scipy demande cinq fois "
        "plus de temps et dix fois plus de mémoire."
    )


@SHEET.section("Références")
def references(page: Page) -> None:
    page.text(
        "- J. Ward (1963), « Hierarchical grouping to optimize an objective function », *Journal "
        "of the American Statistical Association*, 58, 236-244.\n"
        "- L. Lebart, A. Morineau et M. Piron (1995), *Statistique exploratoire "
        "multidimensionnelle*, Dunod : les valeurs-tests.\n"
        "- C. Hennig (2007), « Cluster-wise assessment of cluster stability », *Computational "
        "Statistics & Data Analysis*, 52, 258-271.\n"
        "- D. Müllner (2013), « fastcluster », *Journal of Statistical Software*, 53(9) : l’arbre "
        "exact en mémoire proportionnelle au nombre de lignes."
    )


@pytest.mark.parametrize("heading", [heading for heading, _ in SHEET.sections])
def test_section_of_the_sheet_holds(heading: str) -> None:
    dict(SHEET.sections)[heading](Page())
