"""The map page, the shapes a browser draws, the choice of communes."""

from tests.atelier.fiction import KNOWN


PORTRAIT = "/fictif/territoires/epci/999900001/"


def text_of(response) -> str:
    return response.content.decode()


def test_map_is_drawn_without_javascript_with_its_table(visitor):
    page = text_of(visitor.get(f"{PORTRAIT}carte/", {"indicateur": "taux_logements_vacants"}))

    assert "<svg" in page
    assert "Fisher-Jenks" in page
    assert "mapclassify" in page
    assert 'data-atelier-code="99001"' in page
    assert 'aria-label="Légende"' in page


def test_shapes_carry_the_class_of_the_drawing(visitor):
    address = f"{PORTRAIT}carte/contours.json"

    found = visitor.get(address, {"indicateur": "taux_logements_vacants"}).json()

    first = found["features"][0]["properties"]
    assert first["name"]
    assert -1 <= first["tint"] <= 4
    assert "%" in found["features"][0]["properties"]["value"] or first["tint"] == -1


def test_shapes_to_be_chosen_carry_their_name_only(visitor):
    found = visitor.get(f"{PORTRAIT}carte/contours.json").json()

    assert set(found["features"][0]["properties"]) == {"code", "name"}


def test_base_map_is_asked_for_only_when_it_is_set(visitor, settings):
    assert "data-atelier-map-tiles" not in text_of(visitor.get(f"{PORTRAIT}carte/"))

    settings.BASEMAP = "https://tuiles.exemple.fr/{z}/{x}/{y}.png"
    settings.BASEMAP_CREDIT = "© Exemple"

    page = text_of(visitor.get(f"{PORTRAIT}carte/"))
    assert 'data-atelier-map-tiles="https://tuiles.exemple.fr/{z}/{x}/{y}.png"' in page
    assert "© Exemple" in page


def test_several_communes_have_their_map(visitor):
    page = text_of(visitor.get("/fictif/territoires/perimetre/carte/?communes=99001,99002"))

    assert '<input type="hidden" name="communes" value="99001,99002">' in page


def test_territory_without_parts_says_where_to_look(visitor, monkeypatch):
    monkeypatch.setattr("atelier.portraits.atlas.divisions", lambda place: [])

    assert "Pas de carte" in text_of(visitor.get(f"{PORTRAIT}carte/"))
    assert visitor.get(f"{PORTRAIT}carte/contours.json").status_code == 404


def test_communes_of_a_departement_are_ticked(visitor, monkeypatch):
    two = list(KNOWN[1:])
    monkeypatch.setattr("atelier.portraits.queries.parts_of", lambda place, level: two)

    page = text_of(visitor.get("/fictif/territoires/choisir/", {"departement": "99"}))

    assert 'name="communes" value="99001"' in page
    assert 'action="/fictif/territoires/perimetre/"' in page


def test_departement_is_asked_for_first(visitor):
    page = text_of(visitor.get("/fictif/territoires/choisir/"))

    assert "Haute-Combe (99)" in page
    assert 'type="checkbox"' not in page
