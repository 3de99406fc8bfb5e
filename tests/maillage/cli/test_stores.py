"""Which store a command works on."""

import pytest

from maillage.cli.stores import chosen_store, fictitious_name


def test_the_demonstration_never_shares_the_store_of_real_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MAILLAGE_DATA", "/entrepot")
    monkeypatch.delenv("MAILLAGE_DEMONSTRATION", raising=False)

    assert chosen_store().address == "/entrepot"
    assert chosen_store(demonstration=True).address == "/entrepot/fictif"


def test_the_place_of_the_demonstration_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_DEMONSTRATION", "/ailleurs")

    assert chosen_store(demonstration=True).address == "/ailleurs"


def test_the_fictitious_store_says_so_in_its_name() -> None:
    assert fictitious_name().startswith("Territoire fictif")
