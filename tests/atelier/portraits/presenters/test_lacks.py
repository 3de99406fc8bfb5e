"""The themes without any value."""

from atelier.portraits.presenters import lacks


def theme(name, *, is_empty):
    return {"label": name, "is_empty": is_empty}


def file(name, count):
    return {"name": name, "label": name.capitalize(), "count": count}


FILES = [
    file("dossier", 118),
    file("bpe", 28),
    file("filosofi", 25),
    file("finess", 15),
    file("x", 1),
]
EMPTY = [theme("Handicap", is_empty=True)]


def test_territory_with_a_value_in_each_theme_lacks_no_block():
    assert lacks.block([theme("Mobilité", is_empty=False)], FILES, may_deposit=True) is None


def test_the_four_most_useful_files_are_named_with_their_place():
    block = lacks.block(EMPTY, FILES, may_deposit=True)

    assert [one["url"] for one in block["files"]][0] == "/donnees/#dossier"
    assert len(block["files"]) == 4
    assert block["action"] == "Déposer ces 4\u00a0fichiers"
    assert block["url"] == "/donnees/#deposer"
    assert block["text"] == "1\u00a0thème sans aucune valeur ici pour l’instant."


def test_open_site_shows_the_files_rather_than_have_them_deposited():
    block = lacks.block(EMPTY, FILES[:1], may_deposit=False)

    assert (block["action"], block["url"]) == ("Voir ce fichier", "/donnees/")


def test_block_comes_first_when_most_themes_are_empty():
    most = lacks.block([*EMPTY, *EMPTY, theme("Mobilité", is_empty=False)], [], may_deposit=True)
    few = lacks.block([*EMPTY, theme("Mobilité", is_empty=False)], [], may_deposit=True)

    assert (most["is_most"], few["is_most"]) == (True, False)


def test_secret_and_requested_values_are_not_missing_files():
    rows = [
        {"indicator": "a", "status": "unavailable"},
        {"indicator": "b", "status": "secret"},
        {"indicator": "c", "status": "on_request"},
    ]

    assert lacks.missing({"unknowns": rows}) == ["a"]
