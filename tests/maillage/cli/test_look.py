"""Commands that show something."""

import csv
import io
import json
import zipfile

import pytest

from maillage.indicators.cards import cards
from tests.factories import published


def test_portrait_is_json_unless_told_otherwise(run, small_store):
    answer = run("portrait", published.EPCI, store=small_store)

    content = json.loads(answer.out)
    assert answer.code == 0
    assert content["territory"]["code"] == published.EPCI
    assert content["schema_version"].startswith("1.")


@pytest.mark.parametrize(
    ("file_format", "start"),
    [("json", b"{"), ("csv", b""), ("html", b"<!doctype html"), ("xlsx", b"PK")],
)
def test_portrait_has_every_format(run, small_store, tmp_path, file_format, start):
    target = tmp_path / f"portrait.{file_format}"

    answer = run("portrait", "01001", "-o", str(target), store=small_store)

    assert answer.code == 0
    assert target.read_bytes().lower().lstrip(b"\xef\xbb\xbf").startswith(start.lower())
    assert "Ko)" in answer.text


def test_leading_zeros_survive_in_the_table_of_a_portrait(run, small_store):
    answer = run("portrait", "01001", "--format", "csv", store=small_store)

    assert "01001" in answer.text
    assert "Annelle" in answer.text


def test_leading_zeros_survive_in_the_workbook(run, small_store, tmp_path):
    target = tmp_path / "portrait.xlsx"
    run("portrait", published.EPCI, "-o", str(target), store=small_store)

    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as book:
        assert b"01001" in book.read("xl/sharedStrings.xml")


def test_portrait_of_a_list_of_communes(run, small_store):
    answer = run(
        "portrait", "--communes", "01001, 01002", "--name", "notre bassin", store=small_store
    )

    territory = json.loads(answer.out)["territory"]
    assert (territory["level"], territory["name"]) == ("perimetre", "notre bassin")


def test_portrait_of_chosen_years(run, small_store):
    answer = run("portrait", "01001", "--years", "2015", store=small_store)

    years = {one["year"] for one in json.loads(answer.out)["indicators"]}
    assert years <= {2015, None}


def test_every_year_asked_for_is_told_with_its_own_source(run, small_store):
    answer = run("portrait", "01001", "--years", "all", store=small_store)
    newest = run("portrait", "01001", store=small_store)

    found = {one["id"]: one for one in json.loads(answer.out)["indicators"]}
    told = found["population"]["years"]
    assert found["population"]["year"] == 2023
    assert [one["year"] for one in told] == [one["year"] for one in found["population"]["trend"]]
    assert all(one["source"] for one in told if one["value"] is not None)
    assert "years" not in json.loads(newest.out)["indicators"][0]


def test_several_years_have_each_their_line_in_the_table(run, small_store, tmp_path):
    path = tmp_path / "portrait.csv"
    run("portrait", "01001", "--years", "2021,2023", "-o", str(path), store=small_store)

    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    population = [row for row in rows if row["Identifiant"] == "population"]
    assert [row["Année"] for row in population] == ["2021", "2023"]
    assert [bool(row["Phrase"]) for row in population] == [False, True]


def test_level_decides_between_two_territories_of_the_same_code(run, small_store):
    answer = run("portrait", "01", "--level", "region", store=small_store)

    assert json.loads(answer.out)["territory"]["name"] == "Guadeloupe"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("portrait",), "soit un code de territoire"),
        (("portrait", "01001", "--communes", "01002"), "soit un code de territoire"),
        (("portrait", "99999"), "99999"),
        (("portrait", "01001", "--format", "docx"), "Format « docx » inconnu"),
        (("portrait", "01001", "--level", "canton"), "Niveau « canton » inconnu"),
        (("portrait", "01001", "--years", "hier"), "n’est pas une liste d’années"),
        (("portrait", "--communes", "01001,99999"), "99999"),
        (
            ("portrait", "01001", "-o", "/nulle/part/x.json"),
            "ne peut pas être écrit : son dossier n’existe pas",
        ),
        (("indicator", "taux_chomage"), "Aucun indicateur ne s’appelle « taux_chomage »"),
    ],
)
def test_wrong_call_ends_with_code_two_and_a_french_sentence(run, small_store, call, said):
    answer = run(*call, store=small_store)

    assert answer.code == 2
    assert said in answer.error
    assert "Traceback" not in answer.error
    assert answer.out == b""


def test_empty_store_ends_with_code_three(run, tmp_path):
    for call in (("portrait", "01001"), ("territories", "Annelle")):
        answer = run(*call, store=str(tmp_path))
        assert answer.code == 3
        assert "maillage build" in answer.error


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anelle", "01001"),
        ("le bourguet", "01002"),
        ("2A004", "2A004"),
        ("Val d'Annelle", "200000001"),
    ],
)
def test_territory_is_found_by_name_code_and_with_mistakes(run, small_store, text, found):
    answer = run("territories", text, store=small_store)

    assert answer.code == 0
    assert answer.text.splitlines()[0].startswith(found) or found in answer.text


def test_name_of_several_words_needs_no_quotes(run, small_store):
    answer = run("territories", "Val", "d'Annelle", store=small_store)

    assert answer.code == 0
    assert "200000001" in answer.text


def test_code_without_its_first_zero_is_understood(run, small_store):
    assert run("territories", "1002", store=small_store).text.startswith("01002")
    assert "01002)" in run("portrait", "1002", store=small_store).error


def test_number_of_answers_can_be_limited(run, small_store):
    answer = run("territories", "01", "--limit", "2", store=small_store)

    assert len(answer.text.splitlines()) <= 2


def test_text_nothing_resembles_ends_with_code_three(run, small_store):
    assert run("territories", "zzzzqqqq", store=small_store).code == 3


def test_indicators_are_listed(run, small_store):
    answer = run("indicator", store=small_store)

    assert len(answer.text.splitlines()) == len(cards())


def test_indicator_is_explained_to_humans(run, small_store):
    text = run("indicator", "taux_logements_vacants", store=small_store).text

    assert "P_LOGVAC ÷ P_LOG × 100" in text
    assert "Niveaux : " in text
    assert "Dossier complet" in text
    assert "Référence : " in text
    assert "Unité : % ; " in text
    assert "Se lit : En {year}" in text


def test_sources_of_an_indicator_are_those_that_give_all_its_parts(run, small_store):
    text = run("indicator", "part_hlm", store=small_store).text

    assert "base-cc" in text
    assert "par IRIS — extrait" not in text


def test_indicator_nobody_publishes_says_whom_to_ask(run, small_store):
    closed = next(card for card in cards().values() if not card.is_open)

    text = run("indicator", closed.id, store=small_store).text

    assert f"À demander : {closed.ask}" in text


def test_every_indicator_can_be_explained(run, small_store):
    for name in cards():
        assert run("indicator", name, store=small_store).code == 0, name


def test_file_that_cannot_be_written_says_why_in_french(run, small_store, tmp_path):
    answer = run("portrait", "01001", "--format", "json", "-o", str(tmp_path), store=small_store)

    assert answer.code == 2
    assert "c’est un dossier. Choisissez un autre emplacement" in " ".join(answer.error.split())


def test_year_without_any_value_ends_with_code_three(run, small_store):
    answer = run("portrait", "01001", "--years", "1950", store=small_store)

    assert answer.code == 3
    assert "Aucun chiffre" in answer.error
