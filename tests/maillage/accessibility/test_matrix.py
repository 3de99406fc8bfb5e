"""Three tables become one matrix, or a sentence says which line is wrong."""

import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.accessibility.tables import travel


SUPPLY, DEMAND = {"A": 2.0, "B": 1.0}, {"01001": 100.0, "01002": 50.0}


def refusal(supply=SUPPLY, demand=DEMAND, cost=(("01001", "A", 5),)) -> str:
    with pytest.raises(RefusedFile) as refused:
        travel(supply, demand, cost)
    return str(refused.value)


def test_pairs_are_numbered_in_the_order_of_the_tables():
    found = travel(SUPPLY, DEMAND, [("01002", "A", 7), ("01001", "B", 3)])

    assert (found.place.tolist(), found.facility.tolist()) == ([1, 0], [0, 1])
    assert found.minutes.tolist() == [7, 3]
    assert found.listed.tolist() == [True, True]


def test_unknown_place_is_named_with_its_line_and_file():
    message = refusal(cost=[("01001", "A", 5), ("99999", "A", 5), ("99998", "B", 5)])

    assert "« C.csv », ligne 3, colonne « place » : « 99999 » n’est pas dans « D.csv »" in message
    assert "2 lignes" in message.replace("\u00a0", " ")
    assert "--ignore-unknown" in message


def test_code_that_lost_its_zero_in_a_spreadsheet_is_recognised():
    assert "« 01001 » s’y trouve : un tableur" in refusal(cost=[("1001", "A", 5)])


def test_unknown_pairs_are_left_aside_when_asked():
    cost = [("01001", "A", 5), ("99999", "A", 5), ("01002", "Z", 5)]

    assert travel(SUPPLY, DEMAND, cost, ignore_unknown=True).minutes.tolist() == [5]


def test_repeated_pair_is_refused_with_both_lines():
    message = refusal(cost=[("01001", "A", 5), ("01002", "A", 5), ("01001", "A", 6)])

    assert "ligne 4" in message
    assert "figure déjà ligne 2" in message


def test_pairs_of_unknown_codes_are_not_repeated_pairs():
    cost = [("X", "A", 5), ("X", "A", 5), ("01001", "A", 5)]

    assert travel(SUPPLY, DEMAND, cost, ignore_unknown=True).minutes.tolist() == [5]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"supply": {"A": -2.0}}, "« -2.0 » est négatif"),
        ({"demand": {"01001": -1.0}}, "« -1.0 » est négatif"),
        ({"cost": [("01001", "A", -5)]}, "« -5 » est négatif"),
        ({"cost": [("01001", "A", "nan")]}, "« nan » n’est pas un nombre"),
        ({"cost": [("01001", "", 5)]}, "la cellule est vide"),
        ({"demand": {"01001": 0.0}}, "ne contient que des zéros"),
        ({"supply": {"A": 0.0}}, "ne contient que des zéros"),
    ],
)
def test_wrong_number_is_refused(given, said):
    assert said in refusal(**given)
