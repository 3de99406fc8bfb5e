"""The library's own words, in French."""

import pytest

from maillage.cli.app import main
from maillage.cli.french import complaint, in_french


def test_help_page_has_no_english_left(capsys: pytest.CaptureFixture[str]) -> None:
    main(["portrait", "--help"])

    page = capsys.readouterr().out
    assert page.startswith("Utilisation : ")
    assert "Afficher cette aide." in page
    assert "Show this" not in page


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("No such option: --bad", "L’option « --bad » n’existe pas."),
        ("No such command 'nope'.", "La commande « nope » n’existe pas."),
        ("Missing argument 'text'.", "Il manque l’argument « text »."),
        ("Got unexpected extra argument (b)", "En trop sur la ligne : « b »."),
        ("Option '--level' requires an argument.", "« --level » attend une valeur."),
    ],
)
def test_complaint_says_it_in_french(english: str, french: str) -> None:
    assert complaint(english) == french


def test_complaint_of_an_unknown_shape_is_kept() -> None:
    assert complaint("Something new") == "Something new"


def test_help_words_of_the_group_are_translated() -> None:
    assert in_french("Commands:\n  build") == "Commandes :\n  build"


def test_summaries_of_the_commands_are_never_cut(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])

    page = " ".join(capsys.readouterr().out.split())
    assert "..." not in page
    assert (
        "Lister les sources : leur contenu, ce que l’entrepôt en possède, où les prendre." in page
    )
