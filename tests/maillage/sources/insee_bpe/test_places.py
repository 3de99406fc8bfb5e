"""Located facilities keep what locates them, and no name of a person."""

import polars as pl

from maillage.sources.insee_bpe.places import located_facilities


def facilities(**columns):
    return (
        located_facilities(pl.LazyFrame({"AN": ["2025"], **columns})).collect().row(0, named=True)
    )


def test_school_keeps_its_name_and_position():
    found = facilities(
        DEPCOM=["1001"],
        TYPEQU=["C108"],
        NOMRS=["ÉCOLE DU BOURG"],
        LATITUDE=["46.15"],
        LONGITUDE=["4.92"],
        QUALITE_GEOLOC=["11"],
        EPSG=["2154"],
    )

    assert (found["commune"], found["nom"]) == ("01001", "ÉCOLE DU BOURG")
    assert (found["latitude"], found["longitude"]) == (46.15, 4.92)


def test_name_of_a_doctor_is_left_out():
    found = facilities(DEPCOM=["07042"], TYPEQU=["D265"], NOMRS=["DUPONT MARIE"])

    assert found["nom"] is None


def test_random_position_is_no_position():
    found = facilities(
        DEPCOM=["07042"],
        TYPEQU=["A504"],
        LATITUDE=["44.3"],
        LONGITUDE=["4.6"],
        QUALITE_GEOLOC=["33"],
    )

    assert (found["latitude"], found["longitude"]) == (None, None)


def test_marks_of_nothing_are_empty():
    found = facilities(DEPCOM=["97101"], TYPEQU=["A104"], NOMRS=["_Z"], QUALITE_XY=["_U"])

    assert (found["nom"], found["quality"], found["x"]) == (None, None, None)
