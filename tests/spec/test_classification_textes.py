"""The method sheet of classes of texts, run."""

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array

from maillage.base.errors import MaillageError
from maillage.base.french import number, plural
from maillage.qualitative.reinert.classes import Reading, classify, read_texts
from maillage.qualitative.reinert.profiles import word_profiles
from maillage.qualitative.reinert.splitting import partition_chi2, split
from maillage.qualitative.reinert.tree import Rules, grow
from maillage.qualitative.texts.segments import pieces
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    name="classification_textes",
    title="Les classes de textes (méthode de Reinert)",
    purpose="De quoi parlent des centaines de réponses ouvertes, de comptes rendus ou "
    "d’entretiens ? La classification descendante hiérarchique rassemble les passages qui "
    "emploient les mêmes mots, et dit quels mots distinguent chaque classe. Elle compte ; elle "
    "n’interprète pas : nommer une classe revient à ceux qui ont lu.",
)
WORDS = ["bus", "gare", "soin", "dentiste"]
HAND = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 1, 1], [0, 0, 1, 1]])
ANSWER = (
    "Il n’y a plus de bus le soir. Les jeunes ne peuvent pas rentrer de la gare, et leurs parents "
    "doivent venir les chercher en voiture. Le médecin est parti, le dentiste aussi."
)


def shown(value: float) -> str:
    return number(value, decimals=3)


@SHEET.section("Ce qui est fait, dans l’ordre")
def steps(page: Page) -> None:
    cut = [ANSWER[piece.start : piece.end] for piece in pieces(ANSWER, size=12)]
    assert " ".join(cut) == ANSWER
    page.text(
        "1. **Segmenter.** Un texte long est coupé en segments d’environ 40 mots (`--size`), à ses "
        "propres pauses : une fin de phrase vaut mieux qu’une virgule, une pause proche mieux "
        "qu’une pause éloignée. Les segments sont des morceaux du texte tel qu’il est écrit. Avec "
        "des segments de 12 mots, la réponse inventée ci-dessous en donne "
        f"{plural(len(cut), 'segment')} :",
        "\n".join(f"   - « {one} »" for one in cut),
        "2. **Ramener les mots à leur entrée de dictionnaire** (« logements » → « logement »), "
        "avec simplemma ; `--lemmas spacy` si ce paquet est installé, `--lemmas none` pour garder "
        "les formes. Un mot tapé sans accent rejoint le mot accentué des mêmes textes.",
        "3. **Écarter les mots-outils** (articles, pronoms, auxiliaires…), listés dans "
        "`definitions/texts/mots_outils.yaml`, et les mots présents dans moins de 3 segments "
        "(`--min-uses`).",
        "4. **Séparer** l’ensemble en deux, puis toujours la plus grande classe, jusqu’au nombre "
        "de classes demandé (`-k`).",
        "5. **Décrire** chaque classe : mots et modalités sur- et sous-représentés, segments "
        "typiques, place sur le plan factoriel.",
    )


@SHEET.section("La formule")
def formula(page: Page) -> None:
    page.text(
        "Une séparation en deux groupes se juge par le χ² du tableau « 2 groupes × mots », où "
        "chaque segment compte 1 pour chaque mot qu’il contient. En notant *T* les emplois d’un "
        "mot dans un groupe, *C* ses emplois en tout, *n* le total d’un groupe et *N* celui des "
        "deux :",
        "χ² = N · (S₁ ÷ n₁ + S₂ ÷ n₂) − N, où S est la somme des T² ÷ C sur les mots.",
        "- Les segments sont rangés sur le **premier axe** de l’analyse des correspondances, et "
        "coupés là où le χ² est le plus grand.\n"
        "- Puis des **échanges** : le segment dont le passage dans l’autre groupe augmente le plus "
        "le χ² y passe, et l’on recommence jusqu’à ce qu’aucun ne l’augmente.\n"
        "- Ensuite chaque groupe **oublie** les mots qui ne servent plus : ceux présents dans "
        "moins "
        "de 3 de ses segments, et ceux qui marquent l’autre groupe (coefficient de contingence "
        "supérieur à 0,3).",
        "Cette forme ne demande que les emplois réels : jamais de tableau segments × mots complet. "
        "Le χ² affiché est toujours recalculé, à la fin, sur les deux groupes obtenus.",
    )


@SHEET.section("Un cas à faire à la main")
def by_hand(page: Page) -> None:
    found = split(csr_array(HAND))
    assert found is not None
    sides = {frozenset(np.flatnonzero(side).tolist()) for side in (found.first, ~found.first)}
    assert sides == {frozenset({0, 1, 2}), frozenset({3, 4})}
    one, two = HAND[:3].sum(axis=0), HAND[3:].sum(axis=0)
    total = one + two
    by_formula = 10 * ((one**2 / total).sum() / 6 + (two**2 / total).sum() / 4) - 10
    assert found.chi2 == pytest.approx(by_formula)
    assert partition_chi2(csr_array(HAND), found.first) == found.chi2
    page.text("Cinq segments, quatre mots :")
    page.table(
        ("segment", *WORDS), [(place, *row) for place, row in enumerate(HAND.tolist(), start=1)]
    )
    page.text(
        "La meilleure séparation met d’un côté les segments 1 à 3, de l’autre 4 et 5 :",
    )
    page.table(
        ("groupe", *WORDS, "total"),
        [("1 à 3", *one, one.sum()), ("4 et 5", *two, two.sum()), ("C", *total, total.sum())],
    )
    page.text(
        "S₁ = 9/3 + 4/2 + 1/3 + 0 = 5,333 ; S₂ = 0 + 0 + 4/3 + 4/2 = 3,333 ; "
        f"χ² = 10 × (5,333 ÷ 6 + 3,333 ÷ 4) − 10 = {shown(found.chi2)}."
    )


@SHEET.section("Ce qui distingue une classe")
def profiles(page: Page) -> None:
    labels = np.array([1, 1, 1, 2, 2])
    found = word_profiles(csr_array(HAND), WORDS, labels).filter(pl.col("class") == 1)
    bus = found.filter(word="bus").row(0, named=True)
    assert bus["chi2"] == pytest.approx(5)
    page.text(
        "Pour chaque mot et chaque classe, le χ² du tableau « contient le mot » × « est dans la "
        "classe », négatif quand le mot y est plus rare qu’ailleurs. Sur le cas précédent, pour la "
        "classe des segments 1 à 3 :"
    )
    page.table(
        ("mot", "dans la classe", "en tout", "χ²"),
        [
            (row["word"], row["in_class"], row["in_all"], shown(row["chi2"]))
            for row in found.to_dicts()
        ],
    )
    page.text(
        "Un mot est retenu à partir de 3,84. Ce seuil sert à trier, non à prouver : la classe a "
        "été construite pour que ses mots s’y concentrent. Les modalités (âge, commune…) ne "
        "servent pas à classer ; leur χ² se lit de la même façon. Un segment typique est celui "
        "dont les mots retenus ont la plus forte somme de χ²."
    )


@SHEET.section("Vérifié contre qui")
def checked_against(page: Page) -> None:
    page.text(
        "- **Le texte de 1848** livré avec le paquet R rainette (278 segments, 469 mots). Première "
        "séparation, après l’axe : χ² = 1 117,935, la même valeur que rainette 0.3.2. Après les "
        "échanges : 1 167,859 (208 et 70 segments).\n"
        "- **Une différence voulue.** rainette affiche ensuite 1 133,578 pour une partition dont "
        "le χ² recalculé est 1 126,275 : son étape d’échanges déplace un autre segment que celui "
        "qu’elle a choisi. Nos nombres ne sont donc pas les siens au-delà de l’axe ; ils sont "
        "recalculables, et plus élevés.\n"
        "- Le χ² creux est comparé au χ² calculé case par case, le premier axe à l’analyse des "
        "correspondances complète, chaque profil à `scipy.stats.chi2_contingency`, et l’on vérifie "
        "qu’aucun échange ne pourrait améliorer la séparation rendue.\n"
        "- 10 000 segments et 2 500 mots en 10 classes prennent moins d’une seconde et moins de "
        "300 Mo ; rainette, mesuré à part, 14,7 secondes et 1,24 Go."
    )


@SHEET.section("Petits groupes, segments trop courts")
def small_groups(page: Page) -> None:
    odd = np.zeros((43, 9))
    odd[:20, :3], odd[20:40, 3:6], odd[40:, 7:] = 1, 1, 1
    odd[:40, 6] = 1
    tree = grow(csr_array(odd), Rules(classes=2))
    assert [node.size for node in tree.classes] == [20, 20]
    aside = sum(int(group.size) for group in tree.root.aside)
    assert aside == 3
    page.text(
        "- Une poignée de segments au vocabulaire à part attire la première séparation sans rien "
        "apprendre. Un groupe plus petit que la taille minimale (`--min-class` ; par défaut un "
        "dixième d’une classe moyenne, au moins 5 segments) est **mis de côté**, et le reste "
        "séparé "
        "de nouveau. `classes.json` dit combien et avec quels mots. Ainsi, 20 segments sur le bus, "
        f"20 sur les soins et 3 hors sujet donnent deux classes de 20 et {aside} mis de côté.\n"
        "- Un segment de moins de 3 mots retenus ne fonde pas de classe. `segments.csv` donne pour "
        "chacun la classe dont il est le plus proche (`nearest_class`).\n"
        "- `--double` croise deux classifications, l’une des segments, l’autre des segments pris "
        "deux à deux : seuls ceux sur lesquels elles s’accordent sont classés. Les classes "
        "croisées "
        "retenues sont, exactement, celles qui classent le plus de segments."
    )


@SHEET.section("Ligne de commande")
def command(page: Page) -> None:
    page.code(
        "maillage classes REPONSES.csv --text reponse --metadata commune -k 6 -o CLASSES\n"
        "maillage classes CORPUS.txt -k 6 -o CLASSES          # corpus étoilé d’IRaMuTeQ\n"
        "maillage classes --matrix MATRICE.csv -k 6 -o CLASSES # une colonne par mot\n"
        "maillage concordance logement REPONSES.csv --text reponse\n"
        "maillage cooccurrences REPONSES.csv --text reponse -o COUPLES.csv\n"
        "maillage corpus REPONSES.csv --text reponse -o CORPUS.txt  # vers IRaMuTeQ",
        language="sh",
    )
    page.table(
        ("fichier", "contenu"),
        [
            (
                "`classes.json`",
                "arbre, χ² des séparations, tailles, profils, segments typiques",
            ),
            ("`segments.csv`", "chaque segment, sa classe, la plus proche, sa branche de l’arbre"),
            ("`splits.csv`", "les mots sur lesquels chaque séparation a été faite"),
            ("`words.csv`, `modalities.csv`", "tous les χ², classe par classe"),
            ("`dendrogram`, `plane` (svg, html)", "les figures, avec leur tableau et leur phrase"),
        ],
    )


@SHEET.section("Messages et limites")
def limits(page: Page) -> None:
    known = pl.DataFrame()
    refusals = []
    for texts, rules in (
        (["!", "12"], Rules()),
        (["plus de bus le soir", "un médecin demain"], Rules()),
        (["plus de bus le soir"] * 20, Rules(classes=6, min_words=3)),
    ):
        with pytest.raises(MaillageError) as refusal:
            classify(*read_texts(texts, known, Reading()), rules)
        refusals.append(str(refusal.value))
    page.text("Ce que l’on lit quand le corpus ne convient pas :")
    page.text("\n".join(f"- {one}" for one in refusals))
    page.text(
        "- La méthode voit les mots, non le sens : l’ironie, la négation et les synonymes lui "
        "échappent. Relire les segments typiques, puis quelques segments au hasard de chaque "
        "classe, avant de nommer.\n"
        "- En dessous d’une centaine de segments, une lecture et un codage à la main valent "
        "mieux.\n"
        "- Le nombre de classes se choisit en essayant : retenir le plus grand qui laisse toutes "
        "les classes nommables.\n"
        "- Deux exécutions donnent le même résultat. Changer la taille des segments change les "
        "classes : celles qui restent sont les plus sûres (`--double`)."
    )


@SHEET.section("Références")
def references(page: Page) -> None:
    page.text(
        "- M. Reinert (1983), « Une méthode de classification descendante hiérarchique : "
        "application à l’analyse lexicale par contexte », *Les cahiers de l’analyse des données*, "
        "8(2), 187-198.\n"
        "- M. Reinert (1990), « Alceste, une méthodologie d’analyse des données textuelles et une "
        "application », *Bulletin de méthodologie sociologique*, 26, 24-54.\n"
        "- J. Barnier, paquet R rainette, dont la première séparation sert de contrôle."
    )


@pytest.mark.parametrize("heading", [heading for heading, _ in SHEET.sections])
def test_section_of_the_sheet_holds(heading: str) -> None:
    dict(SHEET.sections)[heading](Page())
