"""Forms of constats."""

from atelier.diagnosis.forms import BreaksForm


def test_breaks_are_cut_into_their_three_parts():
    form = BreaksForm({"breaks": "Mission locale > Bailleur : le dossier repart de zéro\n\n"})

    assert form.is_valid()
    assert form.cleaned_data["breaks"] == [
        {
            "from_service": "Mission locale",
            "to_service": "Bailleur",
            "what_happens": "le dossier repart de zéro",
        }
    ]


def test_line_that_cannot_be_cut_is_told_by_its_number():
    form = BreaksForm({"breaks": "A > B : rien\nn’importe quoi"})

    assert "Ligne 2" in form.errors["breaks"][0]


def test_service_too_long_is_refused_rather_than_cut():
    form = BreaksForm({"breaks": f"{'A' * 151} > B : rien"})

    assert "Ligne 1 : un nom de service tient en 150 caractères." in form.errors["breaks"][0]
