"""Margins: read, made totals, compared with one another and with the sample."""

import polars as pl
import pytest

from maillage.base.errors import MaillageError
from maillage.surveys.answers import answers
from maillage.surveys.weighting.margins import (
    HOUSEHOLD,
    Margin,
    check_not_shares,
    codes_for,
    read_margins,
    scaled_margins,
)


def margins(tmp_path, content):
    path = tmp_path / "marges.csv"
    path.write_text(content, encoding="utf-8")
    return read_margins(path)


def scaled(*given, **options):
    chosen = {"proportions": False, "align": False, "population": None, **options}
    return scaled_margins(list(given), **chosen)


SEX = Margin("sexe", {"F": 60, "H": 40})


def test_file_of_margins_is_read_in_its_order(tmp_path):
    found = margins(
        tmp_path,
        "variable;modality;total;level\nsexe;H;1 200,5;\nsexe;F;1300;personne\nrevenu;;1e6;\n"
        "taille;1;900;menage\n",
    )

    assert found == [
        Margin("sexe", {"H": 1200.5, "F": 1300}),
        Margin("revenu", {"": 1e6}),
        Margin("taille", {"1": 900}, HOUSEHOLD),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sexe,F,-3", "négatif"),
        ("sexe,F,beaucoup", "« beaucoup » n’est pas un nombre"),
        ("sexe,F,", "la cellule est vide"),
        (",F,3", "la cellule est vide"),
        ("sexe,H,3", "figure déjà"),
        ("sexe,,3", "aussi une ligne sans modalité"),
    ],
)
def test_wrong_line_of_margins_is_named(tmp_path, line, said):
    with pytest.raises(MaillageError, match=f"marges.csv.*ligne 3.*{said}"):
        margins(tmp_path, f"variable,modality,total\nsexe,H,10\n{line}\n")


def test_headers_in_french_and_percent_signs_are_read(tmp_path):
    found = margins(tmp_path, "Variable;Modalité;Effectif\nsexe;H;48 %\nsexe;F;52 %\n")

    assert found == [Margin("sexe", {"H": 48, "F": 52})]


def test_file_that_is_not_margins_says_how_they_are_written(tmp_path):
    with pytest.raises(MaillageError, match="il manque « total ».*variable,modality,total"):
        margins(tmp_path, "variable,modality,nombre\nsexe,F,3\n")


def test_column_given_twice_and_population_of_nobody_are_refused(tmp_path):
    with pytest.raises(MaillageError, match="deux colonnes s’appellent « total »"):
        margins(tmp_path, "variable,modality,total,total\nsexe,F,3,4\n")
    with pytest.raises(MaillageError, match="« sexe » ne compte personne"):
        scaled(Margin("sexe", {"F": 0, "H": 0}))


def test_unknown_level_and_mixed_levels_are_refused(tmp_path):
    head = "variable,modality,total,level\nsexe,H,10,\n"

    with pytest.raises(MaillageError, match="le niveau « foyer » n’existe pas"):
        margins(tmp_path, head + "sexe,F,10,foyer\n")
    with pytest.raises(MaillageError, match="compte ici des ménages, là des personnes"):
        margins(tmp_path, head + "sexe,F,10,household\n")


def test_margins_that_do_not_count_the_same_people_say_by_how_much():
    with pytest.raises(
        MaillageError, match="« sexe » compte 100 .* « age » 98, soit un écart de 2"
    ):
        scaled(SEX, Margin("age", {"jeune": 48, "vieux": 50}))


def test_rounded_margins_are_aligned_when_asked():
    found = scaled(SEX, Margin("age", {"jeune": 49, "vieux": 49}), align=True)

    assert found[1].totals == {"jeune": 50, "vieux": 50}


@pytest.mark.parametrize("whole", [1, 100])
def test_shares_and_percentages_apply_to_the_population(whole):
    given = Margin("sexe", {"F": 0.6 * whole, "H": 0.4 * whole})

    (found,) = scaled(given, proportions=True, population=500)

    assert found.totals == pytest.approx({"F": 300, "H": 200})


def test_shares_without_population_or_that_miss_a_modality_are_refused():
    with pytest.raises(MaillageError, match="--population"):
        scaled(SEX, proportions=True)
    with pytest.raises(MaillageError, match="s’additionnent à 0,700"):
        scaled(Margin("sexe", {"F": 0.5, "H": 0.2}), proportions=True, population=10)


def test_households_are_never_given_as_shares_of_people():
    homes = Margin("taille", {"1": 20, "2": 30}, HOUSEHOLD)
    people = Margin("sexe", {"F": 0.6, "H": 0.4})

    assert scaled(people, homes, proportions=True, population=90)[1] == homes
    with pytest.raises(MaillageError, match="Donnez des nombres de ménages"):
        shares = Margin("taille", {"1": 40, "2": 60}, HOUSEHOLD)
        scaled(people, shares, proportions=True, population=90)


def test_percentages_given_for_totals_are_recognised():
    with pytest.raises(MaillageError, match="ce sont des proportions.*--proportions"):
        check_not_shares([SEX], respondents=300)
    check_not_shares([SEX], respondents=30)


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (["F", "X", "H"], "enregistrement 2 : « X » n’est pas dans les marges"),
        (["F", "", "H"], "enregistrement 2 : la réponse est vide"),
        (["F", "F", "F"], "Personne dans « échantillon » n’a répondu « H »"),
    ],
)
def test_answer_without_margin_and_margin_without_answer_are_refused(column, said):
    with pytest.raises(MaillageError, match=said):
        codes_for(answers(pl.DataFrame({"sexe": column})), SEX)


def test_modality_absent_on_both_sides_is_no_trouble():
    margin = Margin("sexe", {"F": 60, "X": 0, "H": 40})

    assert codes_for(answers(pl.DataFrame({"sexe": ["H", "F"]})), margin).tolist() == [2, 0]
