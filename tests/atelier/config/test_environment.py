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


def test_choice_is_one_of_the_words_allowed(monkeypatch):
    monkeypatch.setenv("MAILLAGE_EXEMPLE", " Tous ")
    assert environment.choice("MAILLAGE_EXEMPLE", default="un", among=("un", "tous")) == "tous"
    monkeypatch.setenv("MAILLAGE_EXEMPLE", "trois")

    with pytest.raises(WrongSetting, match="écrivez l'un de ces mots, « un », « tous »"):
        environment.choice("MAILLAGE_EXEMPLE", default="un", among=("un", "tous"))


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


def test_address_is_made_of_the_first_host_when_it_is_not_given(monkeypatch):
    monkeypatch.delenv("ATELIER_ADDRESS", raising=False)
    monkeypatch.setenv("PORT", "8001")

    here = environment.address("ATELIER_ADDRESS", https=False, hosts=["localhost"])
    there = environment.address("ATELIER_ADDRESS", https=True, hosts=["abs.exemple.fr"])

    assert (here, there) == ("http://localhost:8001/", "https://abs.exemple.fr/")


def test_address_without_its_protocol_is_refused(monkeypatch):
    monkeypatch.setenv("ATELIER_ADDRESS", "abs.exemple.fr")

    with pytest.raises(WrongSetting, match="adresse entière"):
        environment.address("ATELIER_ADDRESS", https=True, hosts=[])


@pytest.mark.parametrize(("host", "kind"), [("", "console"), ("smtp.exemple.fr", "smtp")])
def test_emails_go_to_the_terminal_without_a_server(monkeypatch, host, kind):
    monkeypatch.delenv("ATELIER_DEMONSTRATION", raising=False)
    monkeypatch.setenv("ATELIER_SMTP_HOST", host)

    assert f".{kind}." in environment.mail_backend()


def test_letters_of_the_demonstration_do_not_flood_the_terminal(monkeypatch):
    monkeypatch.setenv("ATELIER_SMTP_HOST", "")
    monkeypatch.setenv("ATELIER_DEMONSTRATION", "oui")

    assert environment.mail_backend() == "atelier.demonstration.letters.EmailBackend"


def test_identity_server_without_its_secret_says_what_is_missing(monkeypatch):
    monkeypatch.setenv("ATELIER_OPENID_SERVER", "https://identite.exemple.fr")
    monkeypatch.setenv("ATELIER_OPENID_CLIENT", "maillage")
    monkeypatch.delenv("ATELIER_OPENID_SECRET", raising=False)

    with pytest.raises(WrongSetting, match="ATELIER_OPENID_SECRET est absente"):
        environment.openid()


def test_identity_server_is_optional(monkeypatch):
    monkeypatch.delenv("ATELIER_OPENID_SERVER", raising=False)

    assert environment.openid() == {}
