"""Categories written as sums of smaller ones."""

import pytest

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.lattice import band, lattice


def test_total_is_the_sum_of_the_categories_of_the_file():
    found = lattice([{"F", "H"}], {})

    assert found.relations == (("Total", ("F", "H")),)
    assert found.totals == ("Total",)
    assert not found.latent


def test_hierarchy_gives_one_sum_per_parent():
    found = lattice([{"A", "B", "C", "E1", "E2"}], {"E1": ["A", "B"], "E2": ["C"]})

    assert ("E1", ("A", "B")) in found.relations
    assert ("E2", ("C",)) in found.relations
    assert any(whole == "Total" and "E1" in parts for whole, parts in found.relations)


def test_commune_that_joined_the_epci_is_latent_when_no_file_names_it():
    children = {"E23": ["A", "B"], "E24": ["A", "B", "C"]}

    found = lattice([{"E23"}, {"E24"}], children)

    assert ("E24", ("E23", "[C]")) in found.relations
    assert found.latent == {"[C]"}


def test_leaves_that_no_difference_separates_are_not_created():
    found = lattice([{"E1", "E2"}], {"E1": ["A", "B"], "E2": ["C", "D"]})

    assert not found.latent


def test_two_vintages_of_age_bands_meet_in_the_band_between_them():
    found = lattice([{"0-17", "18-24", "25-64"}, {"0-17", "18-29", "30-64"}], {})

    assert ("18-29", ("18-24", "[25-29]")) in found.relations
    assert ("25-64", ("30-64", "[25-29]")) in found.relations


def test_bands_sharing_their_limits_are_left_as_plain_labels():
    found = lattice([{"0-5", "5-10", "10-15"}], {})

    assert not found.latent
    assert found.relations == (("Total", ("0-5", "10-15", "5-10")),)


def test_list_of_communes_and_a_wider_one_have_two_totals():
    found = lattice([{"A", "B"}, {"A", "B", "C"}], {})

    assert found.totals == ("Total (2)", "Total")
    assert ("Total", ("Total (2)", "C")) in found.relations


@pytest.mark.parametrize(
    ("label", "limits"),
    [
        ("18-24", (18, 24)),
        ("18 à 24 ans", (18, 24)),
        ("Y18T24", (18, 24)),
        ("65 ans et plus", (65, 1000)),
        ("75+", (75, 1000)),
        ("Moins de 18 ans", (0, 17)),
        ("38185", (38185, 38185)),
        ("Échirolles", None),
    ],
)
def test_age_band_is_read_from_its_label(label, limits):
    assert band(label) == limits


def test_hierarchy_that_contains_itself_is_refused():
    with pytest.raises(RefusedFile, match="tourne en rond"):
        lattice([{"A"}], {"A": ["B"], "B": ["A"]})


def test_a_label_that_is_no_band_does_not_untie_the_others():
    groups = [{"18-24", "25-39", "Non renseigné"}, {"18-29", "30-39"}]

    found = lattice(groups, {})

    assert found.latent == {"[25-29]"}


def test_bands_that_overlap_in_one_file_are_tied_to_those_of_another():
    found = lattice([{"65+"}, {"65-79", "75+"}], {})

    assert "[75-79]" in found.latent


@pytest.mark.parametrize(
    ("label", "limits"), [("Plus de 29 ans", (30, 1000)), ("> 64", (65, 1000))]
)
def test_over_an_age_begins_the_year_after(label, limits):
    assert band(label) == limits
