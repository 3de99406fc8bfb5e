"""A restitution in words: frozen numbers, flags, sources, what is left out."""

import pytest

from atelier.diagnosis.models import FindingStatus
from atelier.restitution import actions
from atelier.restitution.models import ElementKind
from atelier.restitution.writing.checks import Unprintable
from atelier.restitution.writing.content import content_of
from tests.factories import atelier as make
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]


def showing(*keys, demarche=None):
    made = given.restitution(demarche)
    actions.choose(by=made.written_by, restitution=made, keys=list(keys))
    return given.read(made)


def test_figure_is_the_frozen_one_even_when_a_newer_one_is_known():
    made = given.whole()
    one = made.demarche.evidence.get(kind="indicator")
    one.latest = {**given.FROZEN, "value": 99.9, "year": 2022}
    one.verdict = "shifted"
    one.save()

    (item,) = content_of(given.read(made)).of(ElementKind.EVIDENCE)

    assert item.figure.value.startswith("14,6")
    assert any("2022" in told for told in item.cautions)
    assert item.since.startswith("Relu depuis : 14,6")
    assert item.sourced == f"{item.source}. {item.since}"


def test_figure_that_newer_data_confirm_is_printed_as_it_is():
    made = given.whole()
    one = made.demarche.evidence.get(kind="indicator")
    one.latest = {**given.FROZEN, "value": 14.7, "year": 2022}
    one.verdict = "confirmed"
    one.save()

    (item,) = content_of(given.read(made)).of(ElementKind.EVIDENCE)

    assert (item.since, item.sourced) == ("", item.source)


def test_secret_figure_has_no_bar_and_no_sentence():
    demarche = make.demarche()
    hidden = given.evidence(demarche, given.SECRET)

    (item,) = content_of(showing(f"evidence:{hidden.pk}", demarche=demarche)).items

    assert item.title == "Taux de pauvreté : secret statistique"
    assert item.figure.is_hidden
    assert all(one.value is None for one in item.figure.bars)


def test_secret_figure_with_a_number_is_never_printed():
    demarche = make.demarche()
    leaked = given.evidence(demarche, {**given.SECRET, "value": 31.0})

    with pytest.raises(Unprintable, match="secret"):
        content_of(showing(f"evidence:{leaked.pk}", demarche=demarche))


def test_draft_is_flagged_and_left_out_for_whoever_may_not_read_it():
    demarche = make.demarche()
    draft = given.finding(demarche, statement=given.DRAFT, status=FindingStatus.TO_REVIEW)
    made = showing(f"finding:{draft.pk}", demarche=demarche)

    assert content_of(made).items[0].flag == "Non validé, à revoir"
    assert content_of(made).has_drafts
    assert content_of(made, drafts=False).items == ()


def test_withdrawn_constat_and_words_taken_back_are_left_out_and_said():
    made = given.whole()
    made.demarche.findings.update(status=FindingStatus.WITHDRAWN)
    made.demarche.testimonies.update(may_quote=False)

    content = content_of(given.read(made))

    assert [one.kind for one in content.items] == [ElementKind.EVIDENCE, ElementKind.DECISION]
    assert len(content.left_out) == 2


def test_words_taken_back_are_not_among_the_proofs_either():
    made = given.whole()
    made.demarche.testimonies.update(may_quote=False)

    (item,) = content_of(given.read(made)).of(ElementKind.FINDING)

    assert given.WORDS not in " ".join(one.text for one in item.proofs)


def test_decision_does_not_name_who_carries_it():
    made = given.whole()
    carrier = make.person(first_name="Yann", last_name="Roumieu")
    made.demarche.decisions.update(carried_by=carrier)

    (item,) = content_of(given.read(made)).of(ElementKind.DECISION)

    assert "Roumieu" not in f"{item}"
    assert item.state.startswith("Validé en COPIL du")


def test_own_message_replaces_the_title():
    made = given.whole()
    actions.reword(by=made.written_by, element=made.elements.first(), message="Du vide", note="")

    assert content_of(given.read(made)).items[0].title == "Du vide"


def test_sources_are_said_once_and_words_without_who():
    sources = content_of(given.whole(drawings=True)).sources

    assert len(sources) == len(set(sources))
    assert any("Insee" in one for one in sources)
    assert not any("24 ans" in one for one in sources)


def test_fictitious_territory_is_said_and_a_real_one_is_not():
    assert "fictif" in content_of(given.whole()).notice
    assert content_of(given.restitution(make.demarche(shelf="territoires"))).notice == ""


def test_thread_names_no_constat_by_its_internal_number():
    told = [knot.example for knot in content_of(given.whole()).thread]

    assert told[2].endswith("preuves pour ce constat")
    assert told[3] == given.STATEMENT
