"""The cards of the demonstration agree with one another and with the shelves they name."""

import re

import pytest

from atelier.accounts.models import College, OrganisationKind
from atelier.demarches import library
from atelier.demarches.models import Role
from atelier.demonstration import shelf
from atelier.diagnosis.rules import COMPETENCES
from maillage.base.definitions import definitions_root


FICTION_NUMBERS = re.compile(r"(04 65 71|06 39 98) \d\d \d\d")
CARDS = sorted(path.stem for path in (definitions_root() / "demonstration").glob("*.yaml"))


def everything(found):
    if isinstance(found, dict):
        for name, value in found.items():
            yield name
            yield from everything(value)
    elif isinstance(found, list):
        for value in found:
            yield from everything(value)
    else:
        yield found


def test_people_are_of_known_organisations_and_speak_for_a_college():
    card = shelf.card("personnes")

    assert {one["kind"] for one in card["organisations"].values()} <= set(OrganisationKind)
    assert len({one["kind"] for one in card["organisations"].values()}) >= 10
    for one in card["people"].values():
        assert one.get("organisation") is None or one["organisation"] in card["organisations"]
        assert one["college"] in set(College)


def test_telephone_numbers_are_those_kept_for_fiction():
    card = shelf.card("personnes")
    told = [*card["organisations"].values(), *card["people"].values()]

    numbers = [one["telephone"] for one in told if "telephone" in one]

    assert all(FICTION_NUMBERS.fullmatch(number) for number in numbers)


def test_addresses_lead_nowhere_and_one_person_has_none():
    people = shelf.card("personnes")["people"]

    addresses = [shelf.address_of(key) for key in people]

    assert None in addresses
    assert all(one.endswith("@valmeyrac.example") for one in addresses if one)


def test_every_role_is_held_by_someone():
    assert {one["role"] for one in shelf.card("demarche")["mandates"]} | {"pilote"} == set(Role)


def test_doors_lead_to_people_of_the_cards():
    people = shelf.card("personnes")["people"]

    assert len(shelf.doors()) == 9
    assert all(one["person"] in people for one in shelf.doors().values())


def test_mandates_name_people_and_instances_of_the_cards():
    card, people = shelf.card("demarche"), shelf.card("personnes")["people"]

    for one in card["mandates"]:
        assert one["person"] in people
        assert one.get("instance") is None or one["instance"] in card["instances"]


def test_steps_are_those_of_the_frame():
    card = shelf.card("demarche")
    frame = library.frames()[card["settings"]["kind"]]

    assert set(card["steps"]) == {step.key for step in frame.steps}


def test_constats_and_hypotheses_rest_on_evidence_of_the_cards():
    proofs, chain = shelf.card("preuves"), shelf.card("chaine")
    known = {*proofs["indicators"], *proofs["offer"], *proofs["partners"]}
    known |= {key for one in proofs["studies"].values() for key in one["extracts"]}
    known |= set(shelf.card("paroles")["testimonies"])

    named = [link["key"] for one in chain["hypotheses"].values() for link in one["evidence"]]
    named += [link["key"] for one in chain["findings"].values() for link in one.get("rests_on", ())]

    assert set(named) <= known


def test_constats_say_who_is_competent():
    for one in shelf.card("chaine")["findings"].values():
        assert set(one["competent"]) <= set(COMPETENCES)


def test_themes_and_publics_are_known_everywhere():
    themes, publics = {*library.themes(), ""}, {*library.publics(), ""}

    for name in CARDS:
        for one in rows(shelf.card(name)):
            assert one.get("theme", "") in themes
            assert one.get("public", "") in publics


def rows(found):
    if isinstance(found, dict):
        if isinstance(found.get("theme", ""), str):
            yield found
        for value in found.values():
            yield from rows(value)
    elif isinstance(found, list):
        for value in found:
            yield from rows(value)


@pytest.mark.parametrize("name", CARDS)
def test_no_card_was_cut_by_a_comma_that_needed_quotes(name):
    assert None not in list(everything(shelf.card(name)))


@pytest.mark.parametrize("name", CARDS)
def test_texts_are_typed_as_french_is(name):
    for one in everything(shelf.card(name)):
        if isinstance(one, str):
            assert "!" not in one
            assert "'" not in one
            assert "« " not in one
