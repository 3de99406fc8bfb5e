"""Invented names stay invented, different, and labelled."""

from maillage.simulator import names


def test_every_commune_has_a_name_of_its_own():
    everyone = [*names.VALMEYRAC, *names.commune_names(150)]

    assert len(set(everyone)) == len(everyone)


def test_names_do_not_depend_on_how_many_are_asked_for():
    assert names.commune_names(40) == names.commune_names(150)[:40]


def test_no_real_commune_bears_one_of_these_names(shared_data):
    listing = shared_data / "france" / "geographie" / "v_commune_2024.csv"
    real = {name.strip('"').lower() for name in listing.read_text().replace("\n", ",").split(",")}

    assert not real & {name.lower() for name in (*names.VALMEYRAC, *names.commune_names(150))}


def test_every_grouping_says_that_it_is_fictitious():
    assert all("fictif)" in label for label in (*names.EPCI, names.DEPARTEMENT))
    assert "(fictive)" in names.REGION
