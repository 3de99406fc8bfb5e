"""The communes someone writes."""

import pytest

from atelier.portraits import naming


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("07042 07264", ["07042", "07264"]),
        ("Bourg saint andeol, Viviers", ["Bourg saint andeol", "Viviers"]),
        ("Gras\nBidon ; 2A004", ["Gras", "Bidon", "2A004"]),
        (" , ", []),
    ],
)
def test_names_are_split_at_commas_and_codes_at_blanks(written, parts):
    assert naming.split([written]) == parts


def test_a_name_of_one_commune_only_is_understood(fictitious_store):
    communes = naming.read(["saint-aubin", "99001"], shelf="fictif")

    assert [one.code for one in communes.known] == ["99002", "99001"]
    assert communes.doubts == ()


def test_several_candidates_or_none_are_left_to_the_person(fictitious_store):
    communes = naming.read(["a", "xyz"], shelf="fictif")

    assert [len(doubt.candidates) for doubt in communes.doubts] == [2, 0]
