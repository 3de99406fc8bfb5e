"""The last gate: secret values, small counts, names of residents."""

from decimal import Decimal

import pytest

from atelier.demarches.models import Role
from atelier.diagnosis.models import PartnerFigure
from atelier.restitution.writing import checks
from tests.factories import atelier as make


HIDDEN = {"label": "Pauvreté", "value": None, "status": "secret", "unit": "percent"}


def figure(value, unit="jeunes"):
    return PartnerFigure(label="Jeunes suivis", value=Decimal(value), unit=unit, year=2025)


def test_secret_figure_is_printed_by_its_word():
    assert checks.value_text(HIDDEN) == "secret statistique"
    assert checks.is_hidden(HIDDEN)


def test_secret_figure_that_carries_a_number_stops_the_document():
    with pytest.raises(checks.Unprintable, match="couvert par le secret") as problem:
        checks.value_text({**HIDDEN, "value": 12.0})
    assert "Retirez cet élément" in problem.value.todo


def test_figure_of_unknown_status_is_hidden():
    assert checks.is_hidden({"value": None, "status": "autre"})
    with pytest.raises(checks.Unprintable):
        checks.value_text({"value": 3.0, "status": "autre", "unit": "count"})


@pytest.mark.parametrize(
    ("value", "unit", "hidden"),
    [("7", "jeunes", True), ("11", "jeunes", False), ("0", "jeunes", False), ("7", "%", False)],
)
def test_partner_number_on_few_people_is_hidden(value, unit, hidden):
    assert checks.is_too_small(figure(value, unit)) is hidden


def test_words_of_a_hidden_partner_number_do_not_tell_it():
    assert "7" not in checks.hidden_text(figure("7"))
    assert "moins de 11" in checks.hidden_text(figure("7"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["Merci à Odile Lescuré", "LESCURE Odile dit que", "Selon Mme Lescure, rien"]
)
def test_resident_named_stops_the_document(text):
    demarche = make.demarche()
    odile = make.person(first_name="Odile", last_name="Lescure")
    make.mandate(demarche=demarche, person=odile, role=Role.HABITANT)

    with pytest.raises(checks.Unprintable, match="Un habitant est nommé"):
        checks.check_names(checks.residents(demarche), [text])


@pytest.mark.django_db
def test_name_that_is_also_a_word_and_name_of_an_elu_pass():
    demarche = make.demarche()
    petit = make.person(first_name="Luc", last_name="Petit")
    make.mandate(demarche=demarche, person=petit, role=Role.HABITANT)
    make.mandate(demarche=demarche, person=make.person(last_name="Maire"), role=Role.ELU_REFERENT)

    assert checks.residents(demarche) == [petit]
    checks.check_names([petit], ["Un petit bourg", "Madame Maire préside"])
