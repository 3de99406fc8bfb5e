"""Reads of the chain, in a constant number of queries."""

from datetime import timedelta

import pytest

from atelier.diagnosis import queries
from atelier.diagnosis.models import Evidence, EvidenceKind, FindingStatus, PartnerFigure, Stance
from atelier.diagnosis.rules import written_on
from atelier.portraits.places import Place
from tests.factories import atelier as make
from tests.factories import diagnosis as making
from tests.factories import meetings


pytestmark = pytest.mark.django_db
HERE = Place("fictif", "epci", "999000001")


def test_register_counts_evidence_for_and_against():
    hypothesis = making.hypothesis()
    demarche = hypothesis.demarche
    making.supports(hypothesis, making.indicator(demarche=demarche))
    making.supports(hypothesis, making.words(demarche=demarche), Stance.CONTRADICTS)

    (found,) = queries.hypotheses(demarche, status="", theme="", public="")

    assert (found.supports, found.contradicts) == (1, 1)


def test_figure_without_a_value_counts_nowhere():
    hypothesis = making.hypothesis()
    demarche = hypothesis.demarche
    figure = PartnerFigure.objects.create(
        demarche=demarche, label="Impayés", source="Bailleur (fictif)", year=2025, value=None
    )
    silent = [
        making.indicator(demarche=demarche, figure={"value": None, "status": "secret"}),
        Evidence.objects.create(
            demarche=demarche, kind=EvidenceKind.PARTNER, title="Impayés", partner_figure=figure
        ),
    ]
    for one in silent:
        making.supports(hypothesis, one)

    (found,) = queries.hypotheses(demarche, status="", theme="", public="")

    assert (found.supports, queries.counts(demarche)["evidence"]) == (0, 0)


def test_group_taken_up_by_a_hypothesis_no_longer_waits():
    demarche = make.demarche()
    waiting, taken = making.group(demarche=demarche), making.group(demarche=demarche)
    making.hypothesis(demarche=demarche).groups.add(taken)

    assert queries.waiting_groups(demarche) == [waiting]


def test_drafts_are_hidden_from_those_who_do_not_work_on_them():
    demarche = make.demarche()
    making.finding(demarche=demarche)
    validated = making.finding(demarche=demarche, status=FindingStatus.VALIDATED)

    assert list(queries.findings(demarche, drafts=False)) == [validated]
    assert queries.findings(demarche, drafts=True).count() == 2


def test_register_of_constats_costs_the_same_for_two_and_for_ten(django_assert_max_num_queries):
    demarche = make.demarche()
    for _ in range(10):
        finding = making.finding(demarche=demarche)
        making.supports(finding, making.words(demarche=demarche))

    with django_assert_max_num_queries(2):
        for one in queries.findings(demarche, drafts=True):
            assert [queries.weighed(link).voice for link in one.links.all()]


def test_two_figures_of_one_source_share_their_source():
    finding = making.finding()
    first = making.supports(finding, making.indicator(demarche=finding.demarche))
    second = making.supports(finding, making.indicator(demarche=finding.demarche, indicator="b"))

    assert queries.weighed(first).source == queries.weighed(second).source


def test_figure_read_with_caution_is_frail():
    finding = making.finding()
    frail = making.indicator(demarche=finding.demarche, figure={"reliability": "caution"})

    assert queries.weighed(making.supports(finding, frail)).is_frail


def test_only_adopted_validations_of_deciding_instances_may_validate():
    copil = meetings.copil()
    one = making.finding(demarche=copil.demarche)
    kept = making.validation(one, instance=copil)
    making.validation(one, instance=copil, is_approved=False)
    making.validation(one, instance=make.instance(demarche=copil.demarche))
    making.validation(one, instance=copil, subject="")
    making.validation(one, instance=copil, decided_on=written_on(one) - timedelta(days=1))

    assert list(queries.validations(one)) == [kept]


def test_what_two_studies_say_of_one_theme_is_put_together():
    demarche = make.demarche()
    making.study_finding(demarche=demarche)
    making.study_finding(demarche=demarche)
    making.study_finding(demarche=demarche, theme="mobilite")

    together = queries.study_findings_together(demarche)

    assert list(together) == [("logement", "")]


def test_evidence_seen_is_no_longer_to_look_at():
    demarche = make.demarche()
    making.indicator(demarche=demarche, verdict="shifted", is_acknowledged=True)
    fresh = making.indicator(demarche=demarche, verdict="shifted", is_acknowledged=False)

    assert queries.to_look_at_again(demarche) == [fresh]


def test_counts_are_those_of_the_demarche():
    finding = making.finding(status=FindingStatus.VALIDATED)
    making.hypothesis(demarche=finding.demarche)

    counted = queries.counts(finding.demarche)

    assert (counted["hypotheses"], counted["findings"], counted["validated"]) == (1, 1, 1)


def test_words_are_in_the_order_of_their_codes_as_people_count():
    demarche = make.demarche()
    for code in ("E10", "G1", "E2"):
        making.testimony(demarche=demarche, code=code)

    assert [one.code for one in queries.testimonies(demarche)] == ["E2", "E10", "G1"]


def test_pinned_indicators_come_with_their_years():
    demarche = make.demarche()
    making.indicator(demarche=demarche)
    making.indicator(demarche=demarche, figure={"year": 2018})

    assert queries.pinned_indicators(demarche, HERE) == {"taux_logements_vacants": {2018, 2021}}
