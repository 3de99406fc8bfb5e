"""Lists of people as they are pasted."""

from atelier.demarches.pasted import MOST_LINES, Pasted, pasted


def test_list_is_read_from_a_letter_or_a_spreadsheet():
    found, faults = pasted(
        "Odile ; Roumieu ; odile@caf.example ; chargée de mission\n\nYann\tLe Goff\n"
    )

    assert faults == []
    assert found == [
        Pasted("Odile", "Roumieu", "odile@caf.example", "chargée de mission"),
        Pasted("Yann", "Le Goff", "", ""),
    ]


def test_line_that_cannot_be_read_is_shown_with_what_to_do():
    _, faults = pasted("Odile Roumieu\nYann;Le Goff;yann(at)caf\n" + "Maud;" + "L" * 90)

    assert "Ligne 1, « Odile Roumieu » : écrivez le prénom" in faults[0]
    assert "Ligne 2" in faults[1]
    assert "adresse électronique" in faults[1]
    assert "trop long" in faults[2]


def test_list_has_an_end():
    found, (fault,) = pasted("Odile;Roumieu\n" * (MOST_LINES + 1))

    assert found == []
    assert str(MOST_LINES) in fault
