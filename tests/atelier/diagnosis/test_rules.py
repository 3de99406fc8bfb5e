"""How strong a proof is, and what a newer figure does to it."""

import pytest

from atelier.demarches.rules import NotNow
from atelier.diagnosis.models import (
    EvidenceKind,
    FindingStatus,
    HypothesisStatus,
    Level,
    Stance,
    TestimonyKind,
)
from atelier.diagnosis.rules import (
    FINDING_CLOSED,
    FINDING_TRANSITIONS,
    HYPOTHESIS_CLOSED,
    HYPOTHESIS_TRANSITIONS,
    Weighed,
    check_open,
    proof_of,
)


def test_figure_without_a_value_counts_neither_for_nor_against():
    silent = [figure(is_silent=True), figure(stance=Stance.CONTRADICTS, is_silent=True)]

    assert proof_of(silent).quantitative == Level.NONE
    assert proof_of([figure(), *silent]) == proof_of([figure()])


def test_figure_that_newer_data_turned_round_proves_nothing_any_more():
    assert proof_of([figure(is_fallen=True)]).quantitative == Level.NONE


def test_facts_of_offer_are_no_measure():
    assert proof_of([OFFER, OFFER]).quantitative == Level.WEAK


def figure(source="insee_rp", stance=Stance.SUPPORTS, **fields):
    return Weighed(EvidenceKind.INDICATOR, stance, source=source, **fields)


def voice(kind=TestimonyKind.INTERVIEW, stance=Stance.SUPPORTS):
    return Weighed(EvidenceKind.TESTIMONY, stance, voice=kind)


STUDY = Weighed(EvidenceKind.STUDY, Stance.SUPPORTS)
OFFER = Weighed(EvidenceKind.OFFER, Stance.SUPPORTS, source="inventaire")


def test_every_status_is_in_its_table():
    assert set(HYPOTHESIS_TRANSITIONS) == set(HypothesisStatus)
    assert set(FINDING_TRANSITIONS) == set(FindingStatus)


@pytest.mark.parametrize("status", [*HypothesisStatus, *FindingStatus])
def test_what_is_closed_can_be_reopened_by_a_passage_of_the_table(status):
    transitions = {**HYPOTHESIS_TRANSITIONS, **FINDING_TRANSITIONS}
    closed = {**HYPOTHESIS_CLOSED, **FINDING_CLOSED}

    if status not in closed:
        check_open(status, "ses mots")
        return
    with pytest.raises(NotNow, match="avant de changer ses mots"):
        check_open(status, "ses mots")
    assert transitions[status] - set(closed)


@pytest.mark.parametrize(
    ("evidence", "level"),
    [
        ([], Level.NONE),
        ([STUDY], Level.WEAK),
        ([figure(is_frail=True)], Level.WEAK),
        ([figure()], Level.SOUND),
        ([figure(), figure()], Level.SOUND),
        ([figure(), figure("caf")], Level.STRONG),
        ([figure(), figure("caf", is_frail=True)], Level.SOUND),
        ([figure(stance=Stance.CONTEXT)], Level.NONE),
    ],
)
def test_figures_of_two_sources_are_stronger_than_two_of_one(evidence, level):
    assert proof_of(evidence).quantitative == level


@pytest.mark.parametrize(
    ("evidence", "level"),
    [
        ([], Level.NONE),
        ([voice()] * 2, Level.WEAK),
        ([voice()] * 3, Level.SOUND),
        ([voice()] * 6, Level.SOUND),
        ([voice()] * 5 + [voice(TestimonyKind.PROFESSIONAL)], Level.STRONG),
    ],
)
def test_many_voices_of_two_kinds_are_stronger_than_of_one(evidence, level):
    assert proof_of(evidence).qualitative == level


@pytest.mark.parametrize(
    ("evidence", "agreement"),
    [
        ([], "none"),
        ([figure()], "figures_only"),
        ([voice()], "words_only"),
        ([STUDY], "facts_only"),
        ([OFFER, voice()], "facts_agree"),
        ([figure(), voice()], "agree"),
        ([figure(), voice(stance=Stance.CONTRADICTS)], "contradict"),
    ],
)
def test_agreement_between_figures_and_words_is_said(evidence, agreement):
    assert proof_of(evidence).agreement == agreement


def test_what_contradicts_never_makes_a_proof_stronger():
    found = proof_of([figure(stance=Stance.CONTRADICTS), figure("caf", stance=Stance.CONTRADICTS)])

    assert (found.quantitative, found.against_count) == (Level.NONE, 2)
