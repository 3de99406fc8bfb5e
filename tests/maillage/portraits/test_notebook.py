"""A portrait shown by a notebook."""

from maillage import portrait
from maillage.portraits.notebook import as_html
from maillage.store import Store


def test_notebook_shows_known_figures_with_year_and_source(small_store: Store) -> None:
    shown = portrait("01001", level="commune", store=small_store)

    page = shown._repr_html_()

    population = next(one for one in shown.to_dict()["indicators"] if one["id"] == "population")
    assert f"<h3>{shown.territory.name}</h3>" in page
    assert f"<td>{population['year']}</td><td>{population['source']}</td>" in page
    assert "reste" in page


def test_what_is_secret_or_missing_is_never_a_figure(small_store: Store) -> None:
    content = portrait("01001", level="commune", store=small_store).to_dict()
    for one in content["indicators"]:
        one["value"] = None

    assert "<td>" not in as_html(content)


def test_fictitious_territory_says_so_and_names_are_escaped(small_store: Store) -> None:
    content = portrait("01001", level="commune", store=small_store).to_dict()
    content["territory"] |= {"fictitious": True, "name": "<script>"}

    page = as_html(content)

    assert "aucun chiffre n’est réel" in page
    assert "&lt;script&gt;" in page
