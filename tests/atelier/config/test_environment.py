"""The reader of environment variables."""

import pytest

from atelier.config import environment
from atelier.config.environment import WrongSetting


def test_text_absent_without_default_says_what_to_do(monkeypatch):
    monkeypatch.delenv("MAILLAGE_EXEMPLE", raising=False)

    with pytest.raises(WrongSetting, match="MAILLAGE_EXEMPLE est absente. Donnez un dossier."):
        environment.text("MAILLAGE_EXEMPLE", hint="Donnez un dossier.")


@pytest.mark.parametrize(("written", "read"), [("oui", True), ("1", True), ("non", False)])
def test_flag_reads_french_words(monkeypatch, written, read):
    monkeypatch.setenv("MAILLAGE_EXEMPLE", written)

    assert environment.flag("MAILLAGE_EXEMPLE", default=not read) is read


def test_flag_refuses_another_word(monkeypatch):
    monkeypatch.setenv("MAILLAGE_EXEMPLE", "peut-être")

    with pytest.raises(WrongSetting, match="écrivez « oui » ou « non »"):
        environment.flag("MAILLAGE_EXEMPLE", default=True)


def test_whole_number_refuses_words(monkeypatch):
    monkeypatch.setenv("MAILLAGE_EXEMPLE", "huit mille")

    with pytest.raises(WrongSetting, match="nombre entier, comme 8000"):
        environment.whole_number("MAILLAGE_EXEMPLE", default=8000)


def test_words_drop_blanks(monkeypatch):
    monkeypatch.setenv("MAILLAGE_EXEMPLE", " a.fr, b.fr ,")

    assert environment.words("MAILLAGE_EXEMPLE") == ["a.fr", "b.fr"]


def test_postgresql_address_is_taken_apart():
    database = environment.postgresql("postgresql://ccas:s%40cret@base.exemple:5433/maillage")

    assert database["NAME"] == "maillage"
    assert database["PASSWORD"] == "s@cret"
    assert database["PORT"] == "5433"


def test_postgresql_refuses_another_address():
    with pytest.raises(WrongSetting, match="postgresql://utilisateur"):
        environment.postgresql("mysql://ccas@base/maillage")
