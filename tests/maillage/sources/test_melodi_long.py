"""The long format of Melodi: names, levels, periods and statuses."""

import json

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.contract import Match, RawFile
from maillage.sources.melodi_long import (
    breakdowns,
    dataset_name,
    dimensions,
    geography_year,
    observations,
    periods,
    pivoted,
    variable_name,
)
from tests.maillage.sources.insee_file import sample_of, written


HEADER = "GEO;GEO_OBJECT;SEX;RP_MEASURE;CONF_STATUS;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n"
ROWS = (
    '"01001";COM;_T;POP;F;A;2022;859,5\n"1002";COM;_T;POP;C;A;2022;12\n'
    "2A004;COM;_T;POP;F;O;2022;\n97101;COM;F;POP;F;A;2022;28000\n"
    "69381;ARM;_T;POP;F;A;2022;29100\n240700864;EPCI;_T;POP;F;A;2022;19000\n"
    "1;DEP;_T;POP;F;A;2022;660000\nFM;FRANCE;_T;POP;F;A;2022;65000000\n"
    "F;FRANCE;_T;POP;F;A;2022;67000000\n0123;ZE2020;_T;POP;F;A;2022;5\n01001;COM;_T;POP;F;A;2022-01;1\n"
)


def raw_file(tmp_path, text, *, name="DS_RP_POPULATION_PRINC_2022_data.csv"):
    sample = sample_of(written(tmp_path, text, name=name), tmp_path)
    return RawFile(sample, Match("essai", "Essai", (2022,), 2025), card={})


def answer(observations, identifier="DS_ESSAI"):
    return json.dumps({"identifier": identifier, "observations": observations})


def seen(value, **more):
    measure = {} if value is None else {"value": value}
    dimensions = {"GEO": "2025-COM-07042", "TIME_PERIOD": "2023", "POPREF_MEASURE": "PMUN", **more}
    return {"dimensions": dimensions, "measures": {"OBS_VALUE_NIVEAU": measure}}


def test_csv_and_json_are_told_by_their_columns(tmp_path):
    csv = sample_of(written(tmp_path, HEADER + ROWS), tmp_path)
    api = sample_of(written(tmp_path, answer([seen(1)]), name="a.json"), tmp_path)
    other = sample_of(written(tmp_path, "GEO;VALEUR\n01001;3\n", name="b.csv"), tmp_path)

    assert "SEX" in dimensions(csv)
    assert "POPREF_MEASURE" in dimensions(api)
    assert dimensions(other) == frozenset()


def test_name_period_and_cog_year_are_found(tmp_path):
    csv = raw_file(tmp_path, HEADER + ROWS).sample
    api = sample_of(written(tmp_path, answer([seen(1)]), name="a.json"), tmp_path)
    named = raw_file(tmp_path, HEADER + ROWS, name="base-geo2025.csv").sample

    assert (dataset_name(csv), dataset_name(api)) == ("DS_RP_POPULATION_PRINC", "DS_ESSAI")
    assert (periods(csv), periods(api)) == ((2022,), (2023,))
    assert geography_year(csv, lag=3) == 2025
    assert geography_year(named, lag=1) == 2025
    assert geography_year(api, lag=9) == 2025


def test_codes_levels_and_statuses_of_a_csv(tmp_path):
    rows = observations(raw_file(tmp_path, HEADER + ROWS))

    found = {
        (level, code): (value, status)
        for level, code, value, status in rows.select("level", "code", "value", "status").rows()
    }

    assert found == {
        ("commune", "01001"): (859.5, "published"),
        ("commune", "01002"): (None, "secret"),
        ("commune", "2A004"): (None, "unavailable"),
        ("commune", "97101"): (28000.0, "published"),
        ("arrondissement_municipal", "69381"): (29100.0, "published"),
        ("epci", "240700864"): (19000.0, "published"),
        ("departement", "01"): (660000.0, "published"),
        ("metropole", "METRO"): (65e6, "published"),
        ("france", "FR"): (67e6, "published"),
    }


def test_measure_absent_from_an_answer_is_secret(tmp_path):
    raw = raw_file(tmp_path, answer([seen(None), seen(3, POPREF_MEASURE="PTOT")]), name="a.json")

    rows = observations(raw)

    assert rows["status"].to_list() == ["secret", "published"]
    assert rows["code"].to_list() == ["07042", "07042"]


def test_names_do_not_depend_on_the_filter():
    frame = pl.DataFrame(
        {"RP_MEASURE": ["POP", "POP"], "SEX": ["_T", "F"], "AGE": ["_T", "Y_LT15"]}
    )

    names = frame.select(variable_name(frame.columns).alias("name"))["name"].to_list()

    assert names == ["POP", "POP__AGE_Y_LT15__SEX_F"]


def test_breakdowns_are_what_splits_a_measure():
    names = ["GEO", "SEX", "EC_MEASURE", "OBS_VALUE_NIVEAU", "UNIT_MULT", "TIME_PERIOD"]

    assert breakdowns(names) == {"SEX"}


def test_pivot_collapses_repetitions_and_refuses_contradictions(tmp_path):
    same = raw_file(tmp_path, HEADER + ROWS + '"01001";COM;_T;POP;F;A;2022;859,5\n', name="a.csv")
    other = raw_file(tmp_path, HEADER + ROWS + '"01001";COM;_T;POP;F;A;2022;860\n', name="b.csv")

    table = pivoted(same, observations(same), pl.col("RP_MEASURE"))

    assert table.filter(pl.col("code") == "01001")["POP"].to_list() == [859.5]
    assert table.filter(pl.col("code") == "01002")["POP__status"].to_list() == ["secret"]
    with pytest.raises(RefusedFile, match="01001.*deux valeurs"):
        pivoted(other, observations(other), pl.col("RP_MEASURE"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEADER + "01001;COM;_T;POP;F;A;2022-01;1\n", "annuelle"),
        (HEADER + "01001;COM;_T;POP;F;A;2022;beaucoup\n", "beaucoup"),
    ],
)
def test_monthly_file_and_words_are_refused(tmp_path, text, message):
    with pytest.raises(RefusedFile, match=message):
        observations(raw_file(tmp_path, text))


def test_cut_and_empty_answers_are_refused(tmp_path):
    cut = raw_file(tmp_path, answer([seen(1)])[:-4], name="a.json")
    empty = raw_file(tmp_path, answer([]), name="b.json")

    with pytest.raises(RefusedFile, match="incomplète"):
        observations(cut)
    with pytest.raises(RefusedFile, match="sans aucune observation"):
        observations(empty)
