"""FactoMineR’s decathlon, Preston’s Sweden, the communes of Grenoble."""

import polars as pl
import pytest

from tests.maillage.cli.oracles.reading import rows


def test_decathlon_has_the_classes_of_factominer(command, oracles, tmp_path):
    table = pl.read_csv(oracles / "decathlon.csv", infer_schema=False)
    heads = ["athlete", *table.columns[1:]]
    table.rename(dict(zip(table.columns, heads, strict=True))).write_csv(tmp_path / "D.csv")

    by = [option for name in heads[1:11] for option in ("--by", name)]
    files = ("-o", "T.csv", "--summary", "K.csv")
    answer = command("typology", "D.csv", *by, "-k", "4", "--draws", "0", *files)

    assert answer.code == 0
    assert "3,2719 ; 1,7371 ; 1,4049 ; 1,0569" in answer.error
    assert [int(row["size"]) for row in rows(tmp_path / "K.csv")] == [14, 12, 12, 3]


def test_sweden_of_1998_is_that_of_the_book(command, oracles, tmp_path):
    names = {
        "female_population_1993": "people",
        "female_person_years_L": "person_years",
        "fertility_rate": "fertility",
        "net_female_migrants_5y": "migrants",
    }
    sweden = pl.read_csv(oracles / "preston_sweden_1993.csv", infer_schema=False)
    sweden.select("age", *names).rename(names).write_csv(tmp_path / "S.csv")

    answer = command("project", "S.csv", "--radix", "100000", "--boys", "1.05", "-o", "P.csv")

    found = [row for row in rows(tmp_path / "P.csv") if row["period"] == "1"]
    people = [float(row["people"]) for row in found]
    assert answer.code == 0
    published = [float(one) for one in sweden["female_population_1998"]]
    assert people == pytest.approx(published, abs=0.5)
    assert [round(float(row["births"])) for row in found] == [
        int(one) for one in sweden["births_5y"]
    ]
    assert "317 340" in answer.error.replace("\u202f", " ").replace("\u00a0", " ")


def test_communes_of_grenoble_in_2021_are_missed_by_what_is_printed(command, shared_data, tmp_path):
    dossier = shared_data / "grenoble" / "dossier_complet.csv"

    files = ("-o", "P.csv", "--errors", "E.csv")
    answer = command("project", str(dossier), "--method", "hamilton-perry", *files)

    printed = answer.error.replace("\u202f", " ").replace("\u00a0", " ")
    assert answer.code == 0
    assert "2010 et 2015 auraient annoncé 2021" in printed
    totals = [row for row in rows(tmp_path / "E.csv") if row["age"] == "total"]
    assert totals
    assert all(float(row["median"]) < 15 for row in totals)
