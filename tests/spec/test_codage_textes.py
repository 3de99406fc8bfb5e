"""The method sheet of coding and of agreement between coders, run."""

import polars as pl
import pytest

from maillage.base.errors import MaillageError
from maillage.base.french import number, plural
from maillage.qualitative.coding.agreement import agreement_table, cohen, krippendorff
from maillage.qualitative.coding.projects import read_project, write_project
from maillage.qualitative.coding.tables import excerpts_table
from maillage.sources.own_tables import OwnTable
from tests.maillage.qualitative.coding.examples import PROJECT, TEXT
from tests.maillage.qualitative.coding.test_agreement import PART_A, PART_B, PART_C
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    name="codage_textes",
    title="Coder des textes, échanger une grille, mesurer l’accord",
    purpose="Une grille de codage nomme ce que l’on cherche dans des entretiens ; un extrait codé "
    "dit où on l’a trouvé. Cette fiche dit comment échanger l’une et l’autre avec un autre "
    "logiciel "
    "sans rien perdre, et comment vérifier que deux personnes codent de la même façon.",
)


def shown(value: float | None) -> str:
    return "non défini" if value is None else number(value, decimals=3)


@SHEET.section("L’échange : REFI-QDA")
def exchange(page: Page) -> None:
    again = read_project(write_project(PROJECT), name="exemple.qdpx")
    assert again == PROJECT
    rows = excerpts_table(again).to_dicts()
    page.text(
        "REFI-QDA est le format d’échange commun à ATLAS.ti, MAXQDA, NVivo, QualCoder, Taguette… : "
        "`.qdc` pour une grille, `.qdpx` pour un projet entier. Maillage lit et écrit les deux ; "
        "ce "
        "qu’il écrit est vérifié contre le schéma publié (norme 1.5, licence MIT) avant d’être "
        "rendu.",
        "Les positions se comptent en caractères Unicode, la fin non comprise : un emoji simple "
        "compte 1, une fin de ligne de Windows compte 2. Sur ce texte inventé de "
        f"{plural(len(TEXT), 'caractère')} :",
    )
    page.code(TEXT.replace("\r\n", "⏎\n"))
    page.table(
        ("extrait", "de", "à", "code", "par"),
        [
            (f"« {row['text']} »", row["start"], row["end"], row["path"], row["coder"])
            for row in rows
        ],
    )
    page.text(
        "Un projet relu après avoir été écrit est identique : identifiants, arbre, couleurs, "
        "descriptions, positions, notes, dates, personnes. Ce que Maillage n’utilise pas (cas, "
        "variables, images, sons) est rendu tel quel. Vérifié aussi sur deux projets d’autres "
        "outils (NVivo, qualitative-coding 1.7.8), et ce dernier ouvre les nôtres.",
        "Un fichier reçu est lu sans risque : archive piégée, nom qui sort du dossier, mot de "
        "passe "
        "ou déclaration DOCTYPE sont refusés, et rien n’est écrit sur le disque.",
    )
    page.code(
        "maillage codebook GRILLE.csv -o GRILLE.qdc  # colonnes name, parent, colour…\n"
        "maillage codebook PROJET.qdpx -o GRILLE.csv\n"
        "maillage excerpts PROJET.qdpx -o EXTRAITS.csv",
        language="sh",
    )


@SHEET.section("L’accord de deux personnes : κ de Cohen")
def kappa(page: Page) -> None:
    first = ["oui"] * 25 + ["non"] * 25
    second = ["oui"] * 20 + ["non"] * 5 + ["oui"] * 10 + ["non"] * 15
    found = cohen(first, second)
    assert found.value == pytest.approx(0.4)
    page.text(
        "κ = (accord observé − accord attendu du hasard) ÷ (1 − accord attendu du hasard). "
        "Deux personnes codent 50 passages :"
    )
    page.table(
        ("", "seconde : oui", "seconde : non"),
        [("première : oui", 20, 5), ("première : non", 10, 15)],
    )
    page.text(
        "Observé : (20 + 15) ÷ 50 = 0,7. Attendu : 25/50 × 30/50 + 25/50 × 20/50 = 0,5. "
        f"κ = (0,7 − 0,5) ÷ (1 − 0,5) = {shown(found.value)}.",
        "Quand les deux donnent toujours le même et unique code, κ n’est pas défini : rien ne "
        "distingue l’accord de l’absence de choix.",
    )


@SHEET.section("L’accord de plusieurs personnes : α de Krippendorff")
def alpha(page: Page) -> None:
    published = [
        ("deux personnes, deux codes", "nominal", PART_A, 0.095),
        ("deux personnes, cinq codes", "nominal", PART_B, 0.692),
        ("quatre personnes, codes manquants", "nominal", PART_C, 0.743),
        ("quatre personnes, codes manquants", "ordinal", PART_C, 0.815),
        ("quatre personnes, codes manquants", "interval", PART_C, 0.849),
    ]
    rows = []
    for label, level, data, value in published:
        found = krippendorff(data, level=level)
        assert found.value == pytest.approx(value, abs=5e-4)
        rows.append((label, level, found.units, shown(found.value), shown(value)))
    page.text(
        "α = 1 − désaccord observé ÷ désaccord attendu du hasard. Il admet plus de deux personnes "
        "et des passages que certains n’ont pas codés : une absence n’est jamais prise pour un "
        "désaccord. L’échelle dit ce que vaut un écart : tous se valent (`nominal`), l’écart des "
        "rangs (`ordinal`), celui des nombres (`interval`).",
        "Les exemples publiés par Krippendorff (« Computing Krippendorff’s alpha-reliability », "
        "2011), recalculés :",
    )
    page.table(("exemple", "échelle", "passages", "Maillage", "publié"), rows)
    page.text(
        "Krippendorff conseille de ne conclure qu’au-dessus de 0,8, et avec prudence entre 0,667 "
        "et "
        "0,8. Un accord faible invite à reprendre ensemble les définitions de la grille."
    )
    page.code(
        "maillage agreement CODAGES.csv --level nominal   # colonnes unit, coder, code",
        language="sh",
    )


@SHEET.section("Ce qui est refusé")
def refused(page: Page) -> None:
    table = pl.DataFrame({"unit": ["1", "2"], "coder": ["a", "a"], "code": ["x", "y"]})
    twice = table.with_columns(pl.lit("1").alias("unit"))
    said = []
    for case in (
        lambda: agreement_table(OwnTable("CODAGES.csv", twice)),
        lambda: agreement_table(OwnTable("CODAGES.csv", table)),
        lambda: krippendorff(PART_A, level="rang"),
        lambda: read_project(b"PK", name="PROJET.qdpx"),
    ):
        with pytest.raises(MaillageError) as refusal:
            case()
        said.append(str(refusal.value))
    page.text("\n".join(f"- {one}" for one in said))
    page.text(
        "Une grille en tableau (`.csv`) est refusée de même, ligne et colonne nommées : code sans "
        "nom, couleur qui n’en est pas une, parent absent, code placé sous lui-même."
    )


@SHEET.section("Limites et références")
def limits(page: Page) -> None:
    page.text(
        "- κ et α comparent des passages déjà découpés : deux personnes qui ne délimitent pas les "
        "mêmes extraits sont à mettre d’accord d’abord sur le découpage.\n"
        "- Un code rare fait baisser κ même quand presque tout concorde : lisez aussi l’accord "
        "observé, écrit à côté.\n"
        "- Aucun intervalle n’est donné : sous une cinquantaine de passages communs, un accord "
        "est lui-même incertain.\n"
        "- Un accord élevé dit que la grille est claire, non qu’elle est juste.\n"
        "- J. Cohen (1960), « A coefficient of agreement for nominal scales », *Educational and "
        "Psychological Measurement*, 20, 37-46.\n"
        "- K. Krippendorff (2018), *Content analysis*, 4e édition, Sage.\n"
        "- REFI-QDA, norme 1.5, https://www.qdasoftware.org."
    )


@pytest.mark.parametrize("heading", [heading for heading, _ in SHEET.sections])
def test_section_of_the_sheet_holds(heading: str) -> None:
    dict(SHEET.sections)[heading](Page())
