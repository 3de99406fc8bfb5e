"""Legal pages as they are printed."""

from atelier.archives.presenters import legal


BODY = "Début.\n\n## Éditeur\nLe CCAS, [à compléter : adresse].\n\n## Contact\nSuite"


def test_body_is_cut_into_headings_and_paragraphs():
    found = legal.blocks(BODY)

    assert [one["heading"] for one in found] == ["", "Éditeur", "", "Contact", ""]


def test_what_is_to_fill_stands_apart():
    pieces = legal.blocks(BODY)[2]["pieces"]

    assert [(one["text"], one["is_to_fill"]) for one in pieces] == [
        ("Le CCAS, ", False),
        ("[à compléter : adresse]", True),
        (".", False),
    ]


def test_what_is_left_is_counted():
    assert legal.missing(BODY) == 1
    assert legal.missing("Complet.") == 0
